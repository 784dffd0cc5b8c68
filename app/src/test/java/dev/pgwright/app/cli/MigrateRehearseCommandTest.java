package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code pgwright migrate rehearse} with what is known of production, on a server of one's own. */
class MigrateRehearseCommandTest {
    private static final String BEFORE =
            "create table orders (id bigint generated always as identity primary key, state text not null);";

    @RegisterExtension
    static final PostgresFixture POSTGRES = PostgresFixture.version(18).prepared(BEFORE);

    @TempDir
    Path folder;

    @BeforeEach
    void plan() throws IOException {
        Path before = Files.writeString(folder.resolve("before.sql"), BEFORE);
        Path after =
                Files.writeString(folder.resolve("after.sql"), BEFORE + "create index orders_state on orders (state);");
        Screen screen = new Screen();
        assertThat(screen.run("migrate", "plan", "--from", before.toString(), "--to", after.toString(), "-o", output()))
                .as(screen.err())
                .isZero();
    }

    private String output() {
        return folder.resolve("plan").toString();
    }

    private Screen rehearse(int code, String... more) {
        Screen screen = new Screen();
        String[] all = Stream.of(
                        new String[] {"migrate", "rehearse", output(), "--clients", "2", "--longest-wait"},
                        more,
                        List.of(more).contains("--rows") ? new String[0] : new String[] {"--rows", "1000"})
                .flatMap(Stream::of)
                .toArray(String[]::new);
        assertThat(screen.run(all)).as(screen.out() + screen.err()).isEqualTo(code);
        return screen;
    }

    private static List<String> databases(TestDatabase database) {
        try (Session session = Session.of(database.connect())) {
            return session.rows("select datname from pg_database order by 1").values().stream()
                    .map(row -> String.valueOf(row.get(0)))
                    .toList();
        }
    }

    @Test
    void theServerOfTheUserIsAsItWas() {
        TestDatabase database = POSTGRES.database();
        List<String> before = databases(database);
        assertThat(rehearse(0, "60000", "--on", database.address()).out())
                .contains("GO: the plan and its way back ran");
        assertThat(databases(database)).isEqualTo(before);
    }

    @Test
    void queriesOfTheWorkloadAreRunByTheClients() throws IOException {
        Path slow = Files.writeString(folder.resolve("slow.sql"), "select pg_sleep(1.5) from orders limit 1;");
        assertThat(rehearse(ErrorCode.CHECK_FAILED.exitCode(), "1000", "--workload", slow.toString())
                        .out())
                .contains("NO-GO");
        Path quick = Files.writeString(folder.resolve("quick.sql"), "select count(*) from orders where state = $1;");
        assertThat(rehearse(0, "60000", "--workload", quick.toString()).out()).contains("GO: the plan");
    }

    @Test
    void timesAreExtrapolatedToTheSizesOfSavedFacts() throws IOException {
        TestDatabase real = POSTGRES.database();
        real.execute("insert into orders (state) select 'open' from generate_series(1, 50000); analyze orders");
        String facts = folder.resolve("facts.json").toString();
        new Screen().run("review", "--db", real.address(), "--save-facts", facts);
        assertThat(rehearse(0, "60000", "--facts", facts).out()).contains("in production");
        assertThat(rehearse(0, "60000").out()).doesNotContain("in production");
    }

    @Test
    void timesAreThoseOfTheTargetWhereItCanBeTimed() {
        TestDatabase real = POSTGRES.database();
        real.execute("insert into orders (state) select 'open' from generate_series(1, 50000); analyze orders");
        assertThat(rehearse(0, "60000", "--rows", "20000", "--calibrate", real.address())
                        .out())
                .containsPattern("in production .* at its speed, WAL ")
                .containsPattern(
                        "Times in production are at the speed measured there: it takes [0-9.]+ to [0-9.]+ times"
                                + " what is taken here to compute, [0-9.]+ to [0-9.]+ times to read public.orders")
                .contains("Not shown: how fast the target writes: nothing is written there");
        assertThat(rehearse(0, "60000", "--calibrate", real.address()).out())
                .containsPattern("in production .* \\(assumed\\)")
                .contains(
                        "Times in production are assumed, since this machine's speed is not that of the target, and it could"
                                + " not be timed here: public.orders has only ");
        assertThat(rehearse(0, "60000", "--rows", "20000", "--calibrate", real.address(), "--format", "json")
                        .out())
                .contains("\"grade\" : \"measured\"");
    }
}
