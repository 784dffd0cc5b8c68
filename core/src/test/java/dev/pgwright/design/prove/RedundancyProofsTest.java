package dev.pgwright.design.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.write.DesignTexts;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.Background;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("laws")
class RedundancyProofsTest {
    private static final String SHOP = """
            project: { name: shop, postgres: %d }
            tenancy: { entity: tenant }
            entities:
              tenant: { attributes: { name: text } }
              listing:
                volume: 1M
                changes: rarely
                attributes:
                  title: { type: text, required: true }
                  reviews: { type: integer, derived: { count: review, where: { status: { equals: published } } } }
                  rating:
                    type: decimal
                    scale: 2
                    derived: { average: review.stars, where: { status: { equals: published } } }
                  spent: { type: duration, derived: { sum: review.took } }
                  first_visit: { type: date, derived: { minimum: review.visited_on } }
                  best: { type: integer, derived: { maximum: review.stars } }
              review:
                volume: 2M
                changes: rarely
                attributes:
                  stars: { type: integer, min: 1, max: 5 }
                  status: { type: status, required: true, values: [waiting, published], transitions: { waiting: [published] } }
                  took: duration
                  visited_on: date
            relationships:
              - { from: listing, to: review, kind: 1:N, on_delete: cascade }
            access_patterns:
              listing_page: { kind: get, entity: listing, filter: { id: equals }, rate: 5000/s, latency: 20 ms }
              best_rated: { kind: list, entity: listing, sort: [-rating], rate: 5/s, latency: 20 ms }
              list_it: { kind: create, entity: listing, rate: 1/s }
            """;

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void aggregatesStayInStepWithTheirChildren(int version) {
        ProofReport report = Designed.proof(SHOP.formatted(version));

        assertThat(report.unproven()).isEmpty();
        assertThat(Subject.decision(report, "redundancy:listings_reviews"))
                .startsWith("passed 428C9: in step after the first rows, an insert, ")
                .contains("a change of stars", "a deletion", "TRUNCATE", "a change by hand was refused");
    }

    private static final String COPIES = """
            project: { name: shop, postgres: %d }
            tenancy: { entity: tenant }
            entities:
              tenant: { attributes: { name: text } }
              seller:
                changes: rarely
                attributes:
                  region: { type: country, required: true }
                  level: { type: status, required: true, values: [plain, gold], transitions: { plain: [gold] } }
              order: { volume: 50M, attributes: { placed_at: { type: timestamp, required: true } } }
            relationships:
              - { from: seller, to: order, kind: 1:N, required: true, on_delete: restrict }
            access_patterns:
              orders_of_region:
                kind: list
                entity: order
                filter: { seller.region: equals, seller.level: { equals: gold } }
                sort: [-placed_at]
                latency: 30 ms
              place_order: { kind: create, entity: order, rate: 5/s }
            """;

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void copiesStayInStepWithTheirSource(int version) {
        ProofReport report = Designed.proof(COPIES.formatted(version));

        assertThat(report.unproven()).isEmpty();
        assertThat(Subject.decision(report, "redundancy:orders_sellers"))
                .startsWith("passed 23503: in step after the first rows, a change of region")
                .endsWith("a change by hand was refused");
    }

    private static final String DEPENDENCIES = """
            project: { name: shop, postgres: %d }
            tenancy: { entity: tenant }
            entities:
              tenant: { attributes: { name: text } }
              address:
                changes: rarely
                attributes:
                  street: text
                  postal_code: { type: code, required: true }
                  country: { type: country, required: true }
                  city: { type: text, required: true }
            dependencies:
              - { entity: address, from: [country, postal_code], to: [city], as: place }
            access_patterns:
              addresses_in: { kind: list, entity: address, filter: { city: equals }, sort: [street] %s }
              add_address: { kind: create, entity: address }
            """;

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void whatIsSplitOffWorks(int version) {
        assertThat(Designed.proof(DEPENDENCIES.formatted(version, "")).unproven())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void rowsThatContradictEachOtherAreFound(int version) {
        ProofReport report = Designed.proof(DEPENDENCIES.formatted(version, ", latency: 5 ms"));

        assertThat(report.unproven()).isEmpty();
        assertThat(Subject.decision(report, "rows:add_address")).startsWith("passed");
        assertThat(Subject.decision(report, "redundancy:addresses_country_postal_code"))
                .isEqualTo("passed: two rows that agree were not found, once they differed they were");
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void aMaterializedViewSaysWhatIsComputedDirectly(int version) {
        ProofReport report = Designed.proof("""
                project: { name: shop, postgres: %d }
                tenancy: { entity: tenant }
                entities:
                  tenant: { attributes: { name: text } }
                  order:
                    volume: 50M
                    attributes:
                      status: { type: status, values: [open, paid], transitions: { open: [paid] } }
                      country: country
                      total: { type: money, currency: EUR, required: true }
                access_patterns:
                  turnover:
                    kind: aggregate
                    entity: order
                    group_by: [country]
                    measures: [count, { sum: total }]
                    filter: { status: { equals: paid } }
                    latency: 50 ms
                    freshness: 10 minutes
                """.formatted(version));

        assertThat(report.unproven()).isEmpty();
        assertThat(Subject.decision(report, "redundancy:turnover_summary"))
                .startsWith("passed: the same numbers as computed directly after a refresh; old after an insert");
    }

    @Test
    void aForeignKeyThatHandsNothingOnIsNoProof() {
        Design design = Designs.of(COPIES.formatted(18));
        String up = DesignTexts.of(design).up().replace(" ON UPDATE CASCADE", "");

        assertThat(Subject.decision(Designed.proof(design, up), "redundancy:orders_sellers"))
                .isEqualTo("not-shown: no other value of region, level was accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert", "update", "delete", "truncate"})
    void aMissingTriggerIsFound(String event) {
        Design design = Designs.of(SHOP.formatted(18));
        String up = DesignTexts.of(design).up();
        String trigger = "CREATE TRIGGER listings_reviews_sync_" + event;
        int start = up.indexOf(trigger);
        String without = up.substring(0, start) + up.substring(up.indexOf(';', start) + 1);

        assertThat(Subject.decision(Designed.proof(design, without), "redundancy:listings_reviews"))
                .startsWith("failed: out of step after ");
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void changesAtTheSameTimeAllCountAndDriftIsRepaired(int version) throws Exception {
        Design design = Designs.of(SHOP.formatted(version));
        var redundancy = design.redundancies().get(0);
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Session one = Session.of(database.connect())) {
            one.execute(DesignTexts.of(design).up());
            one.execute("INSERT INTO public.tenants (id, name) OVERRIDING SYSTEM VALUE VALUES (1, 't')");
            one.execute(
                    "INSERT INTO public.listings (tenant_id, id, title) OVERRIDING SYSTEM VALUE VALUES (1, 1, 'l')");
            String insert = "INSERT INTO public.reviews (tenant_id, listing_id, stars, status, visited_on)"
                    + " SELECT 1, 1, n, 'published', date '2026-01-01' + n FROM generate_series(%d, %d) AS n";
            try (Session two = Session.of(database.connect())) {
                one.execute("BEGIN");
                one.execute(insert.formatted(1, 3));
                CompletableFuture<Void> other =
                        CompletableFuture.runAsync(() -> two.execute(insert.formatted(2, 5)), Background.THREADS);
                assertThat(other).isNotCompleted();
                one.execute("COMMIT");
                other.get(20, TimeUnit.SECONDS);
            }
            String shown = "SELECT concat_ws(' ', reviews, rating, first_visit, best) FROM public.listings";
            assertThat(one.rows(shown).single()).isEqualTo("7 2.86 2026-01-02 5");
            assertThat(one.rows(redundancy.drift()).values()).isEmpty();

            one.execute("ALTER TABLE public.listings DISABLE TRIGGER USER");
            one.execute("UPDATE public.listings SET reviews = 99, best = NULL");
            one.execute("ALTER TABLE public.listings ENABLE TRIGGER USER");
            assertThat(one.rows(redundancy.drift()).values()).hasSize(1);
            one.execute("BEGIN");
            redundancy.repair().forEach(one::execute);
            one.execute("COMMIT");
            assertThat(one.rows(shown).single()).isEqualTo("7 2.86 2026-01-02 5");
        }
    }
}
