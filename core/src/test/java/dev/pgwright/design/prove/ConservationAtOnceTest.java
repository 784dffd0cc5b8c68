package dev.pgwright.design.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two sessions that change the same group at the same time, READ COMMITTED. */
class ConservationAtOnceTest {
    private static final String YAML = """
            project: { name: ledger, postgres: %d }
            entities:
              transaction: { changes: never, attributes: { booked_on: { type: date, required: true } } }
              entry: { attributes: { amount: { type: money, currency: EUR, required: true } } }
              recipe: { attributes: { name: text } }
              ingredient: { attributes: { share: { type: percentage, required: true } } }
              slice:
                attributes:
                  cake: { type: code, required: true }
                  part: { type: integer, required: true }
              invoice: { attributes: { total: { type: money, currency: EUR, required: true } } }
              invoice_line: { attributes: { price: { type: money, currency: EUR, required: true } } }
            relationships:
              - { from: transaction, to: entry, kind: 1:N, required: true, on_delete: restrict }
              - { from: recipe, to: ingredient, kind: 1:N, owned: true }
              - { from: invoice, to: invoice_line, kind: 1:N, owned: true }
            rules:
              balanced: { entity: entry, conserve: amount, within: [transaction] }
              whole: { entity: ingredient, conserve: share, within: [recipe], total: 100 }
              whole_cake: { entity: slice, conserve: part, within: [cake], total: 12 }
              lines_make_total: { entity: invoice_line, conserve: price, within: [invoice], total: invoice.total }
            """;

    private static TwoSessions sessions(int version) {
        return new TwoSessions(version, Designs.of(YAML.formatted(version)));
    }

    private static SqlFailure refused(Session.Attempt attempt) {
        return attempt.failure().orElseThrow(() -> new AssertionError("it was accepted"));
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void twoThatChangeASumByNothingPassTogether(int version) {
        try (TwoSessions at = sessions(version)) {
            at.first.execute("INSERT INTO transactions (booked_on) VALUES ('2027-01-01')");
            at.first.execute("BEGIN; INSERT INTO entries (transaction_id, amount) VALUES (1, 5), (1, -5);"
                    + " SET CONSTRAINTS ALL IMMEDIATE");
            Session.Attempt other = at.second.attempt(
                    "BEGIN; INSERT INTO entries (transaction_id, amount) VALUES (1, 7), (1, -7); COMMIT");
            at.first.execute("COMMIT");

            assertThat(other.failure()).isEmpty();
            assertThat(at.first
                            .rows("SELECT sum(amount), count(*) FROM entries")
                            .values())
                    .containsExactly(java.util.List.of("0.00", "4"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void whatDoesNotAddUpIsRefusedWhateverTheOtherDoes(int version) {
        try (TwoSessions at = sessions(version)) {
            at.first.execute("INSERT INTO transactions (booked_on) VALUES ('2027-01-01')");
            at.first.execute("BEGIN; INSERT INTO entries (transaction_id, amount) VALUES (1, 5)");
            // the two would add up together, but neither may count on the other
            Session.Attempt other =
                    at.second.attempt("BEGIN; INSERT INTO entries (transaction_id, amount) VALUES (1, -5); COMMIT");
            Session.Attempt own = at.first.attempt("COMMIT");

            assertThat(refused(other).constraint()).isEqualTo("entries_balanced_sum");
            assertThat(refused(own).sqlState()).isEqualTo(States.CHECK);
            assertThat(refused(own).message())
                    .isEqualTo("amount of public.entries with transaction_id 1 adds up to 5.00, not 0");
            assertThat(at.first.rows("SELECT count(*) FROM entries").single()).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void aChangedRowIsSeenByWhoWaitedForIt(int version) {
        try (TwoSessions at = sessions(version)) {
            at.first.execute("INSERT INTO transactions (booked_on) VALUES ('2027-01-01');"
                    + " INSERT INTO entries (transaction_id, amount) VALUES (1, 5), (1, -5)");
            at.first.execute("BEGIN; UPDATE entries SET amount = amount * 2");
            Session.Attempt other = at.secondWaitsUntil(
                    "BEGIN; UPDATE entries SET amount = -5 WHERE amount < 0; COMMIT", () -> at.first.execute("COMMIT"));

            assertThat(refused(other).message())
                    .isEqualTo("amount of public.entries with transaction_id 1 adds up to 5.00, not 0");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void twoFirstRowsOfAGroupWaitForEachOther(int version) {
        try (TwoSessions at = sessions(version)) {
            at.first.execute("INSERT INTO recipes (name) VALUES ('bread')");
            at.first.execute("BEGIN; INSERT INTO ingredients (recipe_id, share) VALUES (1, 100);"
                    + " SET CONSTRAINTS ALL IMMEDIATE");
            Session.Attempt other = at.secondWaitsUntil(
                    "BEGIN; INSERT INTO ingredients (recipe_id, share) VALUES (1, 60), (1, 40); COMMIT",
                    () -> at.first.execute("COMMIT"));

            assertThat(refused(other).constraint()).isEqualTo("ingredients_whole_sum");
            assertThat(refused(other).message())
                    .isEqualTo("share of public.ingredients with recipe_id 1 adds up to 200.00, not 100");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void aGroupWithoutAParentHasALockOfItsOwn(int version) {
        try (TwoSessions at = sessions(version)) {
            at.first.execute("BEGIN; INSERT INTO slices (cake, part) VALUES ('birthday', 12);"
                    + " SET CONSTRAINTS ALL IMMEDIATE");
            assertThat(at.second
                            .attempt("INSERT INTO slices (cake, part) VALUES ('wedding', 12)")
                            .failure())
                    .isEmpty();
            Session.Attempt other = at.secondWaitsUntil(
                    "INSERT INTO slices (cake, part) VALUES ('birthday', 12)", () -> at.first.execute("COMMIT"));

            assertThat(refused(other).message())
                    .isEqualTo("part of public.slices with cake birthday adds up to 24, not 12");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void aTotalAndItsPartsChangeTogetherInSeveralSessions(int version) {
        try (TwoSessions at = sessions(version)) {
            at.first.execute("BEGIN; INSERT INTO invoices (total) VALUES (10);"
                    + " INSERT INTO invoice_lines (invoice_id, price) VALUES (1, 10); COMMIT");
            String more = "BEGIN; UPDATE invoices SET total = total + 1 WHERE id = 1;"
                    + " INSERT INTO invoice_lines (invoice_id, price) VALUES (1, 1)";
            at.first.execute(more);
            Session.Attempt other = at.secondWaitsUntil(more + "; COMMIT", () -> at.first.execute("COMMIT"));

            assertThat(other.failure()).isEmpty();
            assertThat(at.first.rows("SELECT total FROM invoices").single()).isEqualTo("12.00");
            assertThat(refused(at.second.attempt("INSERT INTO invoice_lines (invoice_id, price) VALUES (1, 1)"))
                            .message())
                    .isEqualTo("price of public.invoice_lines with invoice_id 1 adds up to 13.00, not 12.00");
            assertThat(refused(at.second.attempt("INSERT INTO invoices (total) VALUES (3)"))
                            .constraint())
                    .isEqualTo("invoice_lines_lines_make_total_sum");
        }
    }
}
