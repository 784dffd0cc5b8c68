package dev.pgwright.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.server.Session;
import dev.pgwright.sql.Sql;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannedChangeTest {
    @RegisterExtension
    static final PostgresFixture POSTGRES = PostgresFixture.version(18).prepared("""
            create table orders (id bigint primary key, total integer, paid boolean);
            create table lines (order_id bigint, amount integer);
            create table archive (id bigint, total integer, paid boolean);
            insert into orders select n, n, n % 10 = 0 from generate_series(1, 5000) n;
            insert into lines select n, n from generate_series(1, 5000) n;
            analyze;
            """);

    private static Optional<String> query(String sql) {
        return PlannedChange.query(Sql.parseStatement(sql).tree(), sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "update only orders o set total = 1 where id < 9 returning id; SELECT 1 FROM only orders o where id < 9",
                "update orders set paid = total is distinct from 1; SELECT 1 FROM orders",
                "update orders set total = amount from lines where order_id = id;"
                        + " SELECT 1 FROM orders , lines where order_id = id",
                "with old as (select 1 from lines where amount > 1) update orders set total = 0 where id in (select 1 from"
                        + " old); with old as (select 1 from lines where amount > 1) SELECT 1 FROM orders where id in"
                        + " (select 1 from old)",
                "delete from orders using lines where order_id = id; SELECT 1 FROM orders , lines where order_id = id",
                "insert into archive (id) select id from orders where paid on conflict do nothing;"
                        + " select id from orders where paid",
                "insert into archive with o as (select 1) select * from o returning id; with o as (select 1) select * from o"
            })
    void rowsAreThoseOfASelect(String change, String select) {
        assertThat(query(change)).hasValueSatisfying(text -> assertThat(text).isEqualToNormalizingWhitespace(select));
        Sql.parseStatement(query(change).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "update orders set total = 1 where total < 1000; 999; orders",
                "update orders set total = 1 where total + 0 = 7; 25; orders",
                "delete from orders using lines where order_id = id and amount > 4000; 1000; orders",
                "insert into archive select * from orders where total > 3000; 2000; orders"
            })
    void plannerIsAskedAndNothingIsRun(String sql, long rows, String table) {
        try (Session session = Session.of(POSTGRES.database().connect())) {
            session.execute("set default_transaction_read_only = on");
            assertThat(PlannedChange.ask(session, Sql.parseStatement(sql).tree(), sql))
                    .hasValueSatisfying(planned -> {
                        assertThat(planned.rows()).isBetween(rows * 9 / 10, rows * 11 / 10 + 1);
                        assertThat(planned.tables()).contains(QualifiedName.of("public", table));
                    });
            assertThat(session.rows("select count(*) from archive").single()).isEqualTo("0");
        }
    }

    @Test
    void noRightToChangeTheRowsIsNeeded() {
        TestDatabase database = POSTGRES.database();
        database.execute("create role planned_reader in role pg_read_all_data");
        try (Session session = Session.of(database.connect())) {
            session.execute("set role planned_reader");
            String sql = "delete from orders where paid";
            assertThat(PlannedChange.ask(session, Sql.parseStatement(sql).tree(), sql))
                    .hasValueSatisfying(planned -> assertThat(planned.rows()).isBetween(400L, 600L));
        } finally {
            database.execute("drop role planned_reader");
        }
    }

    @Test
    void whatTheDatabaseRefusesIsUnknown() {
        try (Session session = Session.of(POSTGRES.database().connect())) {
            for (String sql :
                    new String[] {"delete from missing", "insert into archive values (1)", "drop table orders"}) {
                assertThat(PlannedChange.ask(session, Sql.parseStatement(sql).tree(), sql))
                        .isEmpty();
            }
        }
    }
}
