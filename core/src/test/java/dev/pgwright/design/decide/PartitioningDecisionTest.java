package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.PartitioningDecision.Leaf;
import dev.pgwright.design.decide.PartitioningDecision.Slice;
import dev.pgwright.design.decide.PartitioningDecision.Span;
import dev.pgwright.design.requirements.Requirements;
import org.junit.jupiter.api.Test;

class PartitioningDecisionTest {
    private static PartitioningDecision.Choice choice(String entity, String more) {
        Requirements requirements = Designs.requirements(
                """
                project: { name: log }
                %s
                entities:
                  owner: { attributes: { name: text } }
                  event:
                    changes: never
                    %s
                    attributes:
                      at: { type: timestamp, required: true }
                      code: text
                  other: { attributes: { name: text } }
                %s
                """.formatted(more.startsWith("tenancy") ? more : "", entity, more.startsWith("tenancy") ? "" : more));
        return PartitioningDecision.choice(
                requirements, requirements.entity("event").orElseThrow());
    }

    private static Leaf leaf(String entity, String more) {
        return choice(entity, more).leaf();
    }

    private static final String OWNED = "relationships:\n  - { from: owner, to: event, kind: 1:N, required: true }\n";

    @Test
    void withoutAVolumeThereIsOneTable() {
        assertThat(leaf("", "")).isEqualTo(Leaf.NO_VOLUME);
        assertThat(leaf("retention: { keep: 90 days, by: at }", "")).isEqualTo(Leaf.NO_VOLUME);
    }

    @Test
    void whatIsKeptForEverAndNotVeryLargeIsOneTable() {
        assertThat(leaf("volume: 3B", "")).isEqualTo(Leaf.ONE_TABLE);
    }

    @Test
    void fewRowsAreDeleted() {
        assertThat(leaf("volume: 1M\n    retention: { keep: 90 days, by: at }", ""))
                .isEqualTo(Leaf.FEW_TO_DELETE);
    }

    @Test
    void rowsThatOthersReferToStayInOneTable() {
        String referred = "relationships:\n  - { from: event, to: other, kind: 1:N }";
        assertThat(leaf(kept("1M/day"), referred)).isEqualTo(Leaf.REFERENCED);
        assertThat(leaf("volume: 5B", referred + "\naccess_patterns:\n" + byCode()))
                .isEqualTo(Leaf.REFERENCED);
    }

    @Test
    void aUniqueRuleWithoutTheTimeStandsInTheWay() {
        assertThat(leaf(kept("1M/day"), "rules:\n  one_code: { entity: event, unique: [code] }"))
                .isEqualTo(Leaf.UNIQUE_IN_THE_WAY);
    }

    @Test
    void aUniqueRuleWithTheTimeDoesNot() {
        assertThat(leaf(kept("1M/day"), "rules:\n  one_code: { entity: event, unique: [code, at] }"))
                .isEqualTo(Leaf.RANGE_FOR_RETENTION);
    }

    @Test
    void theSpanFollowsTheGrowth() {
        assertThat(choice(kept("1M/day"), "").span()).isEqualTo(Span.MONTH);
        assertThat(choice(kept("5M/day"), "").span()).isEqualTo(Span.WEEK);
        assertThat(choice(kept("50M/day"), "").span()).isEqualTo(Span.DAY);
    }

    @Test
    void narrowPartitionsAreMadeForFewerDaysAhead() {
        assertThat(Span.MONTH.maintainedDays()).isEqualTo(92);
        assertThat(Span.WEEK.maintainedDays()).isEqualTo(56);
        assertThat(Span.DAY.maintainedDays()).isEqualTo(14);
    }

    @Test
    void aVeryLargeTableIsDividedByTheTimeOfEveryQuery() {
        String spans = "access_patterns:\n  a: { kind: list, entity: event, filter: { at: range } }\n"
                + "  b: { kind: aggregate, entity: event, measures: [count], filter: { at: { last_days: 7 } } }\n";
        assertThat(choice("volume: 5B", spans))
                .isEqualTo(new PartitioningDecision.Choice(Leaf.RANGE_FOR_SIZE, "at", Span.MONTH, 0));
    }

    @Test
    void aVeryLargeTableIsDividedByWhatEveryQueryKnows() {
        String known = OWNED + "access_patterns:\n  a: { kind: list, entity: event, filter: { owner: equals } }\n"
                + "  b: { kind: aggregate, entity: event, measures: [count], filter: { owner: equals, at: range } }\n";
        assertThat(choice("volume: 5B", known))
                .isEqualTo(new PartitioningDecision.Choice(Leaf.HASH_FOR_SIZE, "owner", null, 32));
    }

    @Test
    void aVeryLargeTableIsDividedByTheTenantThatIsInEveryKey() {
        assertThat(choice("volume: 90B", "tenancy: { entity: owner }"))
                .isEqualTo(new PartitioningDecision.Choice(Leaf.HASH_FOR_SIZE, null, null, 128));
    }

    @Test
    void aVeryLargeTableThatIsReadByManyWaysIsNotDivided() {
        String ways =
                OWNED + "access_patterns:\n  a: { kind: list, entity: event, filter: { owner: equals } }\n" + byCode();
        assertThat(leaf("volume: 5B", ways)).isEqualTo(Leaf.READ_BY_MANY_WAYS);
        assertThat(leaf("volume: 5B", "")).isEqualTo(Leaf.READ_BY_MANY_WAYS);
    }

    private static String byCode() {
        return "  c: { kind: list, entity: event, filter: { code: equals, at: range } }\n";
    }

    private static String kept(String growth) {
        return "volume: { rows: 0, growth: " + growth + " }\n    retention: { keep: 90 days, by: at }";
    }

    @Test
    void monthsStartOnTheirFirstAndCrossTheYear() {
        assertThat(PartitioningDecision.slices(Span.MONTH, "2026-11-20"))
                .extracting(Slice::suffix)
                .containsExactly("2026_11", "2026_12", "2027_01");
    }

    @Test
    void weeksStartOnMondays() {
        assertThat(PartitioningDecision.slices(Span.WEEK, "2027-01-01"))
                .extracting(Slice::suffix)
                .containsExactly("2026_12_28", "2027_01_04", "2027_01_11");
    }

    @Test
    void daysAreMadeForAWeek() {
        assertThat(PartitioningDecision.slices(Span.DAY, "2027-02-27"))
                .extracting(Slice::suffix)
                .startsWith("2027_02_27", "2027_02_28", "2027_03_01")
                .hasSize(7);
    }

    @Test
    void withoutADayOfGoLiveThereAreNoSlices() {
        assertThat(PartitioningDecision.slices(Span.MONTH, null)).isEmpty();
    }
}
