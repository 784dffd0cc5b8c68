package dev.pgwright.migrate.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.KnownQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Clients write in every way, and the rows are the same afterwards. */
class ClientQueriesTest {
    @Test
    void rowsAreWrittenInEveryWayAndStayAsTheyAre() throws SQLException, InterruptedException {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute("""
                    create table parents (id bigint generated always as identity primary key, name text not null unique);
                    create table children (
                        parent_id bigint references parents, number int, note text check (note <> ''),
                        twice int generated always as (number * 2) stored,
                        primary key (parent_id, number));
                    create table logged (id int primary key, note text);
                    create function nothing() returns trigger language plpgsql as 'begin return new; end';
                    create trigger watched after update on logged for each row execute function nothing();
                    """);
            Catalog catalog;
            try (Connection connection = database.connect()) {
                catalog = CatalogReader.read(connection);
            }
            SyntheticRows.fill(database.server(), database.name(), catalog, DatabaseFacts.NONE, table -> 100);
            Map<QualifiedName, String> before = SyntheticRows.digests(database.server(), database.name(), catalog);
            try (Session session = Session.of(database.connect())) {
                session.execute("select pg_stat_reset()");
                List<KnownQuery> workload = List.of(
                        new KnownQuery(
                                "a", "select note from children where parent_id = $1 and number >= $2 limit $3", 1.0),
                        new KnownQuery(
                                "b",
                                "select * from parents p join children c on c.parent_id = p.id"
                                        + " where p.name in ($1, $2);",
                                1.0),
                        new KnownQuery("c", "insert into parents (name) values ($1)", 1.0),
                        new KnownQuery("f", "update children set note = $1 where parent_id = $2", 1.0),
                        new KnownQuery("d", "select coalesce(note, $1) from logged", 1.0),
                        new KnownQuery("e", "select gone from parents where id = $1", 1.0));
                RenamedCode code = new RenamedCode(List.of(), catalog);
                WorkloadQueries queries = WorkloadQueries.of(session, catalog, workload, code);
                assertThat(queries.runnable())
                        .hasSizeBetween(11, 20)
                        .noneMatch(query -> query.before().contains("$"))
                        .noneMatch(query -> query.before().contains("logged"))
                        .allMatch(query -> query.before().equals(query.after()));
                assertThat(queries.runnable())
                        .anyMatch(query -> query.before().startsWith("begin; insert into parents"));
                assertThat(queries.notRun()).isEqualTo(1);
                try (ClientLoad load =
                        ClientLoad.start(database.server(), database.name(), catalog, workload, Set.of(), code, 4)) {
                    long begun = System.nanoTime();
                    while (load.answers().size() < 600 && System.nanoTime() - begun < 60e9) {
                        Thread.sleep(50);
                    }
                    assertThat(load.answers().stream().map(ClientLoad.Answer::error))
                            .containsOnlyNulls();
                }
                assertThat(SyntheticRows.digests(database.server(), database.name(), catalog))
                        .isEqualTo(before);
                Thread.sleep(1_500);
                assertThat(written(session, "parents", "n_tup_upd")).isPositive();
                assertThat(written(session, "parents", "n_tup_del")).isZero();
                assertThat(written(session, "children", "n_tup_ins")).isPositive();
                assertThat(written(session, "children", "n_tup_del")).isPositive();
                assertThat(written(session, "logged", "n_tup_upd")).isZero();
            }
        }
    }

    private static long written(Session session, String table, String what) {
        return Long.parseLong(
                session.rows("select " + what + " from pg_stat_user_tables where relname = '" + table + "'")
                        .single());
    }
}
