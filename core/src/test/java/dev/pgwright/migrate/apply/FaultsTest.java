package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.Purpose;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever ends a run at whatever moment, the same command leads to the end, with every row. */
@Tag("laws")
class FaultsTest {
    @TempDir
    Path plans;

    /** What the rows are, in words that both schemas know. */
    private static final String ROWS = """
            select (select count(*) || ' ' || sum(id) || ' ' || count(distinct email) from customers) || ' '
                || (select count(*) || ' ' || sum(id) || ' ' || sum(customer_id) || ' ' || sum(total) from orders)
            """;

    private static TestDatabase shop(int version) {
        TestDatabase database = PostgresFixture.newDatabase(version);
        database.execute(Plans.SHOP);
        database.execute(Plans.ROWS);
        return database;
    }

    private static String rows(TestDatabase database) {
        try (Session session = Session.of(database.connect())) {
            return session.rows(ROWS).single();
        }
    }

    /** Impatient, with all that steps wait for deployed. */
    private static ApplyOptions hasty(boolean there) {
        return new ApplyOptions(
                Duration.ofMillis(500), Duration.ofSeconds(20), Pace.DEFAULT, null, there ? Integer.MAX_VALUE : 1);
    }

    /** Runs until nothing ends it any more; returns how often it was ended. */
    static int insist(TestDatabase database, PlanFolder folder, boolean there, Killed first) {
        int ended = 0;
        Killed killed = first;
        while (true) {
            Migrator migrator = new Migrator(killed.target(), folder, hasty(there), killed, () -> false);
            try {
                Migrator.Result result = there ? migrator.apply() : migrator.rollback(Plans.lost(folder));
                assertThat(result.differences()).isEmpty();
                return ended;
            } catch (PgwrightException e) {
                assertThat(e.code()).as(String.valueOf(e.getMessage())).isIn(ErrorCode.STOPPED, ErrorCode.SERVER);
                ended += e.code() == ErrorCode.STOPPED ? 1 : 0;
                pause();
                killed = new Killed(new Plans.Sessions(database), Killed.NEVER, 0);
            }
        }
    }

    /** A server that recovers refuses sessions for a moment. */
    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Kills the runner at each moment of a plan that is a multiple of a number, or a while behind it, there and back; returns
     * how often it was killed.
     */
    static int kills(CrashesTest.Case each, int every) {
        Random random = new Random(13);
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute(each.schema() + each.rows());
            PlanFolder folder = each.folder().apply(database.server());
            String before = Plans.value(database, each.sum());
            Killed none = new Killed(new Plans.Sessions(database), Killed.NEVER, 0);
            insist(database, folder, true, none);
            int kills = 0;
            for (int moment = every; moment <= none.moments(); moment += every) {
                for (boolean there : new boolean[] {false, true}) {
                    long behind = moment / every % 2 == 0 ? 0 : random.nextInt(40);
                    kills += insist(database, folder, there, new Killed(new Plans.Sessions(database), moment, behind));
                    assertThat(Plans.value(database, each.sum()))
                            .as(each.name() + ", " + (there ? "there" : "back") + ", moment " + moment + " + " + behind)
                            .isEqualTo(before);
                }
            }
            System.out.println(each.name() + ": " + kills + " kills of " + none.moments() + " moments");
            return kills;
        }
    }

    private static int moments(int version, PlanFolder folder) {
        try (TestDatabase database = shop(version)) {
            Killed none = new Killed(new Plans.Sessions(database), Killed.NEVER, 0);
            insist(database, folder, true, none);
            return none.moments();
        }
    }

    @Test
    void theRunIsContinuedAfterItsSessionsEndAtAnyMoment() {
        PlanFolder folder = Plans.shop(PostgresFixture.sharedServer(18));
        int moments = moments(18, folder);
        assertThat(moments).isGreaterThan(40);
        try (TestDatabase database = shop(18)) {
            String before = rows(database);
            int kills = 0;
            // there and back again, so that one database serves for all moments
            for (int moment = 1; moment <= moments; moment += 4) {
                kills += insist(database, folder, true, new Killed(new Plans.Sessions(database), moment, 0));
                assertThat(rows(database)).as("moment " + moment).isEqualTo(before);
                kills += insist(database, folder, false, new Killed(new Plans.Sessions(database), moment, 0));
                assertThat(rows(database)).as("back, moment " + moment).isEqualTo(before);
            }
            assertThat(kills).isGreaterThanOrEqualTo(moments / 4);
        }
    }

    @Test
    void theRunIsContinuedAfterTheServerCrashesAtAnyMoment() {
        PlanFolder folder = Plans.shop(PostgresFixture.sharedServer(18));
        int moments = moments(18, folder);
        // a scratch server confirms commits that a crash may still lose
        try (PostgresServer server = EmbeddedPostgres.start(EmbeddedOptions.forPurpose(Purpose.REALISTIC))) {
            TestDatabase database = TestDatabase.on(server);
            database.execute(Plans.SHOP);
            database.execute(Plans.ROWS);
            String before = rows(database);
            int crashes = 0;
            for (int moment = 2; moment <= moments; moment += 8) {
                for (boolean there : new boolean[] {true, false}) {
                    // half of them while a statement runs
                    long behind = moment % 16 == 2 ? 0 : 3;
                    Killed crash = Killed.crashing(new Plans.Sessions(database), moment, behind);
                    crashes += insist(database, folder, there, crash);
                    assertThat(rows(database)).as("moment " + moment).isEqualTo(before);
                }
            }
            assertThat(crashes).isGreaterThanOrEqualTo(moments / 8);
        }
    }

    @Test
    void theRunIsContinuedAfterItsProcessIsKilled() throws IOException, InterruptedException {
        PlanFolder folder = Plans.shop(PostgresFixture.sharedServer(18));
        try (TestDatabase database = shop(18)) {
            String before = rows(database);
            int done = 0;
            for (int kills = 0; kills < 4; kills++) {
                Process process = RunnerProcess.start(database, plans, folder);
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                    for (int i = 0; i < 3 + kills; i++) {
                        String line = lines.readLine();
                        done += "done".equals(line) ? 1 : 0;
                    }
                    process.destroyForcibly().waitFor();
                }
            }
            assertThat(done).isGreaterThan(0);
            insist(database, folder, true, new Killed(new Plans.Sessions(database), Killed.NEVER, 0));
            assertThat(rows(database)).isEqualTo(before);
        }
    }

    @Test
    void aBackfillIsContinuedAfterItsSessionsEnd() {
        String before = "create table readings (id bigint primary key, value int, note text);";
        String filled = "insert into readings select n, n, 'n' || n from generate_series(1, 30000) n;";
        String sum = "select count(*) || ' ' || sum(value) || ' ' || count(distinct note) from readings";
        Random random = new Random(7);
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect())) {
            database.execute(before + filled);
            PlanFolder folder = Plans.folder(
                    database.server(),
                    before,
                    "create table readings (id bigint primary key, value bigint, note text);");
            String expected = session.rows(sum).single();
            int kills = 0;
            for (int i = 0; i < 6; i++) {
                for (boolean there : new boolean[] {true, false}) {
                    Killed killed =
                            new Killed(new Plans.Sessions(database), 2 + 3 * random.nextInt(4), 1 + random.nextInt(60));
                    kills += insist(database, folder, there, killed);
                    assertThat(session.rows(sum).single()).isEqualTo(expected);
                }
            }
            assertThat(kills).isGreaterThan(3);
        }
    }

    @Test
    @Tag("slow")
    void theRunIsContinuedAfterTwoHundredKillsAtRandomInstants() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        PlanFolder folder = Plans.shop(PostgresFixture.sharedServer(18));
        int moments = moments(18, folder);
        try (TestDatabase database = shop(18)) {
            String before = rows(database);
            int kills = 0;
            while (kills < 200) {
                for (boolean there : new boolean[] {true, false}) {
                    Killed killed =
                            new Killed(new Plans.Sessions(database), 1 + random.nextInt(moments), random.nextInt(30));
                    kills += insist(database, folder, there, killed);
                    assertThat(rows(database)).as("seed " + seed).isEqualTo(before);
                }
            }
        }
    }
}
