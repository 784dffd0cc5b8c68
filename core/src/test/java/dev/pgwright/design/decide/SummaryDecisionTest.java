package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.SummaryDecision.Leaf;
import org.junit.jupiter.api.Test;

class SummaryDecisionTest {
    private static final String SHOP = """
            project: { name: shop }
            entities:
              customer: { attributes: { name: text } }
              order:
                volume: 50M
                attributes:
                  status: { type: status, values: [open, paid], required: true }
                  country: { type: country, required: true }
                  total: { type: money, currency: EUR, required: true }
                  placed_at: { type: timestamp, required: true }
            relationships:
              - { from: customer, to: order, kind: 1:N, required: true, on_delete: restrict }
            access_patterns:
              turnover:
                kind: aggregate
                entity: order
                group_by: [country]
                measures: [count, { sum: total }]
                filter: { status: equals }
                latency: 50 ms
                freshness: 10 minutes
            """;

    private static Leaf leaf(String yaml) {
        var requirements = Designs.requirements(yaml);
        return SummaryDecision.leaf(requirements, requirements.accessPatterns().get(0));
    }

    @Test
    void numbersThatMayBeOldAreKeptInAMaterializedView() {
        assertThat(leaf(SHOP)).isEqualTo(Leaf.MATERIALIZED_VIEW);
        Design design = Designs.of(SHOP);
        assertThat(design.catalog().views()).singleElement().satisfies(view -> {
            assertThat(view.columns()).containsExactly("status", "country", "row_count", "total_sum");
            assertThat(view.indexes())
                    .singleElement()
                    .satisfies(index -> assertThat(index.unique()).isTrue());
        });
        assertThat(Designs.query(design, "turnover").sql())
                .contains("FROM public.turnover_summary AS ts", "ts.total_sum", "WHERE ts.status = $1")
                .doesNotContain("GROUP BY");
        assertThat(design.redundancies().get(0).strategy()).contains("at least every 5 minutes");
    }

    @Test
    void theFirstInAnOrderAreReadFromAnIndexOfTheView() {
        Design design = Designs.of(SHOP.replace(
                "    latency: 50 ms\n", "    sort: [{ -sum: total }]\n    page: 20\n    latency: 50 ms\n"));
        assertThat(design.catalog().views().get(0).indexes())
                .filteredOn(index -> !index.unique())
                .singleElement()
                .satisfies(index -> assertThat(index.elements())
                        .containsExactly(
                                IndexElement.column("status"),
                                new IndexElement("total_sum", false, null, null, true, false),
                                IndexElement.column("country")));
        assertThat(Designs.query(design, "turnover").sql())
                .endsWith("WHERE ts.status = $1\nORDER BY total_sum DESC NULLS LAST, ts.country\nLIMIT 20");
    }

    @Test
    void exactNumbersAreComputed() {
        assertThat(leaf(SHOP.replace("    freshness: 10 minutes\n", ""))).isEqualTo(Leaf.COMPUTED_EXACT);
    }

    @Test
    void withoutATargetNumbersAreComputed() {
        assertThat(leaf(SHOP.replace("    latency: 50 ms\n", ""))).isEqualTo(Leaf.COMPUTED_WITHOUT_TARGET);
    }

    @Test
    void smallTablesAreRead() {
        assertThat(leaf(SHOP.replace("volume: 50M", "volume: 50k"))).isEqualTo(Leaf.COMPUTED_SMALL);
    }

    @Test
    void aFilterThatLeavesFewRowsNeedsNoView() {
        assertThat(leaf(SHOP.replace("filter: { status: equals }", "filter: { customer: equals }")))
                .isEqualTo(Leaf.COMPUTED_NARROWED);
    }

    @Test
    void theLastDaysAreThoseBeforeEachRefresh() {
        String lastDays = SHOP.replace("filter: { status: equals }", "filter: { placed_at: { last_days: 30 } }")
                .replace("group_by: [country]", "group_by: [customer]");
        assertThat(leaf(lastDays)).isEqualTo(Leaf.MATERIALIZED_VIEW);
        Design design = Designs.of(lastDays);
        assertThat(design.catalog().views()).singleElement().satisfies(view -> {
            assertThat(view.columns()).containsExactly("customer_id", "row_count", "total_sum");
            assertThat(view.query()).contains("WHERE t.placed_at >= now() - interval '30 days' GROUP BY");
        });
        assertThat(Designs.query(design, "turnover").sql()).doesNotContain("placed_at");
    }

    @Test
    void aSpanThatMovesHasNoGroup() {
        assertThat(leaf(SHOP.replace("filter: { status: equals }", "filter: { placed_at: range }")))
                .isEqualTo(Leaf.COMPUTED_MOVING);
        assertThat(leaf(SHOP.replace("group_by: [country]", "group_by: [customer.name]")))
                .isEqualTo(Leaf.COMPUTED_MOVING);
    }
}
