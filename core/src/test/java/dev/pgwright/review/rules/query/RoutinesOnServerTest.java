package dev.pgwright.review.rules.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules about routines say of PostgreSQL is so: the function is called, and fails as it was said. */
class RoutinesOnServerTest {
    private static final String SETUP = """
            create table orders (id bigint primary key, total numeric(12, 2) not null, paid boolean not null);
            insert into orders values (1, 10.6, true), (2, 20.2, false);
            """;

    private static final List<Rule> RULES = List.of(
            new QueryDoesNotMatchSchema(),
            new PlpgsqlSuspiciousCode(),
            new PlpgsqlAssignmentMismatch(),
            new WrongVolatilityMarking());

    /** A function, what calling it gives, and what is found: empty for nothing. */
    private record Case(String function, String given, String found) {}

    private static Case plpgsql(String head, String body, String given, String found) {
        return new Case("create function f(" + head + " language plpgsql as $$ " + body + " $$", given, found);
    }

    private static final List<Case> CASES = List.of(
            // names
            plpgsql(") returns int", "begin return missing + 1; end", "42703", "column \"missing\" does not exist"),
            plpgsql(
                    ") returns int",
                    "begin if exists (select from orders where nmae = 1) then return 1; end if; return 2; end",
                    "42703",
                    "column \"nmae\" does not exist"),
            plpgsql(") returns int", "declare one orders; begin return one.nothing; end", "42703", ""),
            plpgsql(
                    "id bigint) returns numeric",
                    "begin return (select total from orders where id = 1); end",
                    "42702",
                    "column reference \"id\" is ambiguous"),
            plpgsql(
                    "id bigint) returns numeric",
                    "#variable_conflict use_column\nbegin return (select total from orders where id = 1); end",
                    "10.60",
                    ""),
            plpgsql(
                    "id bigint) returns numeric",
                    "begin return (select o.total from orders o where o.id = f.id); end",
                    "10.60",
                    ""),
            plpgsql(
                    "a bigint) returns table (id bigint)",
                    "begin return query select o.id from orders o where o.id = a order by id; end",
                    "1",
                    ""),
            plpgsql(
                    "a bigint) returns table (id bigint)",
                    "begin return query select o.id from orders o group by id; end",
                    "42702",
                    "column reference \"id\" is ambiguous"),
            plpgsql(
                    "id bigint) returns bigint",
                    "begin insert into orders values (5, 1, true) on conflict (id) do nothing; return 1; end",
                    "42702",
                    "column reference \"id\" is ambiguous"),
            plpgsql(
                    "a bigint) returns bigint",
                    "begin update orders set total = 1 where id = a returning id into a; return a; end",
                    "1",
                    ""),
            new Case(
                    "create function f(id bigint) returns numeric language sql as 'select total from orders where id = 2'",
                    "20.20",
                    ""),
            // dynamic SQL knows its values, and no variables
            plpgsql(
                    "a boolean) returns bigint",
                    "declare x bigint; begin execute 'select id from public.orders where id = $1' into x using a; return x; end",
                    "42883",
                    "operator does not exist: bigint = boolean"),
            plpgsql(
                    "a int) returns bigint",
                    "declare x bigint; begin execute 'select id from public.orders where id = $1' into x using a; return x; end",
                    "1",
                    ""),
            plpgsql(
                    "a int) returns bigint",
                    "declare x bigint; begin execute 'select id from public.orders where id = $1' into x using '1'; return x; end",
                    "42883",
                    "operator does not exist: bigint = text"),
            plpgsql(
                    "a int) returns bigint",
                    "declare x bigint; begin execute 'select id from public.orders where id = $1' into x using '1'::bigint; return x; end",
                    "1",
                    ""),
            plpgsql(
                    "a int) returns bigint",
                    "declare x bigint; begin execute 'select id from public.orders where id = a' into x; return x; end",
                    "42703",
                    "column \"a\" does not exist"),
            plpgsql(
                    "a int) returns bigint",
                    "declare x bigint; one public.orders; begin select * into one from public.orders where id = a;"
                            + " for x in execute 'select id from public.orders where total = $1 and paid = $2' using one.total, one.paid loop return x; end loop;"
                            + " return null; end",
                    "1",
                    ""),
            // rows
            plpgsql(
                    "a int) returns table (n int)",
                    "begin return query select count(*) from orders; end",
                    "42804",
                    "Column 1 of the query, count, is of type bigint, and the function returns integer there"),
            plpgsql("a int) returns table (n bigint)", "begin return query select count(*) from orders; end", "2", ""),
            plpgsql(
                    "a int) returns setof numeric",
                    "begin return query select o.total from orders o where o.id = a; end",
                    "10.60",
                    ""),
            plpgsql(
                    "a int) returns setof varchar",
                    "begin return query select 'x' from orders; end",
                    "42804",
                    "is of type text, and the function returns character varying there"),
            plpgsql("a int) returns setof text", "begin return query select 'x' from orders; end", "x", ""),
            plpgsql(
                    "a int) returns table (i bigint, n numeric)",
                    "begin return query select o.id from orders o; end",
                    "42804",
                    "The query gives 1 column, and the function returns 2"),
            plpgsql(
                    "a int) returns setof orders",
                    "begin return query select o.* from orders o where o.id = a; end",
                    "(1,10.60,t)",
                    ""),
            // ways out
            plpgsql(
                    "a bigint) returns bigint",
                    "begin if a > 1 then return 1; end if; end",
                    "2F005",
                    "Control can reach the end of the function without RETURN"),
            plpgsql("a bigint) returns bigint", "begin case a when 7 then return 1; end case; end", "20000", ""),
            // assignments
            plpgsql(
                    "a bigint) returns text",
                    "declare x int; y int; begin select id into x, y from orders; return y; end",
                    "null",
                    "sets the rest to NULL"),
            plpgsql(
                    "a bigint) returns int",
                    "declare x int; begin select id, total into x from orders where id = a; return x; end",
                    "1",
                    "drops the rest"),
            plpgsql(
                    "a bigint) returns int",
                    "declare x int; begin select total into x from orders where id = a; return x; end",
                    "11",
                    "rounded without a word"),
            plpgsql(
                    "a bigint) returns int",
                    "begin return (select paid from orders where id = a); end",
                    "22P02",
                    "no text of the one is a value of the other"),
            plpgsql(
                    "a bigint) returns int",
                    "declare x text := '7'; begin return x || '1'; end",
                    "71",
                    "it is read as one at run time"),
            // volatility
            new Case(
                    "create function f(a bigint) returns void stable language sql as 'delete from orders'",
                    "0A000",
                    "changes rows of orders"),
            plpgsql(
                    "a bigint) returns int stable",
                    "begin perform 1 from orders for update; return 1; end",
                    "0A000",
                    "locks rows by SELECT FOR UPDATE"),
            plpgsql(
                    "a bigint) returns int immutable",
                    "begin create temp table x (a int); return 1; end",
                    "0A000",
                    "makes, changes or drops an object"));

    @ParameterizedTest
    @ValueSource(ints = {18, 14})
    void functionsFailAsFound(int version) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection connection = database.connect();
                Statement sql = connection.createStatement()) {
            sql.setEscapeProcessing(false);
            sql.execute(SETUP);
            for (Case one : CASES) {
                sql.execute(one.function());
                List<String> found = found(connection, version);
                assertThat(found).as(one.function()).hasSize(one.found().isEmpty() ? 0 : 1);
                assertThat(String.join("", found)).as(one.function()).contains(one.found());
                boolean argument =
                        !one.function().contains("f()") && !one.function().contains("f( ");
                assertThat(called(sql, argument)).as(one.function()).isEqualTo(one.given());
                sql.execute("drop function f");
            }
        }
    }

    private static List<String> found(Connection connection, int version) throws SQLException {
        ReviewOptions options = ReviewOptions.forVersion(version).withStart(CatalogReader.read(connection));
        return Reviewer.review(MigrationHistory.of(Framework.PLAIN, List.of(), List.of()), RULES, options)
                .findings()
                .stream()
                .map(finding -> finding.message())
                .toList();
    }

    /** What it gives, or the SQLSTATE with which it fails; what it does is undone. */
    private static String called(Statement sql, boolean argument) throws SQLException {
        sql.execute("begin");
        try (ResultSet result = sql.executeQuery("select f(" + (argument ? "1" : "") + ")::text")) {
            result.next();
            return String.valueOf(result.getString(1));
        } catch (SQLException failed) {
            return failed.getSQLState();
        } finally {
            sql.execute("rollback");
        }
    }

    @Test
    void indexOnFalselyImmutableFunctionFindsRowsThatDoNotMatch() throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Connection connection = database.connect();
                Statement sql = connection.createStatement()) {
            sql.execute(SETUP);
            sql.execute("create table rates (factor int)");
            sql.execute("insert into rates values (1)");
            sql.execute("create function f(a bigint) returns bigint immutable language plpgsql as"
                    + " 'begin return a * (select factor from public.rates); end'");
            sql.execute("create index on orders (f(id))");
            sql.execute("update rates set factor = 10");
            sql.execute("set enable_seqscan = off");
            try (ResultSet rows = sql.executeQuery("select f(id) from orders where f(id) = 2")) {
                rows.next();
                assertThat(rows.getLong(1)).isEqualTo(20);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"new.toal := 1; return new;", "if old.toal > 1 then return new; end if; return new;"})
    void fieldsOfTheRowOfATriggerAreThoseOfItsTable(String body) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Connection connection = database.connect();
                Statement sql = connection.createStatement()) {
            sql.setEscapeProcessing(false);
            sql.execute(SETUP);
            sql.execute("create function f() returns trigger language plpgsql as $$ begin new.total := old.total; "
                    + body + " end $$");
            sql.execute("create trigger f before update on orders for each row execute function f()");
            assertThat(found(connection, 18))
                    .singleElement()
                    .asString()
                    .matches(".*record \"(new|old)\" has no field \"toal\" \\(42703\\)");
            assertThatThrownBy(() -> sql.execute("update orders set paid = true"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("42703"))
                    .hasMessageContaining("has no field \"toal\"");
        }
    }

    @Test
    void unknownNamesAreNoticedWhenTheFunctionRuns() throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Connection connection = database.connect();
                Statement sql = connection.createStatement()) {
            sql.execute("create function f() returns int language plpgsql as 'begin return missing; end'");
            assertThatThrownBy(() -> sql.execute("select f()")).hasMessageContaining("missing");
            assertThatThrownBy(() -> sql.execute(
                            "create function g() returns int language sql begin atomic select missing; end"))
                    .hasMessageContaining("missing");
        }
    }
}
