package dev.pgwright.design.prove;

import static dev.pgwright.design.prove.Subject.decision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.write.DesignTexts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of groups of rows, kept when a transaction ends. */
@Tag("laws")
class ConservationProofTest {
    private static final String LEDGER = """
            project: { name: ledger, postgres: %d }
            tenancy: { entity: tenant }
            entities:
              tenant: { attributes: { name: text } }
              account: { attributes: { code: { type: code, required: true, unique: true } } }
              transaction: { changes: never, attributes: { booked_on: { type: date, required: true } } }
              entry:
                changes: never
                attributes:
                  amount: { type: money, currency: EUR, required: true }
              invoice: { attributes: { total: { type: money, currency: EUR, required: true } } }
              invoice_line: { attributes: { price: { type: money, currency: EUR, required: true, min: 0 } } }
              recipe: { attributes: { name: text } }
              ingredient: { attributes: { share: { type: percentage, required: true, min: 1, max: 100 } } }
              payment: { attributes: { batch: { type: code, required: true }, value: { type: money } } }
            relationships:
              - { from: transaction, to: entry, kind: 1:N, required: true, on_delete: restrict }
              - { from: account, to: entry, kind: 1:N, required: true, on_delete: restrict }
              - { from: invoice, to: invoice_line, kind: 1:N, owned: true }
              - { from: recipe, to: ingredient, kind: 1:N, owned: true }
            access_patterns:
              add_entry: { kind: create, entity: entry }
            rules:
              balanced: { entity: entry, conserve: amount, within: [transaction], because: Money does not appear }
              lines_make_total: { entity: invoice_line, conserve: price, within: [invoice], total: invoice.total }
              whole: { entity: ingredient, conserve: share, within: [recipe], total: 100 }
              batch_is_even: { entity: payment, conserve: value, within: [batch], total: 0 }
            """;

    @ParameterizedTest
    @ValueSource(ints = {18, 15, 14})
    void groupsAddUpAndWhatBreaksThemIsRefused(int version) {
        ProofReport report = Designed.proof(LEDGER.formatted(version));

        assertThat(report.unproven()).isEmpty();
        assertThat(decision(report, "conservation:public.entries.entries_balanced_sum"))
                .startsWith("passed 23514: a group that adds up was accepted; refused: a changed amount, one more row,"
                        + " one row less: amount of public.entries with tenant_id ");
        assertThat(decision(report, "conservation:public.invoice_lines.invoice_lines_lines_make_total_sum"))
                .startsWith("passed 23514: a group that adds up was accepted; refused: a changed amount, one more row,")
                .contains("another total");
        assertThat(decision(report, "conservation:public.ingredients.ingredients_whole_sum"))
                .startsWith("passed 23514: ");
        assertThat(decision(report, "conservation:public.payments.payments_batch_is_even_sum"))
                .startsWith("passed 23514: ");
    }

    @Test
    void aRuleThatNobodyKeepsIsNoticed() {
        Design design = Designs.of(LEDGER.formatted(18));
        String up = DesignTexts.of(design).up() + "\nDROP TRIGGER entries_balanced_sum ON public.entries;";

        ProofReport report = Designed.proof(design, up);

        assertThat(decision(report, "conservation:public.entries.entries_balanced_sum"))
                .isEqualTo("failed: a changed amount was accepted");
    }

    @Test
    void aRuleThatNoRowsCanKeepIsReportedForItsTable() {
        ProofReport report = Designed.proof("""
                project: { name: shop }
                entities:
                  recipe: { attributes: { name: text } }
                  part: { attributes: { share: { type: integer, required: true, min: 60, max: 70 } } }
                  other: { attributes: { name: { type: text, required: true } } }
                relationships: [{ from: recipe, to: part, kind: 1:N, owned: true }]
                rules: { whole: { entity: part, conserve: share, within: [recipe], total: 100 } }
                """);

        assertThat(decision(report, "good-row:public.parts"))
                .startsWith("failed: no rows were found that keep parts_whole_sum: share of public.parts with");
        assertThat(decision(report, "good-row:public.others")).startsWith("passed");
    }
}
