package dev.pgwright.design.prove;

import static dev.pgwright.design.prove.Subject.decision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.write.DesignTexts;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** History that triggers write and guard. */
@Tag("laws")
class AuditProofTest {
    private static final String YAML = """
            project: { name: shop, postgres: %d, go_live: 2027-01-01 }
            tenancy: { entity: tenant }
            entities:
              tenant: { audit: true, attributes: { name: { type: text, required: true } } }
              customer:
                audit: true
                identity: global
                changes: rarely
                volume: { rows: 1M, growth: 1k/day }
                attributes:
                  name: { type: text, required: true }
                  email: { type: email, sensitive: true }
              product:
                audit: { keep: 1 year, attributes: [price, secret] }
                volume: { rows: 100M, growth: 1M/day }
                attributes:
                  price: { type: money, required: true }
                  secret: { type: text, sensitive: true }
                  note: text
              event: { changes: never, audit: true, attributes: { note: text } }
            """;

    @ParameterizedTest
    @ValueSource(ints = {18, 14})
    void everyChangeLeavesATraceThatNobodyChanges(int version) {
        ProofReport report = Designed.proof(YAML.formatted(version));

        assertThat(report.unproven()).isEmpty();
        assertThat(decision(report, "audit:public.customers"))
                .isEqualTo("passed 42501: traces of insert, update, delete; changing and deleting them was refused");
        assertThat(decision(report, "audit:public.events"))
                .isEqualTo("passed 42501: traces of insert, delete; changing and deleting them was refused");
        assertThat(report.proofs())
                .filteredOn(one -> one.kind() == Proof.Kind.AUDIT)
                .hasSize(4);
    }

    @Test
    void aMissingTriggerIsNoticed() {
        Design design = Designs.of(YAML.formatted(18));
        String up = DesignTexts.of(design).up();

        assertThat(decision(
                        Designed.proof(design, up + "\nDROP TRIGGER customers_audit ON public.customers;"),
                        "audit:public.customers"))
                .isEqualTo("failed: an insertion left no trace");
        assertThat(decision(
                        Designed.proof(
                                design,
                                up + "\nDROP TRIGGER customer_histories_append_only ON public.customer_histories;"),
                        "audit:public.customers"))
                .startsWith("failed: history was changed");
    }

    @Test
    void whatChangedIsKeptWithWhoAndWithoutWhatIsSensitive() {
        try (TwoSessions at = new TwoSessions(18, Designs.of(YAML.formatted(18)))) {
            at.first.execute("INSERT INTO tenants (name) VALUES ('t')");
            at.first.execute("BEGIN; SET LOCAL app.actor = 'ann'; INSERT INTO customers (tenant_id, name, email)"
                    + " VALUES (1, 'Bo', 'bo@example.org'); COMMIT");
            at.first.execute("UPDATE customers SET name = 'Bob', email = 'bob@example.org'");
            at.first.execute("UPDATE customers SET email = 'b@example.org'");
            at.first.execute("INSERT INTO products (tenant_id, price, price_currency, secret, note)"
                    + " VALUES (1, 5, 'EUR', 's', 'n'); UPDATE products SET note = 'm'; UPDATE products SET price = 6");

            assertThat(at.second
                            .rows("SELECT operation, old_values, new_values, actor = 'ann' FROM customer_histories"
                                    + " ORDER BY id")
                            .values())
                    .extracting(Object::toString)
                    .containsExactly(
                            "[insert, null, {\"name\": \"Bo\"}, t]",
                            "[update, {\"name\": \"Bo\"}, {\"name\": \"Bob\"}, f]");
            assertThat(at.second
                            .rows("SELECT operation, new_values FROM product_histories ORDER BY id")
                            .values())
                    .isEqualTo(List.of(
                            List.of("insert", "{\"price\": 5.0000, \"secret\": \"s\", \"price_currency\": \"EUR\"}"),
                            List.of("update", "{\"price\": 6.0000}")));
        }
    }

    @Test
    void historyThatIsOldEnoughMayGoAndIsPartitionedWhereItIsLarge() {
        Design design = Designs.of(YAML.formatted(18));

        assertThat(Designs.table(design, "product_histories").partitioning()).isNotNull();
        assertThat(Designs.table(design, "customer_histories").partitioning()).isNull();
        try (TwoSessions at = new TwoSessions(18, design)) {
            at.first.execute("INSERT INTO tenants (name) VALUES ('t'); INSERT INTO product_histories"
                    + " (tenant_id, subject_id, happened_at, operation, actor) VALUES (1, 1, now() - interval '2 years',"
                    + " 'insert', 'a'), (1, 1, now(), 'insert', 'a')");
            assertThat(at.first
                            .attempt(
                                    "DELETE FROM product_histories WHERE happened_at < now() - interval '1 year 2 days'")
                            .rows()
                            .affected())
                    .isEqualTo(1);
            assertThat(at.first
                            .attempt("DELETE FROM product_histories")
                            .failure()
                            .orElseThrow()
                            .sqlState())
                    .isEqualTo("42501");
        }
    }
}
