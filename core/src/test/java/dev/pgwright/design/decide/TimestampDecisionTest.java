package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.TimestampDecision.Leaf;
import dev.pgwright.design.requirements.Entity.Changes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampDecisionTest {
    @ParameterizedTest
    @CsvSource({"NEVER,CREATED_ONLY", "RARELY,CREATED_AND_UPDATED", "OFTEN,CREATED_AND_UPDATED"})
    void howOftenRowsChangeDecides(Changes changes, Leaf leaf) {
        assertThat(TimestampDecision.leaf(changes)).isEqualTo(leaf);
    }

    @Test
    void aTriggerKeepsTheLastTimeWhereRowsChange() {
        Design design = Designs.of("""
                project: { name: shop }
                entities:
                  item: { changes: rarely, attributes: { name: text } }
                  event: { changes: never, attributes: { name: text } }
                """);
        assertThat(Designs.table(design, "items").column("updated_at")).isPresent();
        assertThat(Designs.table(design, "items").triggers()).hasSize(1);
        assertThat(Designs.table(design, "events").column("updated_at")).isEmpty();
        assertThat(Designs.table(design, "events").triggers()).isEmpty();
    }
}
