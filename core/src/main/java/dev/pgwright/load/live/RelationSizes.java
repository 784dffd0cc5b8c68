package dev.pgwright.load.live;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How large the relations of a running server's database are. */
public final class RelationSizes {
    private RelationSizes() {}

    /**
     * Bytes on disk of tables and materialized views with what they keep aside (TOAST, maps), and of indexes; a
     * partitioned one has what its partitions have.
     *
     * @throws dev.pgwright.finding.PgwrightException if the server fails
     */
    public static SortedMap<QualifiedName, Long> read(Postgres server) {
        SortedMap<QualifiedName, Long> sizes = new TreeMap<>();
        try (Session session = Session.of(server.connect())) {
            List<List<@Nullable String>> rows = session.rows("""
                    SELECT n.nspname, c.relname,
                           CASE WHEN c.relkind IN ('p', 'I')
                                THEN (SELECT coalesce(sum(pg_table_size(t.relid)), 0)
                                      FROM pg_partition_tree(c.oid) AS t WHERE t.isleaf)
                                ELSE pg_table_size(c.oid) END
                    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                    WHERE c.relkind IN ('r', 'm', 'i', 'p', 'I')
                      AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                    """).values();
            for (List<@Nullable String> row : rows) {
                // null where the relation was dropped meanwhile
                if (row.get(2) != null) {
                    sizes.put(
                            QualifiedName.of(Objects.requireNonNull(row.get(0)), Objects.requireNonNull(row.get(1))),
                            Long.parseLong(Objects.requireNonNull(row.get(2))));
                }
            }
        }
        return sizes;
    }
}
