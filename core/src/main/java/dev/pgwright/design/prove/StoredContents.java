package dev.pgwright.design.prove;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.prove.evaluate.Contents;
import dev.pgwright.design.prove.evaluate.Now;
import dev.pgwright.server.Rows;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tables hold at the moment, as the evaluation wants it. */
final class StoredContents {
    private final Session session;
    private final Catalog catalog;
    private final List<Table> tables;

    StoredContents(Session session, Catalog catalog) {
        this.session = session;
        this.catalog = catalog;
        this.tables = catalog.tables().stream()
                .filter(table -> table.partitionOf() == null)
                .toList();
    }

    Contents read() {
        Contents contents = new Contents();
        tables.forEach(table -> add(contents, table));
        return contents;
    }

    /** The contents of some tables. */
    Contents read(Set<QualifiedName> names) {
        Contents contents = new Contents();
        tables.stream().filter(table -> names.contains(table.name())).forEach(table -> add(contents, table));
        return contents;
    }

    private void add(Contents contents, Table table) {
        Rows rows = session.rows("SELECT " + Population.asTexts(table) + " FROM " + Quoted.name(table.name()));
        contents.add(catalog, table, rows.columns(), rows.values());
    }

    /** A text for each table that changes when its rows change. */
    Map<QualifiedName, String> fingerprints() {
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            queries.add("SELECT " + i + ", count(*) || ' ' || coalesce(md5(string_agg(t::text, '' ORDER BY t::text"
                    + " COLLATE \"C\")), '') FROM " + Quoted.name(tables.get(i).name()) + " AS t");
        }
        Map<QualifiedName, String> prints = new LinkedHashMap<>();
        if (queries.isEmpty()) {
            return prints;
        }
        for (List<@Nullable String> row :
                session.rows(String.join(" UNION ALL ", queries)).values()) {
            prints.put(tables.get(Integer.parseInt(String.valueOf(row.get(0)))).name(), String.valueOf(row.get(1)));
        }
        return prints;
    }

    /** The order of these texts by the database's collation, as the server says. */
    Comparator<String> order(Contents contents) {
        Map<String, Integer> ranks = new HashMap<>();
        List<String> literals = contents.texts().stream().map(Quoted::literal).toList();
        if (!literals.isEmpty()) {
            session.rows("SELECT v FROM unnest(ARRAY[" + String.join(", ", literals) + "]::text[]) AS u(v) ORDER BY v")
                    .first()
                    .forEach(text -> ranks.put(String.valueOf(text), ranks.size()));
        }
        return Comparator.comparing((String text) -> ranks.getOrDefault(text, Integer.MAX_VALUE))
                .thenComparing(Comparator.naturalOrder());
    }

    Now now() {
        List<@Nullable String> row =
                session.rows("SELECT now()::text, CURRENT_DATE::text").values().get(0);
        return new Now(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
    }
}
