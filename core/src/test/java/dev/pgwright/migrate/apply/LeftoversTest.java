package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.server.Session;
import dev.pgwright.testkit.Background;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What statements outside of transactions leave when they are broken off is seen and finished. */
class LeftoversTest {
    private static final ApplyOptions HASTY =
            new ApplyOptions(Duration.ofMillis(300), Duration.ofSeconds(2)).withDeployed(ApplyOptions.ALL);

    @RegisterExtension
    static final PostgresFixture POSTGRES = PostgresFixture.version(18).prepared(Plans.SHOP + Plans.ROWS);

    private static PlanFolder index() {
        return Plans.folder(POSTGRES.server(), Plans.SHOP, Plans.SHOP + "create index orders_total on orders (total);");
    }

    private static Migrator migrator(Plans.Sessions sessions, PlanFolder folder, ApplyListener listener) {
        return new Migrator(sessions.target(), folder, HASTY, listener, () -> false);
    }

    @Test
    void anIndexThatWasFinishedBeforeItCouldBeBookedIsNotBuiltAgain() {
        TestDatabase database = POSTGRES.database();
        Plans.Sessions sessions = new Plans.Sessions(database);
        ApplyListener ends = new ApplyListener() {
            @Override
            public void send(Unit unit, String sql) {
                if (sql.startsWith("CREATE")) {
                    // built by the statement of the runner that is about to die, as far as the next one can see
                    database.execute(sql);
                    sessions.end();
                }
            }
        };
        assertThatThrownBy(() -> migrator(sessions, index(), ends).apply()).hasMessageContaining("the run broke off");
        String oid = Plans.value(database, "select 'orders_total'::regclass::oid");
        List<String> sent = new ArrayList<>();
        ApplyListener tells = new ApplyListener() {
            @Override
            public void send(Unit unit, String sql) {
                sent.add(sql);
            }
        };
        assertThat(migrator(sessions, index(), tells).apply().differences()).isEmpty();
        assertThat(sent).isEmpty();
        assertThat(Plans.value(database, "select 'orders_total'::regclass::oid"))
                .isEqualTo(oid);
    }

    @Test
    void anIndexThatWaitsForAnOldTransactionIsGivenUpAndBuiltAgain() {
        TestDatabase database = POSTGRES.database();
        Plans.Sessions sessions = new Plans.Sessions(database);
        List<String> waits = new ArrayList<>();
        ApplyListener tells = new ApplyListener() {
            @Override
            public void doing(String text) {
                waits.add(text);
            }
        };
        try (Session holder = Session.of(database.connect())) {
            holder.execute("BEGIN");
            holder.execute("DELETE FROM orders WHERE id = 1");
            assertThatThrownBy(() -> migrator(sessions, index(), tells).apply())
                    .hasMessageContaining("gave up after 2 s of waiting for locks; session")
                    .hasMessageContaining("DELETE FROM orders");
            assertThat(waits).anyMatch(text -> text.startsWith("waits for session"));
            assertThat(Plans.value(
                            database, "select indisvalid from pg_index where indexrelid = 'orders_total'::regclass"))
                    .isEqualTo("f");
            holder.execute("ROLLBACK");
        }
        assertThat(migrator(sessions, index(), ApplyListener.NONE).apply().differences())
                .isEmpty();
    }

    @Test
    void aBrokenBuildIsClearedAwayByTheWayBack() {
        TestDatabase database = POSTGRES.database();
        Plans.Sessions sessions = new Plans.Sessions(database);
        try (Session holder = Session.of(database.connect())) {
            holder.execute("BEGIN");
            holder.execute("DELETE FROM orders WHERE id = 1");
            assertThatThrownBy(() ->
                            migrator(sessions, index(), ApplyListener.NONE).apply())
                    .hasMessageContaining("gave up");
            holder.execute("ROLLBACK");
        }
        assertThat(migrator(sessions, index(), ApplyListener.NONE)
                        .rollback(Set.of())
                        .differences())
                .isEmpty();
        assertThat(Plans.value(database, "select to_regclass('orders_total') is null"))
                .isEqualTo("t");
    }

    @Test
    void theStatementOfARunnerThatIsGoneIsWaitedFor() {
        TestDatabase database = POSTGRES.database();
        Plans.Sessions sessions = new Plans.Sessions(database);
        PlanFolder folder = index();
        assertThatThrownBy(() -> new Migrator(sessions.target(), folder, HASTY, ApplyListener.NONE, () -> true).apply())
                .hasMessageContaining("stopped");
        List<String> notes = new ArrayList<>();
        try (Session before = Session.of(database.connect());
                Session holder = Session.of(database.connect())) {
            ApplyListener tells = new ApplyListener() {
                @Override
                public void note(String text) {
                    notes.add(text);
                    holder.execute("SELECT pg_advisory_unlock(4711)");
                }
            };
            holder.execute("SELECT pg_advisory_lock(4711)");
            // what the account says of a runner whose client is gone while its statement goes on
            before.execute("UPDATE pgwright.runner SET backend = pg_backend_pid(), backend_start ="
                    + " (SELECT backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid())");
            CompletableFuture<Void> works = CompletableFuture.runAsync(
                    () -> before.execute("SELECT pg_advisory_lock(4711)"), Background.THREADS);
            String waiting =
                    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted";
            while (holder.rows(waiting).single().equals("0")) {
                assertThat(works).isNotDone();
                Thread.onSpinWait();
            }
            assertThat(migrator(sessions, folder, tells).apply().differences()).isEmpty();
            assertThat(works).isCompleted();
            assertThat(notes).hasSize(1).allMatch(note -> note.startsWith("waits for the statement of session"));
        }
    }

    @Test
    void aDetachmentThatIsPendingIsFinalized() {
        String measures = """
                create table measures (taken date not null, value int) partition by range (taken);
                create table measures_old partition of measures for values from ('2024-01-01') to ('2025-01-01');
                """;
        try (TestDatabase database = PostgresFixture.newDatabase(14)) {
            database.execute(measures);
            PlanFolder folder = Plans.folder(database.server(), measures, """
                    create table measures (taken date not null, value int) partition by range (taken);
                    create table measures_old (taken date not null, value int);
                    """);
            Plans.Sessions sessions = new Plans.Sessions(database);
            List<String> sent = new ArrayList<>();
            try (Session holder = Session.of(database.connect())) {
                ApplyListener releases = new ApplyListener() {
                    @Override
                    public void send(Unit unit, String sql) {
                        sent.add(sql);
                    }

                    @Override
                    public void again(Unit unit, String why) {
                        holder.execute("ROLLBACK");
                    }
                };
                holder.execute("BEGIN");
                holder.execute("SELECT count(*) FROM measures");
                assertThat(migrator(sessions, folder, releases).apply().differences())
                        .isEmpty();
                assertThat(sent).anyMatch(sql -> sql.endsWith("FINALIZE"));
            }
        }
    }
}
