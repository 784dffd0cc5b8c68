package dev.pgwright.design.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a status, whatever statement changes it. */
class LifecycleProofTest {
    private static final String YAML = """
            project: { name: shop, postgres: %d }
            entities:
              order:
                attributes:
                  number: { type: code, required: true, unique: true }
                  status: { type: status, values: [open, paid, closed], transitions: { open: [paid], paid: [closed] } }
                  note: text
            """;

    private static final String UPSERT = "INSERT INTO orders (number, status) VALUES ('a', '%s')"
            + " ON CONFLICT (number) DO UPDATE SET status = EXCLUDED.status";

    private static String refusal(Session.Attempt attempt) {
        return attempt.failure().map(SqlFailure::message).orElse("accepted");
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void noStatementGoesAroundIt(int version) {
        try (TwoSessions at = new TwoSessions(version, Designs.of(YAML.formatted(version)))) {
            at.first.execute("INSERT INTO orders (number, status) VALUES ('a', 'open'), ('b', 'paid'), ('c', NULL)");

            assertThat(refusal(at.first.attempt(UPSERT.formatted("closed"))))
                    .isEqualTo("orders.status: open cannot become closed");
            assertThat(refusal(at.first.attempt(UPSERT.formatted("open")))).isEqualTo("accepted");
            // one row that may not change is enough
            assertThat(refusal(at.first.attempt("UPDATE orders SET status = 'paid'")))
                    .isEqualTo("accepted");
            assertThat(refusal(at.first.attempt("UPDATE orders SET status = 'open' WHERE number <> 'c'")))
                    .isEqualTo("orders.status: paid cannot become open");
            assertThat(refusal(at.first.attempt("UPDATE orders SET status = NULL")))
                    .isEqualTo("orders.status: paid cannot become <NULL>");
            assertThat(refusal(at.first.attempt("MERGE INTO orders USING (VALUES ('b')) AS n (number)"
                            + " ON orders.number = n.number WHEN MATCHED THEN UPDATE SET status = 'open'")))
                    .isEqualTo("orders.status: paid cannot become open");
            assertThat(at.first.rows("SELECT DISTINCT status FROM orders").single())
                    .isEqualTo("paid");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 14})
    void aTriggerThatChangesItByTheWayIsWatchedToo(int version) {
        try (TwoSessions at = new TwoSessions(version, Designs.of(YAML.formatted(version)))) {
            at.first.execute("INSERT INTO orders (number, status) VALUES ('a', 'paid')");
            at.first.execute("CREATE FUNCTION reopen() RETURNS trigger LANGUAGE plpgsql AS"
                    + " $$ BEGIN NEW.status := 'open'; RETURN NEW; END $$");
            at.first.execute("CREATE TRIGGER a_reopen BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION reopen()");

            assertThat(refusal(at.first.attempt("UPDATE orders SET note = 'n'")))
                    .isEqualTo("orders.status: paid cannot become open");
        }
    }
}
