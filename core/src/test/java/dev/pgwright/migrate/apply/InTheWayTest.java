package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a run tells while it waits and builds, and that it ends sessions of others only when told to. */
class InTheWayTest {
    private static final String SLOW = Plans.SHOP
            + "create function slow(v text) returns text immutable language plpgsql as"
            + " 'begin perform pg_sleep(0.001); return v; end';";

    @RegisterExtension
    static final PostgresFixture POSTGRES = PostgresFixture.version(18).prepared(SLOW + Plans.ROWS);

    private static final class Heard implements ApplyListener {
        private final List<String> notes = new CopyOnWriteArrayList<>();
        private final List<String> doing = new CopyOnWriteArrayList<>();

        @Override
        public void note(String text) {
            notes.add(text);
        }

        @Override
        public void doing(String text) {
            doing.add(text);
        }
    }

    private static Migrator.Result run(TestDatabase database, String more, ApplyOptions options, Heard heard) {
        PlanFolder folder = Plans.folder(database.server(), SLOW, SLOW + more);
        return new Migrator(Plans.target(database), folder, options, heard, () -> false).apply();
    }

    @Test
    void aSessionInTheWayIsEndedWhenTold() {
        TestDatabase database = POSTGRES.database();
        ApplyOptions options = new ApplyOptions(Duration.ofMillis(300), Duration.ofSeconds(2));
        String more = "alter table orders add note text;";
        try (Session holder = Session.of(database.connect());
                Session bystander = Session.of(database.connect())) {
            holder.execute("BEGIN");
            holder.execute("SELECT 1 FROM orders LIMIT 1");
            bystander.execute("BEGIN");
            bystander.execute("SELECT 1 FROM customers LIMIT 1");
            assertThatThrownBy(() -> run(database, more, options, new Heard()))
                    .hasMessageContaining("gave up after 2 s of waiting for locks; session ");
            assertThat(holder.attempt("SELECT 1").worked()).isTrue();
            Heard heard = new Heard();
            assertThat(run(database, more, options.withEndOfBlockers(Duration.ofMillis(500)), heard)
                            .differences())
                    .isEmpty();
            assertThat(heard.notes)
                    .filteredOn(note -> note.startsWith("ended as told: session "))
                    .singleElement()
                    .asString()
                    .contains(", idle in transaction for ")
                    .contains(": SELECT 1");
            assertThatThrownBy(() -> holder.execute("SELECT 1")).isInstanceOf(PgwrightException.class);
            assertThat(bystander.attempt("SELECT 1").worked()).isTrue();
        }
    }

    @Test
    void theProgressOfAnIndexBuildIsTold() {
        TestDatabase database = POSTGRES.database();
        Heard heard = new Heard();
        assertThat(run(database, "create index on orders (slow(state));", ApplyOptions.DEFAULT, heard)
                        .differences())
                .isEmpty();
        List<String> scanned = heard.doing.stream()
                .filter(text -> text.matches("building index: scanning table, \\d+ %"))
                .distinct()
                .toList();
        assertThat(scanned).as(heard.doing.toString()).hasSizeGreaterThan(2);
    }
}
