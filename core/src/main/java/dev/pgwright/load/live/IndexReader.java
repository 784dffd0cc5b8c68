package dev.pgwright.load.live;

import dev.pgwright.catalog.AttachedIndex;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.IndexStorage;
import dev.pgwright.catalog.ObjectNames;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the indexes of tables and materialized views. */
final class IndexReader {
    /**
     * What an index consists of, whatever it belongs to.
     *
     * @param elements none of a key's, which are the constraint's columns
     * @param include names of columns
     */
    record Keys(List<IndexElement> elements, List<String> include, IndexStorage storage) {}

    /**
     * Indexes by the oid of their relation, and the keys of the indexes behind constraints by the index's oid.
     *
     * @param ofRelations without those of constraints and those that a partition has because of a table above
     * @param attached of the latter those that are not just as PostgreSQL makes them
     */
    record Indexes(
            Map<Long, List<Index>> ofRelations,
            Map<Long, List<AttachedIndex>> attached,
            Map<Long, Keys> ofConstraints) {}

    private final Indexes indexes = new Indexes(new HashMap<>(), new HashMap<>(), new HashMap<>());
    private final Map<Long, Attached> attached = new LinkedHashMap<>();
    private final Map<Long, String> names = new HashMap<>();

    /** An index that is part of a valid one above; {@code usual} is the name that PostgreSQL would give it. */
    private record Attached(long relation, long parent, AttachedIndex index, String usual) {}

    private IndexReader() {}

    static Indexes read(CatalogSession session) throws SQLException {
        IndexReader reader = new IndexReader();
        session.each(
                """
                select x.indrelid::int8 as relation, x.indexrelid::int8 as index, i.relname as name,
                       r.relname as table, m.amname as method, x.indisunique, x.indisvalid, i.reloptions,
                """ + session.since(15, "x.indnullsnotdistinct", "false") + " as nulls_not_distinct," + """
                       pg_get_expr(x.indpred, x.indrelid, true) as predicate,
                       -- a key has the usual operator classes and order; its columns are the constraint's
                       case when c.contype is null or c.contype = 'x' or h.inhparent is not null
                            then pg_get_indexdef(x.indexrelid, 0, true) end as definition,
                       c.contype in ('p', 'u') and h.inhparent is null as plain_key,
                       x.indnkeyatts, x.indkey::text as columns, x.indoption::text as options,
                       -- only where there are any: the indexes of a large schema have plain columns
                       case when x.indexprs is not null
                            then array(select pg_get_indexdef(x.indexrelid, k, true)
                                       from generate_series(1, x.indnkeyatts) k order by k) end as keys,
                       case when x.indnatts > x.indnkeyatts
                            then array(select a.attname::text
                                       from generate_series(x.indnkeyatts + 1, x.indnatts) k
                                       join pg_attribute a on a.attrelid = x.indrelid and a.attnum = x.indkey[k - 1]
                                       order by k) end as include,
                       case when x.indexprs is not null
                            then array(select a.attnum || '=' || a.attstattarget from pg_attribute a
                                       where a.attrelid = x.indexrelid and a.attstattarget >= 0) end
                           as statistics_targets,
                       c.contype as of_constraint,
                       ts.spcname as tablespace,
                       h.inhparent::int8 as parent_index, parent_schema.nspname as parent_schema,
                       parent.relname as parent, parent_index.indisvalid as parent_valid,
                       {comment pg_class x.indexrelid} as comment
                from pg_index x
                join pg_class i on i.oid = x.indexrelid
                join pg_class r on r.oid = x.indrelid
                join pg_am m on m.oid = i.relam
                -- joined: nothing finds the constraint of a single index fast
                left join pg_constraint c on c.conindid = x.indexrelid and c.contype in ('p', 'u', 'x')
                left join pg_tablespace ts on ts.oid = i.reltablespace
                left join pg_inherits h on h.inhrelid = x.indexrelid
                left join pg_class parent on parent.oid = h.inhparent
                left join pg_namespace parent_schema on parent_schema.oid = parent.relnamespace
                left join pg_index parent_index on parent_index.indexrelid = h.inhparent
                where r.relkind in ('r', 'p', 'm') and r.relnamespace = any({namespaces})
                order by x.indexrelid
                """,
                reader::read);
        reader.attach();
        return reader.indexes;
    }

    private void read(Row row) throws SQLException {
        Keys keys = new Keys(
                row.flag("plain_key") ? List.of() : elements(row),
                row.texts("include"),
                new IndexStorage(row.options("reloptions"), row.textOrNull("tablespace")));
        long index = row.number("index");
        names.put(index, row.text("name"));
        boolean ofConstraint = row.letter("of_constraint") != ' ';
        if (ofConstraint) {
            indexes.ofConstraints.put(index, keys);
        }
        if (row.textOrNull("parent") != null && row.flag("parent_valid")) {
            attached.put(index, attached(row, keys));
        } else if (!ofConstraint) {
            indexes.ofRelations
                    .computeIfAbsent(row.number("relation"), relation -> new ArrayList<>())
                    .add(index(row, keys));
        }
    }

    private static Attached attached(Row row, Keys keys) throws SQLException {
        AttachedIndex index = new AttachedIndex(
                row.text("name"),
                "",
                keys.storage().parameters(),
                keys.storage().tablespace(),
                row.textOrNull("comment"));
        String columns = ObjectNames.ofIndexColumns(Stream.concat(
                        keys.elements().stream().map(element -> element.expression() ? "expr" : element.key()),
                        keys.include().stream())
                .toList());
        String table = row.text("table");
        String usual = switch (row.letter("of_constraint")) {
            case 'p' -> ObjectNames.of(table, "pkey");
            case 'u' -> ObjectNames.of(table, columns, "key");
            case 'x' -> ObjectNames.of(table, columns, "excl");
            default -> ObjectNames.of(table, columns, "idx");
        };
        return new Attached(row.number("relation"), row.number("parent_index"), index, usual);
    }

    /** The root is known when all indexes are. */
    private void attach() {
        attached.forEach((oid, one) -> {
            AttachedIndex index = one.index();
            boolean plain = index.name().equals(one.usual())
                    && index.storageParameters().isEmpty()
                    && index.tablespace() == null
                    && index.comment() == null;
            long root = one.parent();
            while (attached.containsKey(root)) {
                root = attached.get(root).parent();
            }
            String name = names.get(root);
            if (!plain && name != null) {
                indexes.attached
                        .computeIfAbsent(one.relation(), relation -> new ArrayList<>())
                        .add(new AttachedIndex(
                                index.name(), name, index.storageParameters(), index.tablespace(), index.comment()));
            }
        });
    }

    private static List<IndexElement> elements(Row row) throws SQLException {
        String[] columns = row.text("columns").split(" ", -1);
        String[] options = row.text("options").split(" ", -1);
        List<ElementText.Element> texts =
                ElementText.elements(row.sql("definition"), (int) row.number("indnkeyatts"), row.sqls("keys"));
        List<IndexElement> elements = new ArrayList<>();
        for (int k = 0; k < texts.size(); k++) {
            boolean expression = columns[k].equals("0");
            int bits = Integer.parseInt(options[k]);
            // INDOPTION_DESC and INDOPTION_NULLS_FIRST of PostgreSQL's pg_index.h
            elements.add(new IndexElement(
                    ElementText.key(texts.get(k).key(), expression),
                    expression,
                    texts.get(k).rest().collation(),
                    texts.get(k).rest().operatorClass(),
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
                row.sqlOrNull("predicate"),
                row.options("reloptions"),
                row.flag("indisvalid"),
                row.nameOrNull("parent_schema", "parent"),
                row.textOrNull("tablespace"),
                statisticsTargets(row),
                row.textOrNull("comment"));
    }

    private static List<Index.StatisticsTarget> statisticsTargets(Row row) throws SQLException {
        return row.options("statistics_targets").entrySet().stream()
                .map(one ->
                        new Index.StatisticsTarget(Integer.parseInt(one.getKey()), Integer.parseInt(one.getValue())))
                .sorted(Comparator.comparing(Index.StatisticsTarget::key))
                .toList();
    }
}
