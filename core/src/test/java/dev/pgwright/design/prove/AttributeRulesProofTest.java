package dev.pgwright.design.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.design.Designs;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.testkit.PostgresFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What attributes say of their values, held by the database. */
class AttributeRulesProofTest {
    @ParameterizedTest
    @ValueSource(ints = {18, 14})
    void limitsOfDatesTimesAndDurationsAreKept(int version) {
        ProofReport report = Designed.proof("""
                project: { name: school, postgres: %d }
                entities:
                  lesson:
                    attributes:
                      held_on: { type: date, required: true, min: 2020-01-01, max: 2020-12-31 }
                      starts_at: { type: time, min: '08:00', max: '18:00' }
                      announced_at: { type: timestamp, max: 2019-12-31T23:59:59Z }
                      length: { type: duration, required: true, min: 10 minutes, max: PT3H }
                """.formatted(version));

        assertThat(report.unproven()).isEmpty();
        assertThat(report.proofs())
                .extracting(Proof::id)
                .contains(
                        "check:public.lessons.lessons_held_on_check",
                        "check:public.lessons.lessons_starts_at_check",
                        "check:public.lessons.lessons_announced_at_check",
                        "check:public.lessons.lessons_length_check");
    }

    @Test
    void aValueIsUniqueWithinItsScope() {
        ProofReport report = Designed.proof("""
                project: { name: shop }
                tenancy: { entity: tenant }
                entities:
                  tenant: { attributes: { name: text } }
                  seller: { attributes: { name: text } }
                  product:
                    attributes:
                      sku: { type: code, required: true, unique_within: [seller] }
                relationships: [{ from: seller, to: product, kind: 1:N, required: true, on_delete: restrict }]
                access_patterns:
                  by_sku: { kind: get, entity: product, filter: { seller: equals, sku: equals } }
                """);

        assertThat(report.unproven()).isEmpty();
        assertThat(Subject.proof(report, "unique:public.products.products_seller_id_sku_key")
                        .sqlState())
                .isEqualTo(States.UNIQUE);
    }

    @Test
    void aPatternThatPostgresCannotCompileIsAProblemAtItsPlace() {
        var requirements = Designs.requirements("""
                project: { name: shop }
                entities:
                  product:
                    attributes:
                      sku: { type: code, pattern: '^[A-Z]{3}$' }
                      ean: { type: code, pattern: '[[:digits:]]+' }
                      age: { type: text, pattern: '(?<=a)b{5,2}' }
                """);
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(18))) {
            assertThatThrownBy(() -> PatternCheck.check(requirements, databases.create()))
                    .isInstanceOfSatisfying(
                            PgwrightException.class,
                            refused -> assertThat(refused.problems())
                                    .extracting(problem -> problem.place() + " " + problem.message())
                                    .containsExactly(
                                            "requirements.yaml:7:35 'pattern' of attribute 'product.ean' is not a regular"
                                                    + " expression: invalid regular expression: invalid character class",
                                            "requirements.yaml:8:35 'pattern' of attribute 'product.age' is not a regular"
                                                    + " expression: invalid regular expression: invalid repetition count(s)"));
        }
    }

    @Test
    void patternsThatPostgresCompilesAreFine() {
        var requirements = Designs.requirements("""
                project: { name: shop }
                entities: { product: { attributes: { sku: { type: code, pattern: '^\\m[[:alpha:]]+\\M$' } } } }
                """);
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(18))) {
            assertThatCode(() -> PatternCheck.check(requirements, databases.create()))
                    .doesNotThrowAnyException();
        }
    }
}
