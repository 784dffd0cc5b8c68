package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code pgwright data fill}: rows that a database takes, and databases that get none. */
class DataFillCommandTest {
    @RegisterExtension
    static final PostgresFixture POSTGRES = PostgresFixture.version(18).prepared("""
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
            """);

    private static String address(TestDatabase database) {
        Map<String, String> given = database.server().libpqEnvironment(database.name());
        return "host=" + given.get("PGHOST") + " port=" + given.get("PGPORT") + " user=" + given.get("PGUSER")
                + " password=" + given.get("PGPASSWORD") + " dbname=" + given.get("PGDATABASE");
    }

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
        assertThat(screen.run("data", "fill", "--db", address(database), "--rows", "50000", "--format", "json"))
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
        assertThat(refused.run("data", "fill", "--db", address(database))).isEqualTo(5);
        assertThat(refused.err()).contains("1 table of it has rows: public.owners", "--beside-rows");
        assertThat(ask(database, "select count(*) from pets")).isEqualTo("0");
        Screen beside = new Screen();
        assertThat(beside.run("data", "fill", "--db", address(database), "--rows", "100", "--beside-rows"))
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
        assertThat(screen.run("data", "fill", "--db", address(database), "--rows", "100"))
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
            assertThat(screen.run("data", "fill", "--db", address(database))).isEqualTo(5);
            assertThat(screen.err()).contains("others are connected to it: ", " with shop");
        }
        assertThat(ask(database, "select count(*) from owners")).isEqualTo("0");
    }
}
