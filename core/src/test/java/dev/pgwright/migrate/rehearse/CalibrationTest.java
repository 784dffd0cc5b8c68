package dev.pgwright.migrate.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.PlanLaw;
import dev.pgwright.migrate.plan.PlanStep.Seconds;
import dev.pgwright.migrate.plan.Planner;
import dev.pgwright.migrate.rehearse.Calibration.Bounds;
import dev.pgwright.migrate.rehearse.Calibration.Speed;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.ServerVersion;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import dev.pgwright.workload.DatabaseFacts;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;

/** A target is timed without being changed; what cannot be timed is said. */
@Tag("laws")
class CalibrationTest {
    private static final String SCHEMA = "create table a (id int, x text);";

    @RegisterExtension
    static final PostgresFixture POSTGRES = PostgresFixture.version(18).prepared(SCHEMA);

    private final PostgresServer server = PostgresFixture.sharedServer(18);
    private final TestDatabase database = POSTGRES.database();
    private Catalog from;
    private MigrationPlan plan;

    @BeforeEach
    void plan() {
        from = PlanLaw.catalog(server, SCHEMA);
        Catalog to = PlanLaw.catalog(server, SCHEMA + "create index on a (x);");
        plan = Planner.plan(PlanLaw.request(server, from, to, DatabaseFacts.NONE));
        database.execute("insert into a select i, md5(i::text) from generate_series(1, 100000) i");
    }

    private Calibration timed(Postgres target) {
        return Calibration.of(target, plan, from);
    }

    private Postgres target() {
        return DatabaseTarget.parse(database.address(), Map.of()).open();
    }

    private Calibration here(Calibration there) {
        return there.with(target(), database.name());
    }

    /** What is done with a connection before it is used. */
    private interface Preparation {
        void prepare(Connection connection) throws SQLException, IOException;
    }

    private record Prepared(Postgres server, Preparation preparation) implements Postgres {
        @Override
        public ServerVersion version() {
            return server.version();
        }

        @Override
        public Connection connect(String name) {
            Connection connection = server.connect(name);
            try {
                preparation.prepare(connection);
            } catch (SQLException | IOException e) {
                throw new IllegalStateException(e);
            }
            return connection;
        }

        @Override
        public String uri(String name) {
            return server.uri(name);
        }

        @Override
        public String database() {
            return server.database();
        }
    }

    /** Stops a session for three quarters of the time, until it is gone. */
    private static Process brake(Connection connection) throws SQLException, IOException {
        int pid = connection.unwrap(PGConnection.class).getBackendPID();
        String loop = "while kill -STOP %1$d && sleep 0.03 && kill -CONT %1$d; do sleep 0.01; done".formatted(pid);
        return new ProcessBuilder("sh", "-c", loop)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void aServerThatIsStoppedMostOfTheTimeIsSoMuchSlower() throws InterruptedException {
        assumeFalse(System.getProperty("os.name", "").startsWith("Windows"));
        List<Process> brakes = new ArrayList<>();
        Calibration calibration = here(timed(new Prepared(target(), connection -> brakes.add(brake(connection)))));
        for (Process brake : brakes) {
            assertThat(brake.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(calibration.reason()).isNull();
        Calibration itself = here(timed(target()));
        assertThat(calibration.computing().orElseThrow().least()).isBetween(2.0, 12.0);
        assertThat(itself.computing().orElseThrow().least()).isBetween(0.4, 1.9);
        Seconds second = new Seconds(1, 1);
        assertThat(calibration.of(second).most()).isGreaterThan(2);
        assertThat(itself.of(second).least()).isLessThan(1.9);
    }

    private String reasonAs(String role) {
        return String.valueOf(timed(new Prepared(target(), connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("set role " + role);
                    }
                }))
                .reason());
    }

    @Test
    void whatARoleMayNotReadIsNotTimed() {
        database.execute("create role calibration_guest");
        try {
            assertThat(reasonAs("calibration_guest")).isEqualTo("there: the role may not read all of public.a");
            database.execute("grant select on a to calibration_guest");
            assertThat(reasonAs("calibration_guest")).isEqualTo("null");
            database.execute("alter table a enable row level security");
            assertThat(reasonAs("calibration_guest")).isEqualTo("there: the role may not read all of public.a");
        } finally {
            database.execute("drop owned by calibration_guest; drop role calibration_guest");
        }
    }

    @Test
    void aTableThatSomebodyHasLockedIsNotWaitedFor() {
        try (Session other = Session.of(database.connect())) {
            other.execute("begin; lock table a");
            Calibration calibration = timed(target());
            assertThat(calibration.isMeasured()).isFalse();
            assertThat(calibration.reason()).startsWith("there: ").contains("canceling statement due to lock timeout");
            assertThat(here(calibration)).isEqualTo(calibration);
            assertThat(calibration.of(new Seconds(1, 2))).isEqualTo(new Seconds(1, 2));
            other.execute("rollback");
        }
    }

    @Test
    void aTableOfAFewPagesTellsNothing() {
        database.execute("truncate a; insert into a values (1, 'one')");
        assertThat(timed(target()).reason())
                .isEqualTo("there: public.a has only 1 pages, too few to time how they are read");
    }

    @Test
    void timesAreScaledByTheLeastAndTheMostOfBoth() {
        Speed there = new Speed(QualifiedName.of("public", "a"), new Bounds(0.2, 0.3), new Bounds(0.01, 0.08));
        Speed here = new Speed(QualifiedName.of("public", "a"), new Bounds(0.1, 0.5), new Bounds(0.02, 0.02));
        Calibration calibration = new Calibration(there, here, null);
        assertThat(calibration.of(new Seconds(10, 20))).isEqualTo(new Seconds(5, 80));
    }
}
