package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.server.Session;
import dev.pgwright.testkit.Background;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A step and a client that wait for each other: the step gives way. */
class CrossedLocksTest {
    @RegisterExtension
    static final PostgresFixture postgres = PostgresFixture.version(18);

    private static final String SCHEMA = "create table parents (id int primary key);"
            + " create table children (id bigint primary key, parent_id bigint references parents);";

    /** Of a switch that holds the lock of the table whose key it is, and needs that of the other. */
    private static final String SECOND_LOCK = "ALTER TABLE public.children DROP CONSTRAINT";

    /** A client that has written children reads parents when a step has locked these and is about to ask for those. */
    private static final class Crossing implements ApplyListener {
        private final Session client;
        private final Session onlooker;
        private CompletableFuture<Session.Attempt> answer;

        Crossing(Session client, Session onlooker) {
            this.client = client;
            this.onlooker = onlooker;
        }

        @Override
        public void begin(Unit unit, int all) {
            if (unit.statements().stream().anyMatch(sql -> sql.startsWith(SECOND_LOCK))) {
                client.execute("begin; lock table children in row exclusive mode");
            }
        }

        @Override
        public void send(Unit unit, String sql) {
            if (answer == null && sql.startsWith(SECOND_LOCK)) {
                answer = CompletableFuture.supplyAsync(
                        () -> {
                            Session.Attempt read = client.attempt("select count(*) from parents");
                            client.attempt("commit");
                            return read;
                        },
                        Background.THREADS);
                while (!answer.isDone()
                        && onlooker.rows("select 1 from pg_locks where not granted and relation = 'parents'::regclass")
                                .values()
                                .isEmpty()) {
                    LockSupport.parkNanos(1_000_000);
                }
            }
        }
    }

    private static Session.Attempt answer(ApplyOptions options) {
        TestDatabase database = postgres.database();
        database.execute(SCHEMA);
        PlanFolder folder =
                Plans.folder(database.server(), SCHEMA, SCHEMA.replace("parents (id int", "parents (id bigint"));
        try (Session client = Session.of(database.connect());
                Session onlooker = Session.of(database.connect())) {
            Crossing crossing = new Crossing(client, onlooker);
            Migrator migrator = new Migrator(Plans.target(database), folder, options, crossing, () -> false);
            assertThat(migrator.apply().differences()).isEmpty();
            return crossing.answer.join();
        }
    }

    @Test
    void theClientIsAnsweredAndTheStepIsTriedAgain() {
        assertThat(answer(ApplyOptions.DEFAULT.withDeployed(ApplyOptions.ALL)).failure())
                .isEmpty();
    }

    @Test
    void aLongerWaitWouldHaveEndedTheClientsStatement() {
        ApplyOptions patient =
                new ApplyOptions(Duration.ofSeconds(3), Duration.ofMinutes(1)).withDeployed(ApplyOptions.ALL);
        assertThat(answer(patient).failure())
                .hasValueSatisfying(failure -> assertThat(failure.sqlState()).isEqualTo("40P01"));
    }
}
