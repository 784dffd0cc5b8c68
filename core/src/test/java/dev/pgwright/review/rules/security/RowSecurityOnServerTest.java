package dev.pgwright.review.rules.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules about row security and superusers say of PostgreSQL is so. */
class RowSecurityOnServerTest {
    private static final String SETUP = """
            do $$ begin create role row_reader; exception when duplicate_object then null; end $$;
            create table orders (id int primary key, tenant int not null);
            insert into orders select n, n % 10 from generate_series(1, 1000) n;
            create sequence calls;
            create function tenant() returns int stable language plpgsql security definer
            as 'begin perform nextval(''public.calls''); return 7; end';
            grant select, update, insert, delete on orders to row_reader;
            alter table orders enable row level security;
            """;

    @ParameterizedTest
    @ValueSource(ints = {18, 14})
    void functionInPolicyIsCalledForEachRowUnlessItIsInASubquery(int version) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection connection = database.connect();
                Statement sql = connection.createStatement()) {
            sql.execute(SETUP);
            sql.execute("create policy bare on orders using (tenant = tenant())");
            sql.execute("set role row_reader");
            assertThat(plan(sql, "select * from orders")).contains("Filter: (tenant = tenant())");
            // the planner calls it once for each plan, to guess how many rows there are
            assertThat(callsOf(sql)).isBetween(1000L, 1002L);

            sql.execute("drop policy bare on orders");
            sql.execute("create policy wrapped on orders using (tenant = (select tenant()))");
            sql.execute("set role row_reader");
            assertThat(plan(sql, "select * from orders")).contains("InitPlan 1");
            assertThat(callsOf(sql)).isLessThan(5);

            sql.execute("drop policy wrapped on orders");
            sql.execute("create policy setting on orders using (tenant = current_setting('app.tenant')::int)");
            sql.execute("set app.tenant = '7'");
            sql.execute("set role row_reader");
            assertThat(plan(sql, "select * from orders"))
                    .contains("Filter: (tenant = (current_setting('app.tenant'::text))::integer)");
        }
    }

    /** The calls of one query, which finds a tenth of the rows; the session is the owner's again afterwards. */
    private static long callsOf(Statement sql) throws SQLException {
        try (ResultSet results = sql.executeQuery("select count(*) from orders")) {
            results.next();
            assertThat(results.getLong(1)).isEqualTo(100);
        }
        sql.execute("reset role");
        try (ResultSet results = sql.executeQuery("select last_value from calls")) {
            results.next();
            long calls = results.getLong(1);
            sql.execute("select setval('calls', 1, false)");
            return calls;
        }
    }

    private static String plan(Statement sql, String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet results = sql.executeQuery("explain (costs off) " + query)) {
            while (results.next()) {
                lines.add(results.getString(1));
            }
        }
        return String.join("\n", lines);
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 14})
    void policiesThatAreIncompleteLetNothingThrough(int version) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection connection = database.connect();
                Statement sql = connection.createStatement()) {
            sql.execute(SETUP);
            sql.execute("create policy edit on orders for update using (true)");
            sql.execute("create policy nothing on orders for insert");
            sql.execute("set role row_reader");
            assertThat(sql.executeUpdate("update orders set tenant = 1 where id = 5"))
                    .isZero();
            assertThat(sql.executeUpdate("update orders set tenant = 1")).isEqualTo(1000);
            assertThatThrownBy(() -> sql.execute("insert into orders values (2000, 1)"))
                    .hasMessageContaining("new row violates row-level security policy");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter system set work_mem = '64MB'",
                "create role powerful superuser",
                "create role powerful bypassrls",
                "create role powerful replication",
                "create function f(int, int) returns int language internal as 'int4pl'",
                "copy lines from '/dev/null'",
                "copy lines to program 'cat'",
                "set session_replication_role = replica",
                "create event trigger t on ddl_command_end execute function watch()",
                "create tablespace t location '/nowhere'",
                "create access method m type index handler bthandler"
            })
    void ownerOfDatabaseMayNotDoWhatASuperuserMay(String statement) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Connection connection = database.connect();
                Statement sql = connection.createStatement()) {
            sql.execute("""
                    do $$ begin create role plain_owner createrole; exception when duplicate_object then null; end $$;
                    create function watch() returns event_trigger language plpgsql as 'begin end';
                    """);
            sql.execute(
                    "do $$ begin execute format('alter database %I owner to plain_owner', current_database()); end $$");
            sql.execute("set role plain_owner");
            sql.execute("create table lines (line text)");
            assertThatThrownBy(() -> sql.execute(statement))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }
}
