package dev.pgwright.twin;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.server.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table or an index of the twin as the system catalogs know it.
 *
 * @param kind {@code pg_class.relkind}
 * @param method access method of an index
 * @param table OID of an index's table, and of a table its own
 * @param parent OID of the partitioned table or index that it is a partition of
 * @param file relative to the data directory; empty for what has no file
 * @param rangePages pages of the table that an entry of a BRIN index covers; 0 for others
 */
record TwinRelation(
        String oid,
        QualifiedName name,
        char kind,
        String method,
        String table,
        @Nullable String parent,
        String file,
        int rangePages) {
    boolean isIndex() {
        return kind == 'i' || kind == 'I';
    }

    boolean isPartitioned() {
        return kind == 'p' || kind == 'I';
    }

    /** Every table and index that is not the system's own, by OID. */
    static Map<String, TwinRelation> all(Session session) {
        Map<String, TwinRelation> all = new LinkedHashMap<>();
        for (List<@Nullable String> row : session.rows("""
                SELECT c.oid, n.nspname, c.relname, c.relkind, coalesce(m.amname, ''),
                       coalesce(x.indrelid, c.oid), i.inhparent, coalesce(pg_relation_filepath(c.oid), ''),
                       CASE WHEN m.amname = 'brin' THEN coalesce(
                           (SELECT option_value FROM pg_options_to_table(c.reloptions)
                             WHERE option_name = 'pages_per_range'), '128') ELSE '0' END
                  FROM pg_class c
                  JOIN pg_namespace n ON n.oid = c.relnamespace
                  LEFT JOIN pg_am m ON m.oid = c.relam AND c.relkind IN ('i', 'I')
                  LEFT JOIN pg_index x ON x.indexrelid = c.oid
                  LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
                 WHERE c.relkind IN ('r', 'p', 'm', 'i', 'I')
                   AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
                 ORDER BY n.nspname, c.relname""").values()) {
            TwinRelation relation = new TwinRelation(
                    text(row, 0),
                    QualifiedName.of(text(row, 1), text(row, 2)),
                    text(row, 3).charAt(0),
                    text(row, 4),
                    text(row, 5),
                    row.get(6),
                    text(row, 7),
                    Integer.parseInt(text(row, 8)));
            all.put(relation.oid(), relation);
        }
        return all;
    }

    private static String text(List<@Nullable String> row, int column) {
        return Objects.requireNonNull(row.get(column));
    }
}
