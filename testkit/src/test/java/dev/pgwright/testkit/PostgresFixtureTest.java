package dev.pgwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresFixtureTest {
    @RegisterExtension
    static final PostgresFixture postgres = PostgresFixture.version(18);

    @RegisterExtension
    static final PostgresFixture prepared =
            PostgresFixture.version(15).prepared("create table t (id int); insert into t values (7)");

    @RepeatedTest(3)
    void everyTestHasAFreshDatabase() throws SQLException {
        postgres.database().execute("create table t (id int); insert into t values (1), (2)");
        assertThat(number(postgres.connect(), "select count(*) from t")).isEqualTo(2);
    }

    @RepeatedTest(2)
    void aPreparedDatabaseHasItsContentAgainInEveryTest() throws SQLException {
        assertThat(number(prepared.connect(), "select id from t")).isEqualTo(7);
        prepared.database().execute("drop table t");
    }

    @Test
    void theServersOfTwoVersionsLiveSideBySide() {
        assertThat(postgres.server().version().major()).isEqualTo(18);
        assertThat(prepared.server().version().major()).isEqualTo(15);
        assertThat(postgres.server().port()).isNotEqualTo(prepared.server().port());
    }

    @Test
    void closingADatabaseDropsIt() throws SQLException {
        TestDatabase database = PostgresFixture.newDatabase(18);
        Connection session = database.connect();
        database.close();
        assertThatThrownBy(() -> number(session, "select 1")).isInstanceOf(SQLException.class);
        try (Connection connection = postgres.server().connect()) {
            assertThat(number(connection, "select count(*) from pg_database where datname = '" + database.name() + "'"))
                    .isZero();
        }
    }

    @Test
    void anUnknownVersionIsRefused() {
        assertThatThrownBy(() -> PostgresFixture.version(13))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no PostgreSQL 13 to test with");
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
