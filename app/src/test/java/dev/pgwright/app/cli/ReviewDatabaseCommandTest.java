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
