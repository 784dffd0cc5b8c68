package dev.pgwright.catalog;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A view or materialized view.
 *
 * @param columns their names, in order
 * @param query as {@code pg_get_viewdef} gives it in its readable form, without the final semicolon
 * @param options {@code WITH (...)} of a view, or storage parameters
 * @param indexes of a materialized view
 * @param populated false for {@code WITH NO DATA}
 */
public record View(
        QualifiedName name,
        boolean materialized,
        List<String> columns,
        String query,
        SortedMap<String, String> options,
        List<Index> indexes,
        List<Trigger> triggers,
        boolean populated,
        SortedMap<String, String> columnComments,
        List<Rule> rules,
        ViewSettings settings,
        @Nullable String comment) {
    public View {
        columns = List.copyOf(columns);
        indexes = Catalog.sorted(indexes, Comparator.comparing(Index::name));
        triggers = Catalog.sorted(triggers, Comparator.comparing(Trigger::name));
        rules = Catalog.sorted(rules, Comparator.comparing(Rule::name));
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
        columnComments = Collections.unmodifiableSortedMap(new TreeMap<>(columnComments));
    }

    /** A view without what few views have. */
    public View(
            QualifiedName name,
            boolean materialized,
            List<String> columns,
            String query,
            SortedMap<String, String> options,
            List<Index> indexes,
            List<Trigger> triggers,
            boolean populated,
            SortedMap<String, String> columnComments,
            @Nullable String comment) {
        this(
                name,
                materialized,
                columns,
                query,
                options,
                indexes,
                triggers,
                populated,
                columnComments,
                List.of(),
                ViewSettings.NONE,
                comment);
    }

    /** A plain view whose columns the query names. */
    public static View of(QualifiedName name, List<String> columns, String query) {
        return new View(
                name, false, columns, query, new TreeMap<>(), List.of(), List.of(), true, new TreeMap<>(), null);
    }

    /** The same with another query for the same columns. */
    public View withQuery(String newQuery) {
        return new View(
                name,
                materialized,
                columns,
                newQuery,
                options,
                indexes,
                triggers,
                populated,
                columnComments,
                rules,
                settings,
                comment);
    }
}
