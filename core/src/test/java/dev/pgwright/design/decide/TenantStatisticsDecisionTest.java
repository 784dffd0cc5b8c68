package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.design.Designs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One test for each leaf: told, also of partitions, and silent for want of a tenant or of rows. */
class TenantStatisticsDecisionTest {
    private static final String FILE = """
            project: { name: shops, go_live: 2027-01-01 }
            %s
            entities:
              tenant: { volume: 400, attributes: { name: text } }
              seller: { volume: 10k, attributes: { name: text } }
              payout: { %s attributes: { paid_at: { type: timestamp, required: true } } }
            relationships:
              - { from: seller, to: payout, kind: 1:N, required: true, on_delete: restrict }
            """;

    private static Design design(String tenancy, String payout) {
        return Designs.of(FILE.formatted(tenancy, payout));
    }

    private static TenantStatisticsDecision.Leaf leaf(String tenancy, String payout) {
        Design design = design(tenancy, payout);
        TableDraft draft = new TableDraft(design.mapping().table("payout").name());
        Designs.table(design, "payouts").constraints().forEach(draft.constraints::add);
        return TenantStatisticsDecision.leaf(draft, design.mapping().table("payout"), "tenant_id");
    }

    @Test
    void eachLeafIsReached() {
        String tenancy = "tenancy: { entity: tenant }";
        assertThat(leaf(tenancy, "volume: 100k,")).isEqualTo(TenantStatisticsDecision.Leaf.TOLD);
        assertThat(leaf(tenancy, "volume: 99_999,")).isEqualTo(TenantStatisticsDecision.Leaf.SMALL_OR_UNKNOWN);
        assertThat(leaf(tenancy, "")).isEqualTo(TenantStatisticsDecision.Leaf.SMALL_OR_UNKNOWN);
        assertThat(leaf("", "volume: 100M,")).isEqualTo(TenantStatisticsDecision.Leaf.NO_TENANT);
    }

    private static List<String> statistics(Design design) {
        return design.catalog().objects().stream()
                .map(DefinedObject::definition)
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void aLargeTableWhoseReferencesCarryTheTenantHasThePlannerTold() {
        Design design = design("tenancy: { entity: tenant }", "volume: 100k,");
        assertThat(statistics(design))
                .containsExactly("CREATE STATISTICS public.payouts_seller_id_dependencies (dependencies) ON tenant_id,"
                        + " seller_id FROM public.payouts");
        assertThat(design.decisions())
                .filteredOn(decision -> decision.topic().equals("Statistics for the planner"))
                .extracting(decision -> decision.subject())
                .containsExactly("public.payouts");
    }

    private static List<String> ofPairs(String volume, String item) {
        return statistics(Designs.of("""
            project: { name: shops, go_live: 2027-01-01 }
            tenancy: { entity: tenant }
            entities:
              tenant: { volume: 400, attributes: { name: text } }
              shelf: { volume: 10k, attributes: { name: text } }
              item: { volume: 1k, %s attributes: { name: text } }
            relationships:
              - { from: shelf, to: item, kind: N:M, via: shelf_item, volume: %s }
            """.formatted(item, volume)));
    }

    @Test
    void aLargeJunctionTableHasThePlannerToldOfBothSides() {
        assertThat(ofPairs("100k", ""))
                .containsExactly("CREATE STATISTICS public.shelf_items_item_id_shelf_id_dependencies (dependencies) ON"
                        + " tenant_id, item_id, shelf_id FROM public.shelf_items");
    }

    @Test
    void ofASmallJunctionTableAndOfASideOfAllTenantsThereIsNothingToTell() {
        assertThat(ofPairs("99_999", "")).isEmpty();
        assertThat(ofPairs("100k", "shared: true,"))
                .containsExactly("CREATE STATISTICS public.shelf_items_shelf_id_dependencies (dependencies) ON"
                        + " tenant_id, shelf_id FROM public.shelf_items");
    }

    @Test
    void aSmallTableIsLeftAlone() {
        assertThat(statistics(design("tenancy: { entity: tenant }", "volume: 99_999,")))
                .isEmpty();
    }

    @Test
    void aTableOfUnknownSizeIsLeftAlone() {
        assertThat(statistics(design("tenancy: { entity: tenant }", ""))).isEmpty();
    }

    @Test
    void withoutTenantsThereIsNothingToTell() {
        Design design = design("", "volume: 100M,");
        assertThat(statistics(design)).isEmpty();
        assertThat(design.decisions()).noneMatch(decision -> decision.topic().equals("Statistics for the planner"));
    }

    @Test
    void ofAPartitionedTableEachPartitionHasItsOwn() {
        Design design = design(
                "tenancy: { entity: tenant }",
                "volume: { rows: 300M, growth: 500k/day }, retention: { keep: 1 year, by: paid_at }, changes: never,");
        assertThat(Designs.table(design, "payouts").partitioning()).isNotNull();
        long partitions = design.catalog().tables().stream()
                .filter(table -> table.partitionOf() != null)
                .count();
        assertThat(partitions).isPositive();
        assertThat(statistics(design))
                .hasSize((int) partitions + 1)
                .contains("CREATE STATISTICS public.payouts_default_seller_id_dependencies (dependencies) ON tenant_id,"
                        + " seller_id FROM public.payouts_default");
    }
}
