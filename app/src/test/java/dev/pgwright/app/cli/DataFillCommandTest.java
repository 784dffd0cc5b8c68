package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pgwright data fill}: rows that a database takes, and databases that get none. */
class DataFillCommandTest {
    private static final String SCHEMA = """
            create table owners (id bigint generated always as identity primary key, name text not null);
            create table pets (
                id bigint generated always as identity primary key,
                owner_id bigint not null references owners,
                kind text not null check (kind in ('cat', 'dog')));
            create table visits (
                id bigint generated always as identity,
                pet_id bigint references pets,
                at date not null,
                primary key (id, at)) partition by range (at);
            create table visits_2024 partition of visits for values from ('2024-01-01') to ('2025-01-01');
            create table visits_2025 partition of visits for values from ('2025-01-01') to ('2026-01-01');
            """;

    @RegisterExtension
    static final PostgresFixture POSTGRES = PostgresFixture.version(18).prepared(SCHEMA);

    private static String ask(TestDatabase database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void rowsReferToEachOtherAndBelongToPartitions() throws SQLException {
        TestDatabase database = POSTGRES.database();
        Screen screen = new Screen();
        assertThat(screen.run("data", "fill", "--db", database.address(), "--rows", "50000", "--format", "json"))
                .isZero();
        assertThat(screen.out()).contains("\"rows\" : 150000", "\"table\" : \"public.visits\"", "\"leftOut\" : [ ]");
        assertThat(ask(database, "select count(*) from pets p join owners o on o.id = p.owner_id"))
                .isEqualTo("50000");
        assertThat(ask(
                        database,
                        "select count(*) from visits v left join pets p on p.id = v.pet_id"
                                + " where v.pet_id is not null and p.id is null"))
                .isEqualTo("0");
        assertThat(ask(database, "select count(distinct tableoid) from visits")).isEqualTo("2");
        // a hundredth of the owners has more than a hundredth of the pets
        assertThat(Long.parseLong(ask(
                        database,
                        "select sum(n) from (select count(*) as n from pets group by owner_id"
                                + " order by 1 desc limit 500) most")))
                .isGreaterThan(4_000);
        assertThat(ask(database, "insert into owners (name) values ('next') returning id"))
                .isEqualTo("50001");
    }

    @Test
    void rowsThatAreThereAreRefusedOrReferredTo() throws SQLException {
        TestDatabase database = POSTGRES.database();
        database.execute("insert into owners (name) values ('a'), ('b')");
        Screen refused = new Screen();
        assertThat(refused.run("data", "fill", "--db", database.address())).isEqualTo(5);
        assertThat(refused.err()).contains("1 table of it has rows: public.owners", "--beside-rows");
        assertThat(ask(database, "select count(*) from pets")).isEqualTo("0");
        Screen beside = new Screen();
        assertThat(beside.run("data", "fill", "--db", database.address(), "--rows", "100", "--beside-rows"))
                .isZero();
        assertThat(ask(database, "select count(*) from owners")).isEqualTo("2");
        assertThat(ask(database, "select count(*) from pets p join owners o on o.id = p.owner_id"))
                .isEqualTo("100");
    }

    @Test
    void aTableWithoutRowsIsNamedAndWhatNeedsIt() throws SQLException {
        TestDatabase database = POSTGRES.database();
        database.execute("alter table owners add check (id < 0 and id > 0)");
        Screen screen = new Screen();
        assertThat(screen.run("data", "fill", "--db", database.address(), "--rows", "100"))
                .isEqualTo(1);
        assertThat(screen.out())
                .contains(
                        "No rows: public.owners: no rows of public.owners were found that keep the check owners_id_check;"
                                + " referred to by public.pets",
                        "No rows: public.pets: its rows need some of public.owners, which has none; referred to by"
                                + " public.visits",
                        "100 rows in 1 table");
        assertThat(ask(database, "select count(pet_id) || ' of ' || count(*) from visits"))
                .isEqualTo("0 of 100");
    }

    @Test
    void aDatabaseThatOthersWorkWithIsRefused() throws SQLException {
        TestDatabase database = POSTGRES.database();
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("set application_name = 'shop'");
            Screen screen = new Screen();
            assertThat(screen.run("data", "fill", "--db", database.address())).isEqualTo(5);
            assertThat(screen.err()).contains("others are connected to it: ", " with shop");
        }
        assertThat(ask(database, "select count(*) from owners")).isEqualTo("0");
    }

    @Test
    void aPartOfTheRowsOfAnotherDatabaseOrOfItsFacts(@TempDir Path folder) throws SQLException {
        try (TestDatabase real = PostgresFixture.newDatabase(18)) {
            real.execute(SCHEMA + "insert into owners (name) select 'o' || n from generate_series(1, 4000) n;"
                    + " insert into pets (owner_id, kind) select n, 'cat' from generate_series(1, 1000) n; analyze");
            String facts = folder.resolve("facts.json").toString();
            Screen saved = new Screen();
            saved.run("review", "--db", real.address(), "--save-facts", facts);
            assertThat(Path.of(facts)).as(saved.err()).exists();
            aPartOf("--like", real.address());
            aPartOf("--facts", facts);
        }
    }

    private static void aPartOf(String option, String source) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute(SCHEMA);
            Screen screen = new Screen();
            int code = screen.run("data", "fill", "--db", database.address(), option, source, "--fraction", "0.1");
            assertThat(code).as(screen.err()).isZero();
            assertThat(ask(database, "select (select count(*) from owners) || ' ' || (select count(*) from pets)"))
                    .isEqualTo("400 100");
            // all real ones are cats
            assertThat(ask(database, "select string_agg(distinct kind, ',') from pets"))
                    .isEqualTo("cat");
        }
    }

    @Test
    void aPartOfUnknownRowsIsRefused() {
        Screen screen = new Screen();
        assertThat(screen.run("data", "fill", "--db", POSTGRES.database().address(), "--fraction", "0.1"))
                .isEqualTo(ErrorCode.USAGE.exitCode());
        assertThat(screen.err()).contains("--fraction is of the rows that --facts or --like tell, in place of --rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalStopsItWithTheTableAtHandEmpty(String signal, @TempDir Path folder)
            throws IOException, InterruptedException, SQLException {
        TestDatabase database = POSTGRES.database();
        Path told = folder.resolve("told.txt");
        Process process = new ProcessBuilder(
                        "/usr/bin/env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "data",
                        "fill",
                        "--db",
                        database.address(),
                        "--rows",
                        "2000000")
                .redirectError(told.toFile())
                .start();
        try (Connection looker = database.server().connect();
                Statement statement = looker.createStatement()) {
            boolean begun = false;
            while (!begun && process.isAlive()) {
                Thread.sleep(20);
                try (ResultSet row = statement.executeQuery("select count(*) from pg_stat_activity where datname = '"
                        + database.name() + "' and state = 'active' and query ilike 'copy%pets%'")) {
                    row.next();
                    begun = row.getInt(1) > 0;
                }
            }
        }
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(told)).isEqualTo(ErrorCode.STOPPED.exitCode());
        assertThat(Files.readString(told))
                .contains("stopped; 1 table got all rows, the others none. The last one was public.owners")
                .contains("the same command with --beside-rows goes on with those that are empty");
        assertThat(ask(database, "select (select count(*) from owners) || ' ' || (select count(*) from pets)"))
                .isEqualTo("2000000 0");
    }
}
