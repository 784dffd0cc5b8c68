package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.volume.Volumes;
import org.junit.jupiter.api.Test;

class SelectivityTest {
    @Test
    void decisionsAndEstimatesTakeTheSameRowsWhateverIsStated() {
        Design design = Designs.of("""
                project: { name: shop }
                entities:
                  visitor: { attributes: { name: text } }
                  customer: { volume: { rows: 5k, growth: 10/day }, attributes: { name: text } }
                  order: { attributes: { note: text } }
                  click:
                    volume: { rows: 1k, growth: 100/day }
                    retention: { keep: 30 days, by: seen_at }
                    attributes: { seen_at: { type: timestamp, required: true } }
                relationships:
                  - { from: customer, to: order, kind: 1:N, required: true, average: 3 }
                """);
        Selectivity decided = new Selectivity(design.mapping());
        Volumes estimated = Volumes.at(design, SchemaDesigner.HORIZON_DAYS);
        assertThat(design.mapping().tables()).hasSize(4);
        for (EntityTable table : design.mapping().tables()) {
            assertThat(decided.rows(table)).as("rows of %s", table.name()).isEqualTo(estimated.of(table.name()));
        }
    }
}
