package dev.pgwright.design.write;

import dev.pgwright.design.decide.PathResolver.Resolved;
import dev.pgwright.design.decide.TieBreaker;
import dev.pgwright.design.model.DesignedQuery.Meaning;
import dev.pgwright.design.model.DesignedQuery.Part;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keyset pagination: a page starts behind the last row of the page before, found through the index however deep it is.
 * The same statement gives the first page, with values that every row is behind of.
 */
final class Keyset {
    /** The output that tells how well a row matches. */
    static final String RELEVANCE = "relevance";

    private record Key(
            String column,
            String type,
            boolean descending,
            String path,
            boolean nullable,
            @Nullable Resolved source,
            boolean divides,
            KeysetBound bound) {
        String name() {
            return "last_" + path.replace('.', '_');
        }
    }

    /** What stands for a value that only the rows tell. */
    private static final String UNKNOWN = "NULL";

    private final List<Key> keys = new ArrayList<>();

    /** @param relevance the expression that a full-text search without a sort is ordered by, else null */
    Keyset(Scope scope, AccessPattern pattern, @Nullable String relevance) {
        List<Sort> sort = pattern.sort();
        boolean ranked = relevance != null && sort.isEmpty();
        if (relevance != null && sort.isEmpty()) {
            keys.add(new Key(
                    relevance, "real", true, RELEVANCE, false, null, false, KeysetBound.of("real", true, List.of())));
        }
        for (Sort each : sort) {
            add(scope, each.path(), each.descending());
        }
        boolean descending =
                ranked || (!sort.isEmpty() && sort.get(sort.size() - 1).descending());
        for (String column : TieBreaker.columns(scope.mapping(), pattern)) {
            add(scope, column, descending);
        }
    }

    private void add(Scope scope, String path, boolean descending) {
        Resolved resolved = scope.resolve(path);
        String type = scope.typeOf(resolved);
        keys.add(new Key(
                scope.column(resolved),
                type,
                descending,
                path,
                scope.nullable(resolved),
                resolved,
                scope.dividesByRange(resolved),
                KeysetBound.of(type, descending, scope.valuesOf(type))));
    }

    /** Sort columns that may be null: rows without them are on no page. */
    List<String> presenceConditions(AccessPattern pattern) {
        Set<String> compared = pattern.filters().stream()
                .filter(filter -> filter.operator() != AccessPattern.Operator.IS_NOT_SET)
                .map(AccessPattern.Filter::path)
                .collect(Collectors.toSet());
        return keys.stream()
                .filter(Key::nullable)
                .filter(key -> !compared.contains(key.path()))
                .map(key -> key.column() + " IS NOT NULL")
                .toList();
    }

    /**
     * The condition that a row is behind the last one seen.
     *
     * @param rows FROM and WHERE of the list without pages, to look up the end of a text's order in
     */
    String condition(Parameters parameters, String rows) {
        List<String> placeholders = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            String sample = firstPage(i);
            String placeholder =
                    parameters.add(key.name(), key.type(), null, sample, new Meaning(Part.SEEN, key.path()));
            // no text is behind all others in every collation: the page starts behind the last one that there is
            placeholders.add(
                    sample.equals(UNKNOWN)
                            ? "coalesce(" + placeholder + ", (SELECT max(" + key.column() + ") "
                                    + rows.replace("\n", " ").replaceAll(" +", " ") + ") || '0')"
                            : placeholder);
        }
        return behind(placeholders);
    }

    private String behind(List<String> placeholders) {
        if (keys.stream().map(Key::descending).distinct().count() == 1) {
            String operator = keys.get(0).descending() ? " < " : " > ";
            if (keys.size() == 1) {
                return keys.get(0).column() + operator + placeholders.get(0);
            }
            String row = "(" + String.join(", ", keys.stream().map(Key::column).toList()) + ")" + operator + "("
                    + String.join(", ", placeholders) + ")";
            // a comparison of rows leaves out no partition (match_clause_to_partition_key, partitioning/partprune.c)
            return keys.get(0).divides() ? bound(placeholders) + "\n  AND " + row : row;
        }
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            StringBuilder each = new StringBuilder();
            for (int j = 0; j < i; j++) {
                each.append(keys.get(j).column())
                        .append(" = ")
                        .append(placeholders.get(j))
                        .append(" AND ");
            }
            each.append(keys.get(i).column())
                    .append(keys.get(i).descending() ? " < " : " > ")
                    .append(placeholders.get(i));
            cases.add(i == 0 ? each.toString() : "(" + each + ")");
        }
        // the first part alone bounds the index scan; the rest only decides among equals
        return "(" + bound(placeholders) + " AND (" + String.join(" OR ", cases) + "))";
    }

    /** What the first key alone says. */
    private String bound(List<String> placeholders) {
        return keys.get(0).column() + (keys.get(0).descending() ? " <= " : " >= ") + placeholders.get(0);
    }

    /** ORDER BY; {@code outer} are the same columns by the names of an enclosing query. */
    String orderBy(List<String> outer) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String column = outer.isEmpty() ? keys.get(i).column() : outer.get(i);
            parts.add(column + (keys.get(i).descending() ? " DESC" : ""));
        }
        return "ORDER BY " + String.join(", ", parts);
    }

    /** The columns of the keys, without the relevance, which is none. */
    List<Resolved> sources() {
        return keys.stream().map(Key::source).filter(Objects::nonNull).toList();
    }

    /** The expression of the relevance, where the list is ordered by it. */
    Optional<String> relevance() {
        return keys.stream()
                .filter(key -> key.source() == null)
                .map(Key::column)
                .findFirst();
    }

    /** What to pass for the first page, for the comment of the query. */
    String firstPageWords() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            words.add(keys.get(i).name() + " " + firstPage(i));
        }
        return String.join(", ", words);
    }

    /** The value of a key that all rows are behind, or that the keys after it make one. */
    private String firstPage(int position) {
        Key key = keys.get(position);
        KeysetBound bound = key.bound();
        if (bound.value() != null) {
            return bound.value();
        }
        boolean decided = keys.subList(0, position).stream()
                .anyMatch(before -> before.bound().beyond());
        return decided ? "''" : UNKNOWN;
    }
}
