package dev.pgwright.migrate.plan.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.load.live.AppliedMigrations;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnsaidTest {
    private static final String PRESENT = """
            create role unsaid_reader;
            create role unsaid_owner;
            create table shop (id bigint generated always as identity primary key, city text, old text);
            create table gone (id int);
            create function twice(n int) returns int language sql return n * 2;
            alter table shop owner to unsaid_owner;
            grant select on shop, gone to unsaid_reader;
            grant update (city), update (old) on shop to unsaid_reader;
            revoke execute on function twice from public;
            alter default privileges in schema public grant select on tables to unsaid_reader;
            create table flyway_schema_history (installed_rank int primary key, version text);
            create index on flyway_schema_history (version);
            create schema drizzle;
            create table drizzle.__drizzle_migrations (id serial primary key, hash text, created_at bigint);
            create table goose_db_version (id int, note text);
            """;

    private static final String WANTED = """
            create table shop (id bigint generated always as identity primary key, city text, new text);
            create function twice(n int) returns int language sql return n * 2;
            """;

    @Test
    void ownersPrivilegesAndAccountsOfToolsStayWhereNothingIsSaidOfThem() throws SQLException {
        Catalog present = catalog(PRESENT);
        Catalog wanted = catalog(WANTED);
        wanted = wanted.withAccess(Access.NONE);
        Catalog completed = Unsaid.accessOf(present, Unsaid.tablesOf(present, wanted, AppliedMigrations::isAccount));
        List<String> sql = SchemaSteps.between(present, completed).stream()
                .flatMap(step -> step.up().stream())
                .toList();
        assertThat(sql)
                .containsExactlyInAnyOrder(
                        "ALTER TABLE public.shop ADD COLUMN new text",
                        "DROP TABLE public.gone",
                        // by its columns it is no account of goose
                        "DROP TABLE public.goose_db_version",
                        "ALTER TABLE public.shop DROP COLUMN old");
    }

    @Test
    void aSchemaThatNamesPrivilegesMeansThem() throws SQLException {
        Catalog present = catalog(PRESENT);
        Catalog wanted = catalog(WANTED + "grant insert on shop to unsaid_reader;");
        assertThat(Unsaid.accessOf(present, wanted)).isSameAs(wanted);
    }

    private static Catalog catalog(String sql) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute("""
                    do $$ begin
                      if exists (select from pg_roles where rolname = 'unsaid_reader') then
                        drop role unsaid_reader; drop role unsaid_owner;
                      end if;
                    end $$""");
            database.execute(
                    sql.contains("create role") ? sql : "create role unsaid_reader; create role unsaid_owner;" + sql);
            try (Connection connection = database.connect()) {
                return CatalogReader.read(connection);
            } finally {
                database.execute(
                        "drop owned by unsaid_reader, unsaid_owner cascade; drop role unsaid_reader; drop role unsaid_owner");
            }
        }
    }
}
