package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.Background;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** While a plan is applied and taken back, clients read and write, and nothing of theirs fails or is lost. */
class ClientLoadTest {
    @RegisterExtension
    static final PostgresFixture POSTGRES = PostgresFixture.version(18).prepared(Plans.SHOP + Plans.ROWS);

    /** Everything but a rename, for which applications have to change as well. */
    private static final String AFTER = """
            create table customers (
                id bigint generated always as identity primary key,
                email text not null unique,
                name varchar(120));
            create table orders (
                id bigint generated always as identity primary key,
                customer_id bigint not null references customers,
                state text check (state <> ''),
                total numeric(12, 2),
                made_at timestamptz not null default now(),
                seen_at timestamptz not null default clock_timestamp());
            create index orders_state on orders (state, customer_id);
            create index orders_total on orders (total) where state = 'open';
            """;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger inserted = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    /** One client: reads, inserts and updates in turn, each in a transaction of its own. */
    private void client(TestDatabase database, int number) {
        Random random = new Random(number);
        try (Session session = Session.of(database.connect())) {
            for (int i = 0; !over.get(); i++) {
                String id = String.valueOf(1 + random.nextInt(900));
                String sql = switch (i % 3) {
                    case 0 ->
                        "select o.total, c.email from orders o join customers c on c.id = o.customer_id where o.id = "
                                + id;
                    case 1 -> "insert into orders (customer_id, state, total) values (1 + " + id + " % 500, 'open', 7)";
                    default -> "update orders set total = total + 0 where id = " + id;
                };
                Session.Attempt attempt = session.attempt(sql);
                attempt.failure().ifPresent(failure -> failures.add(sql + ": " + failure));
                done.incrementAndGet();
                inserted.addAndGet(i % 3 == 1 && attempt.worked() ? 1 : 0);
            }
        }
    }

    @Test
    void nothingOfTheClientsFailsOrIsLost() {
        TestDatabase database = POSTGRES.database();
        PlanFolder folder = Plans.folder(POSTGRES.server(), Plans.SHOP, AFTER);
        assertThat(folder.plan().steps()).noneMatch(PlanStep::blocks);
        String counted = "select count(*) from orders";
        try (Session session = Session.of(database.connect())) {
            int before = Integer.parseInt(session.rows(counted).single());
            List<CompletableFuture<Void>> clients = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int number = i;
                clients.add(CompletableFuture.runAsync(() -> client(database, number), Background.THREADS));
            }
            ApplyOptions options =
                    new ApplyOptions(Duration.ofMillis(500), Duration.ofMinutes(1)).withDeployed(ApplyOptions.ALL);
            Migrator migrator = new Migrator(Plans.target(database), folder, options, ApplyListener.NONE, () -> false);
            assertThat(migrator.apply().differences()).isEmpty();
            assertThat(migrator.rollback(Plans.lost(folder)).differences()).isEmpty();
            over.set(true);
            clients.forEach(CompletableFuture::join);
            assertThat(failures).isEmpty();
            assertThat(done.get()).isGreaterThan(100);
            assertThat(session.rows(counted).single()).isEqualTo(String.valueOf(before + inserted.get()));
        }
    }
}
