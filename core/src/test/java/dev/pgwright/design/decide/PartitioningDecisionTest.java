package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.PartitioningDecision.Leaf;
import dev.pgwright.design.decide.PartitioningDecision.Slice;
import dev.pgwright.design.requirements.Requirements;
import org.junit.jupiter.api.Test;

class PartitioningDecisionTest {
    private static Leaf leaf(String entity, String more) {
        Requirements requirements = Designs.requirements("""
                project: { name: log }
                entities:
                  event:
                    changes: never
                    %s
                    attributes:
                      at: { type: timestamp, required: true }
                      code: text
                  other: { attributes: { name: text } }
                %s
                """.formatted(entity, more));
        return PartitioningDecision.leaf(
                requirements, requirements.entity("event").orElseThrow());
    }

    @Test
    void withoutRetentionNothingIsDropped() {
        assertThat(leaf("volume: 5B", "")).isEqualTo(Leaf.NO_RETENTION);
    }

    @Test
    void fewRowsAreDeleted() {
        assertThat(leaf("volume: 1M\n    retention: { keep: 90 days, by: at }", ""))
                .isEqualTo(Leaf.TOO_SMALL);
    }

    @Test
    void rowsThatOthersReferToStayInOneTable() {
        assertThat(leaf(kept("1M/day"), "relationships:\n  - { from: event, to: other, kind: 1:N }"))
                .isEqualTo(Leaf.REFERENCED);
    }

    @Test
    void aUniqueRuleWithoutTheTimeStandsInTheWay() {
        assertThat(leaf(kept("1M/day"), "rules:\n  one_code: { entity: event, unique: [code] }"))
                .isEqualTo(Leaf.UNIQUE_IN_THE_WAY);
    }

    @Test
    void theSliceFollowsTheGrowth() {
        assertThat(leaf(kept("1M/day"), "")).isEqualTo(Leaf.MONTHLY);
        assertThat(leaf(kept("5M/day"), "")).isEqualTo(Leaf.WEEKLY);
        assertThat(leaf(kept("50M/day"), "")).isEqualTo(Leaf.DAILY);
    }

    private static String kept(String growth) {
        return "volume: { rows: 0, growth: " + growth + " }\n    retention: { keep: 90 days, by: at }";
    }

    @Test
    void monthsStartOnTheirFirstAndCrossTheYear() {
        assertThat(PartitioningDecision.slices(Leaf.MONTHLY, "2026-11-20"))
                .extracting(Slice::suffix)
                .containsExactly("2026_11", "2026_12", "2027_01");
    }

    @Test
    void weeksStartOnMondays() {
        assertThat(PartitioningDecision.slices(Leaf.WEEKLY, "2027-01-01"))
                .extracting(Slice::suffix)
                .containsExactly("2026_12_28", "2027_01_04", "2027_01_11");
    }

    @Test
    void daysAreMadeForAWeek() {
        assertThat(PartitioningDecision.slices(Leaf.DAILY, "2027-02-27"))
                .extracting(Slice::suffix)
                .startsWith("2027_02_27", "2027_02_28", "2027_03_01")
                .hasSize(7);
    }

    @Test
    void withoutADayOfGoLiveThereAreNoSlices() {
        assertThat(PartitioningDecision.slices(Leaf.MONTHLY, null)).isEmpty();
    }
}
