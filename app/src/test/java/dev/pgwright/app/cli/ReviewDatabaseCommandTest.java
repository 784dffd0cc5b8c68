package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code pgwright review --db}: what it says of a running database, and what it leaves alone. */
class ReviewDatabaseCommandTest {
    @RegisterExtension
    static final PostgresFixture POSTGRES = PostgresFixture.version(18).prepared("""
            create table owners (id bigint generated always as identity primary key, name text not null);
            create table pets (
                id bigint generated always as identity primary key,
                owner_id bigint not null references owners on delete cascade);
            create index pets_owner on pets (owner_id);
            create index pets_owner_again on pets (owner_id);
            """);

    @Test
    void fixOfADatabaseIsAScriptThatNobodyHasRun() {
        TestDatabase database = POSTGRES.database();
        String url = database.address();
        Screen fix = new Screen();
        fix.run("review", "--db", url, "--fix");
        assertThat(fix.out()).contains("DROP INDEX CONCURRENTLY", "pets_owner").doesNotContain("written:");
        Screen again = new Screen();
        again.run("review", "--db", url);
        assertThat(again.out()).contains("[duplicate-index]", "in the database");
        assertThat(again.err()).contains("is a superuser; a member of pg_monitor and pg_read_all_data sees all but");
    }

    @Test
    void aRoleThatSeesLessIsToldWhatIsNotLookedAt() {
        TestDatabase database = POSTGRES.database();
        database.execute("create role review_stranger login password 'secret'");
        try {
            Screen screen = new Screen();
            screen.run(
                    "review",
                    "--db",
                    database.address().replaceAll("user=\\S+ password=\\S+", "user=review_stranger password=secret"));
            assertThat(screen.err())
                    .contains(
                            "how long other roles' transactions have been open",
                            "GRANT pg_read_all_stats TO review_stranger")
                    .doesNotContain("this session only reads", "secret");
        } finally {
            database.execute("drop role review_stranger");
        }
    }

    /** A condition that statistics of columns do not tell of. */
    @Test
    void rowsOfAPendingChangeArePlannedByTheDatabase(@TempDir Path folder) throws IOException {
        TestDatabase database = POSTGRES.database();
        database.execute("insert into owners (name) select 'o' || n from generate_series(1, 30000) n; analyze owners");
        Files.writeString(folder.resolve("V1__names.sql"), "update owners set name = 'x' where id > 9000;\n");
        Screen screen = new Screen();
        screen.run("review", "--db", database.address(), folder.toString());
        assertThat(screen.out())
                .contains("UPDATE of public.owners changes about 21 k rows in one statement, more than 10 k rows"
                        + " [affected-rows-over-limit]")
                .contains("evidence planned");
    }

    @Test
    void queriesAreJudgedByTheDatabaseItself(@TempDir Path folder) throws IOException {
        Path queries = folder.resolve("queries.sql");
        Files.writeString(queries, """
                select id, nmae from owners where id = $1;
                select name from owners where id = $1;
                update owners set name = 'x', name = 'y' where id = $1;
                """);
        Screen screen = new Screen();
        screen.run("review", "--db", POSTGRES.database().address(), "--workload", queries.toString());
        assertThat(screen.out())
                .containsOnlyOnce("PostgreSQL refuses this query: column \"nmae\" does not exist (42703)"
                        + " [query-does-not-match-schema]")
                .containsOnlyOnce("name is given a value twice, which PostgreSQL refuses [repeated-column-assignment]")
                .contains("queries.sql:1:12")
                .contains("evidence measured; more: pgwright rules query-does-not-match-schema")
                .contains("evidence measured; more: pgwright rules repeated-column-assignment");
    }

    @Test
    void whatIsWrongInABodyHasTheLineThatPostgresqlSays() {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute("""
                    create table owners (id bigint primary key, name text not null);
                    create function owner_name(wanted bigint) returns text language plpgsql stable as $$
                    declare
                        found_name text;
                    begin
                        select nmae into found_name from owners where id = wanted;
                        return found_name;
                    end $$;
                    """);
            Screen screen = new Screen();
            screen.run("review", "--db", database.address());
            assertThat(screen.out())
                    .contains(
                            "public.owner_name(wanted bigint), line 5: error: PostgreSQL refuses this query: column"
                                    + " \"nmae\" does not exist (42703) [query-does-not-match-schema]",
                            "5 |     select nmae into found_name from owners where id = wanted;");
        }
    }

    /** Three files, of which two were run; and what somebody did by hand. */
    private static TestDatabase drifted(Path folder) throws IOException {
        Files.writeString(folder.resolve("20260101000001_orders.sql"), """
                -- migrate:up
                create table orders (id bigint primary key, note text);
                create view open_orders as select id from orders where note is null;
                grant select on orders to reporting;
                -- migrate:down
                drop table orders cascade;
                """);
        Files.writeString(folder.resolve("20260101000002_carts.sql"), """
                -- migrate:up
                create table carts (id bigint primary key);
                -- migrate:down
                drop table carts;
                """);
        Files.writeString(folder.resolve("20260101000003_baskets.sql"), """
                -- migrate:up
                create table baskets (id bigint primary key);
                -- migrate:down
                drop table baskets;
                """);
        TestDatabase database = PostgresFixture.newDatabase(18);
        database.execute("""
                create table schema_migrations (version varchar primary key);
                insert into schema_migrations values ('20260101000001'), ('20260101000002');
                create table orders (id bigint primary key, note text);
                create view open_orders as select orders.id from orders where orders.note is null;
                create table carts (id bigint primary key);
                """);
        return database;
    }

    @Test
    void aDatabaseIsComparedWithWhatItsAppliedMigrationsMake(@TempDir Path folder) throws IOException {
        try (TestDatabase database = drifted(folder)) {
            Screen same = new Screen();
            same.run("review", "--db", database.address(), folder.toString());
            assertThat(same.out()).doesNotContain("live-schema-drift");
            assertThat(same.err()).contains("2 migrations").doesNotContain("cannot be told");
            database.execute("create index orders_note on orders (note); drop view open_orders;"
                    + " create view open_orders as select id from orders where note = ''");
            Screen other = new Screen();
            other.run("review", "--db", database.address(), folder.toString());
            assertThat(other.out())
                    .contains(
                            "The database has table public.orders index orders_note, which none of its applied migrations"
                                    + " makes [live-schema-drift]",
                            "The database has view public.open_orders with another query than its applied migrations"
                                    + " make [live-schema-drift]")
                    .doesNotContain("table public.baskets", "schema_migrations");
        }
    }

    @Test
    void whatCannotBeComparedExactlyIsNotCompared(@TempDir Path folder) throws IOException {
        try (TestDatabase database = drifted(folder)) {
            database.execute("create index orders_note on orders (note)");
            Files.writeString(
                    folder.resolve("20260101000002_carts.sql"), "-- migrate:up\ncreate table carts (id nonsense);\n");
            Screen screen = new Screen();
            screen.run("review", "--db", database.address(), folder.toString());
            assertThat(screen.out()).doesNotContain("live-schema-drift");
            assertThat(screen.err())
                    .contains("whether the database is what its migrations make cannot be told: ", "nonsense");
        }
    }

    @Test
    void changesOfADatabaseAreNoDiff() {
        Screen screen = new Screen();
        assertThat(screen.run("review", "--db", POSTGRES.database().address(), "--diff", "HEAD"))
                .isEqualTo(2);
        assertThat(screen.err()).isEqualTo("""
                error: --diff is about changed files, and a database has none
                  hint: name the files or folders, too
                """);
    }
}
