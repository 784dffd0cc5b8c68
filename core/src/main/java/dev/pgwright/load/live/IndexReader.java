package dev.pgwright.load.live;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the indexes of tables and materialized views. */
final class IndexReader {
    /**
     * What an index consists of, whatever it belongs to.
     *
     * @param include names of columns
     */
    record Keys(List<IndexElement> elements, List<String> include) {}

    /**
     * Indexes by the oid of their relation, and the keys of the indexes behind constraints by the index's oid.
     *
     * @param ofRelations without those of constraints
     */
    record Indexes(Map<Long, List<Index>> ofRelations, Map<Long, Keys> ofConstraints) {}

    private IndexReader() {}

    static Indexes read(CatalogSession session) throws SQLException {
        Indexes indexes = new Indexes(new HashMap<>(), new HashMap<>());
        session.each(
                """
                select x.indrelid::int8 as relation, x.indexrelid::int8 as index, i.relname as name,
                       m.amname as method, x.indisunique, x.indisvalid, i.reloptions,
                """ + session.since(15, "x.indnullsnotdistinct", "false") + " as nulls_not_distinct," + """
                       pg_get_expr(x.indpred, x.indrelid, true) as predicate,
                       pg_get_indexdef(x.indexrelid, 0, true) as definition,
                       array(select pg_get_indexdef(x.indexrelid, k, true)
                             from generate_series(1, x.indnkeyatts) k order by k) as keys,
                       array(select x.indkey[k - 1] = 0
                             from generate_series(1, x.indnkeyatts) k order by k) as expressions,
                       array(select x.indoption[k - 1]
                             from generate_series(1, x.indnkeyatts) k order by k) as options,
                       array(select a.attname::text
                             from generate_series(x.indnkeyatts + 1, x.indnatts) k
                             join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[k - 1]
                             order by k) as include,
                       exists (select from pg_constraint c
                               where c.conindid = x.indexrelid and c.contype in ('p', 'u', 'x')) as of_constraint,
                       parent_schema.nspname as parent_schema, parent.relname as parent,
                       parent_index.indisvalid as parent_valid,
                       obj_description(x.indexrelid, 'pg_class') as comment
                from pg_index x
                join pg_class i on i.oid = x.indexrelid
                join pg_class r on r.oid = x.indrelid
                join pg_am m on m.oid = i.relam
                left join pg_inherits h on h.inhrelid = x.indexrelid
                left join pg_class parent on parent.oid = h.inhparent
                left join pg_namespace parent_schema on parent_schema.oid = parent.relnamespace
                left join pg_index parent_index on parent_index.indexrelid = h.inhparent
                where r.relkind in ('r', 'p', 'm') and r.relnamespace = any({namespaces})
                order by x.indexrelid
                """, row -> {
                    Keys keys = new Keys(elements(row), row.texts("include"));
                    if (row.flag("of_constraint")) {
                        indexes.ofConstraints.put(row.number("index"), keys);
                    } else if (row.textOrNull("parent") == null || !row.flag("parent_valid")) {
                        indexes.ofRelations
                                .computeIfAbsent(row.number("relation"), relation -> new ArrayList<>())
                                .add(index(row, keys));
                    }
                });
        return indexes;
    }

    private static List<IndexElement> elements(Row row) throws SQLException {
        List<String> keys = row.texts("keys");
        List<String> expressions = row.texts("expressions");
        List<String> options = row.texts("options");
        List<ElementText.Rest> rests = ElementText.rests(row.text("definition"), keys);
        List<IndexElement> elements = new ArrayList<>();
        for (int k = 0; k < keys.size(); k++) {
            boolean expression = expressions.get(k).equals("true");
            int bits = Integer.parseInt(options.get(k));
            // INDOPTION_DESC and INDOPTION_NULLS_FIRST of PostgreSQL's pg_index.h
            elements.add(new IndexElement(
                    ElementText.key(keys.get(k), expression),
                    expression,
                    rests.get(k).collation(),
                    rests.get(k).operatorClass(),
                    (bits & 1) != 0,
                    (bits & 2) != 0));
        }
        return elements;
    }

    private static Index index(Row row, Keys keys) throws SQLException {
        return new Index(
                row.text("name"),
                row.text("method"),
                keys.elements(),
                keys.include(),
                row.flag("indisunique"),
                row.flag("nulls_not_distinct"),
                row.textOrNull("predicate"),
                row.options("reloptions"),
                row.flag("indisvalid"),
                row.nameOrNull("parent_schema", "parent"),
                row.textOrNull("comment"));
    }
}
