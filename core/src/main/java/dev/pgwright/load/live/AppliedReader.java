package dev.pgwright.load.live;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.live.AppliedMigrations.Entry;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Versions;
import dev.pgwright.server.Rows;
import dev.pgwright.server.Session;
import dev.pgwright.server.Session.Attempt;
import dev.pgwright.source.Place;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables in which migration tools keep account.
 *
 * <p>Sources: Flyway 11, "Schema history table" and {@code JdbcTableSchemaHistory}; Liquibase 5, "DATABASECHANGELOG
 * table"; golang-migrate 4, database/postgres; goose 3, "goose_db_version"; sqlx 0.8, sqlx-postgres/src/migrate.rs; Diesel
 * 2.3, {@code __diesel_schema_migrations}; Prisma 6, migration engine; drizzle-orm 0.44, pg-core/dialect.ts; Supabase CLI
 * 2, pkg/migration/history.go; Rails 8 and dbmate 2, schema_migrations; Django 5, {@code MigrationRecorder}.
 */
final class AppliedReader {
    private AppliedReader() {}

    /**
     * Where the account is.
     *
     * @param schema null for any; those in the search path come first
     * @param column that it must have
     * @param lacking a column that it must not have, as several tools use one name; empty for none
     * @param select the columns that {@link #entries} reads: version, name, checksum, complete, kind; and the order
     */
    private record Account(@Nullable String schema, String table, String column, String lacking, String select) {}

    private static Optional<Account> account(Framework framework) {
        return Optional.ofNullable(
                switch (framework) {
                    case FLYWAY ->
                        new Account(
                                null,
                                "flyway_schema_history",
                                "installed_rank",
                                "",
                                "version, description, checksum::text, success, type from %s order by installed_rank");
                    case LIQUIBASE ->
                        new Account(
                                null,
                                "databasechangelog",
                                "orderexecuted",
                                "",
                                "author || ':' || id, filename, null, exectype <> 'FAILED', '' from %s order by orderexecuted");
                    case GOLANG_MIGRATE ->
                        new Account(
                                null,
                                "schema_migrations",
                                "dirty",
                                "",
                                "version, '', null, not dirty, 'LIMIT' from %s");
                    case DBMATE, RAILS_STRUCTURE ->
                        new Account(
                                null,
                                "schema_migrations",
                                "version",
                                "dirty",
                                "version, '', null, true, '' from %s order by version");
                    case SUPABASE ->
                        new Account(
                                "supabase_migrations",
                                "schema_migrations",
                                "version",
                                "",
                                "version, '', null, true, '' from %s order by version");
                    case GOOSE ->
                        new Account(
                                null,
                                "goose_db_version",
                                "is_applied",
                                "",
                                "version_id, '', null, true, case when is_applied then '' else 'UNDO' end from %s"
                                        + " where version_id <> 0 order by id");
                    case SQLX ->
                        new Account(
                                null,
                                "_sqlx_migrations",
                                "checksum",
                                "",
                                "version, description, encode(checksum, 'hex'), success, '' from %s order by version");
                    case DIESEL ->
                        new Account(
                                null,
                                "__diesel_schema_migrations",
                                "run_on",
                                "",
                                "version, '', null, true, '' from %s order by version");
                    case PRISMA ->
                        new Account(
                                null,
                                "_prisma_migrations",
                                "migration_name",
                                "",
                                "migration_name, '', checksum, finished_at is not null, '' from %s"
                                        + " where rolled_back_at is null order by started_at");
                    case DRIZZLE ->
                        new Account(
                                null,
                                "__drizzle_migrations",
                                "hash",
                                "",
                                "created_at, '', hash, true, '' from %s order by created_at, id");
                    case DJANGO_SQLMIGRATE ->
                        new Account(
                                null,
                                "django_migrations",
                                "app",
                                "",
                                "app || '.' || name, '', null, true, '' from %s order by id");
                    case PLAIN -> null;
                });
    }

    /** Liquibase locks by a table of its own; Rails keeps the name of its environment in one. */
    private static final Map<String, Set<String>> BESIDES = Map.of(
            "databasechangeloglock", Set.of("lockgranted", "lockedby"),
            "ar_internal_metadata", Set.of("key", "value"));

    static boolean isAccount(Table table) {
        Set<String> columns = table.columns().stream().map(Column::name).collect(Collectors.toSet());
        Set<String> needed = BESIDES.get(table.name().name());
        return needed != null && columns.containsAll(needed)
                || Arrays.stream(Framework.values())
                        .flatMap(framework -> account(framework).stream())
                        .anyMatch(account -> account.table().equals(table.name().name())
                                && (account.schema() == null
                                        || account.schema().equals(table.name().schema()))
                                && columns.contains(account.column())
                                && !columns.contains(account.lacking()));
    }

    static AppliedMigrations read(Session session, Framework framework) {
        Optional<Account> account = account(framework);
        QualifiedName table = account.flatMap(known -> find(session, known)).orElse(null);
        if (account.isEmpty() || table == null) {
            return new AppliedMigrations(framework, null, null, List.of());
        }
        String quoted = Identifiers.quoteIdentifier(table.schema(), table.name());
        Attempt attempt = session.attempt("select " + account.get().select().formatted(quoted));
        attempt.failure().ifPresent(failure -> {
            throw new PgwrightException(
                    ErrorCode.SERVER,
                    Place.ofObject(table.toString()),
                    "which migrations have been run cannot be read: " + failure.message(),
                    failure.sqlState().equals("42501") ? "GRANT SELECT ON " + quoted + " TO the role" : null);
        });
        return entries(framework, table, attempt.rows());
    }

    private static Optional<QualifiedName> find(Session session, Account account) {
        Rows rows = session.rows("""
                        select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relname = ? and c.relkind in ('r', 'p') and n.nspname = coalesce(?, n.nspname)
                          and exists (select from pg_attribute where attrelid = c.oid and attname = ?)
                          and not exists (select from pg_attribute where attrelid = c.oid and attname = ?)
                        order by pg_table_is_visible(c.oid) desc, n.nspname limit 1
                        """, account.table(), account.schema(), account.column(), account.lacking());
        return rows.first().stream()
                .map(schema -> QualifiedName.of(String.valueOf(schema), account.table()))
                .findFirst();
    }

    private static AppliedMigrations entries(Framework framework, QualifiedName table, Rows rows) {
        List<Entry> entries = new ArrayList<>();
        String upTo = null;
        for (List<@Nullable String> row : rows.values()) {
            String version = row.get(0) == null ? "" : row.get(0);
            String name = row.get(1) == null ? "" : row.get(1);
            String kind = String.valueOf(row.get(4));
            boolean complete = "t".equals(row.get(3));
            // the last line about a migration counts
            entries.removeIf(entry -> Versions.key(framework, entry.version()).equals(Versions.key(framework, version))
                    && (!version.isEmpty() && framework != Framework.LIQUIBASE
                            || entry.name().equals(name)));
            if (kind.equals("LIMIT") || kind.equals("BASELINE")) {
                upTo = version;
            }
            boolean counts = !kind.equals("BASELINE") && !kind.equals("SCHEMA");
            if (counts && !kind.startsWith("UNDO") && !kind.equals("DELETE")) {
                entries.add(new Entry(version, name, row.get(2), complete));
            }
        }
        return new AppliedMigrations(framework, table, upTo, entries);
    }
}
