package dev.pgwright.design.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.write.DesignTexts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Structural decisions, each shown on a server. */
@Tag("laws")
class StructureProofTest {
    private static void everythingIsShown(ProofReport report) {
        assertThat(report.unproven())
                .extracting(Proof::id, Proof::detail, Proof::statement)
                .isEmpty();
    }

    private static String log(int postgres, String growth, String by, String more) {
        return """
                project: { name: log, postgres: %d, go_live: 2026-11-01 }
                entities:
                  source: { attributes: { name: text } }
                  event:
                    changes: never
                    volume: { rows: 0, growth: %s }
                    retention: { keep: 90 days, by: %s }
                    attributes:
                      at: { type: timestamp, required: true }
                      day: { type: date, required: true }
                      text: { type: text, required: true }
                      price: money
                relationships:
                  - { from: source, to: event, kind: 1:N, required: true, on_delete: cascade }
                %s
                """.formatted(postgres, growth, by, more);
    }

    @ParameterizedTest
    @CsvSource({"18,1M/day,at", "15,5M/day,at", "17,50M/day,at", "14,1M/day,day", "18,50M/day,day"})
    void partitionsAreMadeAndDroppedByTheSchemaItself(int postgres, String growth, String by) {
        Design design = Designs.of(log(
                postgres,
                growth,
                by,
                "access_patterns:\n  find: { kind: list, entity: event, filter: { text: matches, source: equals } }"));
        assertThat(design.maintained()).hasSize(1);
        ProofReport report = Designed.proof(design);
        everythingIsShown(report);
        assertThat(Subject.decision(report, "partitions:public.events")).startsWith("passed: each of ");
    }

    @Test
    void aFunctionThatMakesNoPartitionIsFoundOut() {
        Design design = Designs.of(log(18, "1M/day", "at", "").replace("2026-11-01", "2025-01-01"));
        String up = DesignTexts.of(design).up();
        String wrong = up.replace("WHILE lower_day <= through LOOP", "WHILE lower_day < since LOOP");
        assertThat(wrong).isNotEqualTo(up);
        assertThat(Subject.decision(Designed.proof(design, wrong), "partitions:public.events"))
                .matches("failed: of \\d+ rows \\d+ are left in the default partition");
    }

    @ParameterizedTest
    @CsvSource({"18", "15"})
    void veryLargeTablesAreDividedByTheirTenant(int postgres) {
        Design design = Designs.of("""
                project: { name: log, postgres: %d }
                tenancy: { entity: tenant }
                entities:
                  tenant: { attributes: { name: text } }
                  event: { volume: 4B, attributes: { text: text } }
                  remark: { attributes: { text: text } }
                relationships:
                  - { from: event, to: remark, kind: 1:N, owned: true }
                """.formatted(postgres));
        assertThat(design.catalog().tables())
                .filteredOn(table -> table.partitionOf() != null)
                .hasSize(16);
        everythingIsShown(Designed.proof(design));
    }

    @ParameterizedTest
    @CsvSource({"18", "15"})
    void pairsThatComeAgainAndValuesOfLargeTablesAreShown(int postgres) {
        everythingIsShown(Designed.proof("""
                project: { name: club, postgres: %d }
                entities:
                  person:
                    volume: 200M
                    attributes: { kind: { type: status, values: [guest, member] }, fee: money }
                  team: { attributes: { name: text, reference: { type: code, required: true } } }
                relationships:
                  - from: team
                    to: person
                    kind: N:M
                    via: membership
                    repeats: true
                    attributes: { since: { type: date, required: true } }
                access_patterns:
                  teams_of_person: { kind: list, entity: team, filter: { person: equals } }
                """.formatted(postgres)));
    }

    @ParameterizedTest
    @CsvSource({"18,''", "15,'tenancy: { entity: firm }'"})
    void naturalKeysAreCarriedByReferences(int postgres, String tenancy) {
        Design design = Designs.of("""
                project: { name: shop, postgres: %d }
                %s
                entities:
                  firm: { volume: 90, attributes: { name: text } }
                  currency:
                    changes: never
                    volume: 180
                    attributes:
                      code: { type: currency, unique: true, required: true }
                      digits: { type: integer, required: true, min: 0, max: 4 }
                  unit: { identity: natural, attributes: { symbol: { type: code, unique: true, required: true } } }
                  price:
                    attributes: { amount: { type: decimal, scale: 4, required: true } }
                  note: { attributes: { text: text } }
                relationships:
                  - { from: currency, to: price, kind: 1:N, required: true, on_delete: restrict }
                  - { from: unit, to: price, role: per, kind: 1:N, on_delete: unset }
                  - { from: currency, to: note, kind: N:M, role: about }
                  - { from: unit, to: note, kind: 1:1, on_delete: cascade }
                access_patterns:
                  currency_by_id: { kind: get, entity: currency, filter: { id: equals }, include: { price: [amount] } }
                  prices_in:
                    kind: list
                    entity: price
                    return: [amount, currency.code, currency.digits, per.symbol]
                    filter: { currency: equals, per: in }
                    sort: [-created_at]
                  prices_of_symbol: { kind: list, entity: price, filter: { per.symbol: equals } }
                  notes_about: { kind: list, entity: note, filter: { about: equals } }
                  currencies: { kind: list, entity: currency, sort: [digits], page: 10 }
                  reprice: { kind: update, entity: price, set: [amount, currency], filter: { id: equals } }
                  add: { kind: create, entity: price }
                rules:
                  one_price: { entity: price, unique: [currency, per] }
                  euro: { entity: price, check: currency_code <> 'EUR' or amount < 1000 }
                """.formatted(postgres, tenancy));
        var prices = Designs.table(design, "prices");
        assertThat(prices.column("currency_code").orElseThrow().type()).isEqualTo("text");
        assertThat(prices.column("per_symbol")).isPresent();
        assertThat(Designs.table(design, "currencies").column("id")).isEmpty();
        everythingIsShown(Designed.proof(design));
    }

    @ParameterizedTest
    @CsvSource({"18,'',local", "15,'tenancy: { entity: firm }',local", "18,'',global"})
    void kindsAreKeptApartByTheDatabase(int postgres, String tenancy, String identity) {
        Design design = Designs.of("""
                project: { name: shop, postgres: %d }
                %s
                entities:
                  firm: { volume: 90, attributes: { name: text } }
                  customer: { attributes: { name: text } }
                  payment_method:
                    identity: %s
                    total: true
                    attributes: { holder: { type: text, required: true } }
                  card:
                    is_a: payment_method
                    attributes: { last_digits: { type: code, required: true, max_length: 4 } }
                  bank_account: { is_a: payment_method, attributes: { iban: { type: code, required: true } } }
                  wallet: { is_a: payment_method, attributes: { provider: text, balance: money } }
                  charge: { attributes: { amount: { type: decimal, required: true } } }
                relationships:
                  - { from: customer, to: payment_method, kind: 1:N, required: true, on_delete: cascade }
                  - { from: card, to: charge, kind: 1:N, required: true, on_delete: restrict }
                access_patterns:
                  cards:
                    kind: list
                    entity: card
                    return: [last_digits, holder, customer.name]
                    filter: { customer: equals, last_digits: equals }
                  card_by_id: { kind: get, entity: card, filter: { id: equals } }
                  methods:
                    kind: list
                    entity: payment_method
                    return: [kind, holder, provider, card.last_digits]
                    filter: { customer: equals }
                  add_card: { kind: create, entity: card }
                  drop_card: { kind: delete, entity: card, filter: { id: equals } }
                  charges_of_holder: { kind: list, entity: charge, return: [amount, card.holder], filter: { card.holder: equals } }
                """.formatted(postgres, tenancy, identity));
        assertThat(design.catalog().tables())
                .extracting(table -> table.name().name())
                .contains("payment_methods", "cards")
                .doesNotContain("bank_accounts", "wallets");
        ProofReport report = Designed.proof(design);
        everythingIsShown(report);
        assertThat(Designs.table(design, "cards").foreignKeys())
                .anySatisfy(key -> assertThat(key.columns()).endsWith("id", "kind"));
    }
}
