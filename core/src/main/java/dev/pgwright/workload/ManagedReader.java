package dev.pgwright.workload;

import dev.pgwright.sql.Identifiers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tables that TimescaleDB, Citus and pg_partman run, from their own catalogs (TimescaleDB 2,
 * timescaledb_information.hypertables; Citus 12, pg_dist_partition; pg_partman 5, part_config).
 */
final class ManagedReader {
    private ManagedReader() {}

    static List<ManagedTable> read(FactsQuery query, ServerReader server, List<Withheld> withheld) throws SQLException {
        List<ManagedTable> managed = new ArrayList<>();
        for (Source source : List.of(
                new Source("timescaledb", "hypertable", "timescaledb_information.hypertables", """
                        select hypertable_schema::text as schema, hypertable_name::text as name
                        from timescaledb_information.hypertables
                        """),
                new Source("citus", "distributed table", "pg_catalog.pg_dist_partition", """
                        select n.nspname as schema, c.relname as name from pg_catalog.pg_dist_partition d
                        join pg_class c on c.oid = d.logicalrelid join pg_namespace n on n.oid = c.relnamespace
                        """),
                new Source("pg_partman", "partition set", "part_config", """
                        select n.nspname as schema, c.relname as name from SCHEMA.part_config p
                        join pg_class c on c.oid = to_regclass(p.parent_table) join pg_namespace n on n.oid = c.relnamespace
                        """))) {
            String schema = server.extensions().get(source.extension());
            if (schema == null) {
                continue;
            }
            String quoted = Identifiers.quoteIdentifier(schema);
            List<ManagedTable> found = new ArrayList<>();
            Optional<SQLException> refusal = query.attempt(
                    source.sql().replace("SCHEMA", quoted),
                    row -> found.add(new ManagedTable(row.name("schema", "name"), source.extension(), source.kind())));
            managed.addAll(found);
            refusal.ifPresent(e -> withheld.add(new Withheld(
                    Withheld.Part.MANAGED_TABLES.words() + source.extension() + " runs (" + e.getMessage() + ")",
                    "GRANT SELECT ON " + source.catalog() + " TO "
                            + Identifiers.quoteIdentifier(server.facts().role()))));
        }
        return managed;
    }

    private record Source(String extension, String kind, String catalog, String sql) {}
}
