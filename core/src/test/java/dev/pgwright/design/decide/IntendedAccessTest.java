package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.Designs;
import dev.pgwright.design.model.IntendedAccess;
import dev.pgwright.design.model.IntendedAccess.Means;
import dev.pgwright.design.model.IntendedAccess.Step;
import dev.pgwright.design.requirements.AccessPattern;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntendedAccessTest {
    private static final String SHOP = """
            project: { name: shop }
            entities:
              customer: { volume: 1M, attributes: { email: { type: email, required: true, unique: true } } }
              order: { volume: 9M, attributes: { placed_at: { type: timestamp, required: true } } }
              line: { volume: 20M, attributes: { quantity: integer } }
            relationships:
              - { from: customer, to: order, kind: 1:N, role: buyer, required: true }
              - { from: order, to: line, kind: 1:N, required: true, owned: true }
            access_patterns:
              it: %s
            """;

    private static List<IntendedAccess> accesses(String pattern) {
        return Designs.of(SHOP.formatted(pattern)).accesses();
    }

    @Test
    void aKeyFindsItsRow() {
        assertThat(accesses("{ kind: get, entity: order, filter: { id: equals } }"))
                .extracting(IntendedAccess::means, IntendedAccess::anyOf, IntendedAccess::step)
                .containsExactly(tuple(Means.PRIMARY_KEY, List.of("orders_pkey"), Step.FILTER));
        assertThat(accesses("{ kind: get, entity: customer, filter: { email: equals } }"))
                .extracting(IntendedAccess::means, IntendedAccess::anyOf)
                .containsExactly(tuple(Means.UNIQUE, List.of("customers_email_key")));
    }

    @Test
    void parentsComeByTheirKeyAndChildrenByTheirReference() {
        assertThat(accesses("{ kind: get, entity: order, return: [placed_at, buyer.email],"
                        + " include: { line: [quantity] }, filter: { id: equals } }"))
                .extracting(access -> access.step() + " " + access.table().name() + " " + access.anyOf())
                .containsExactly(
                        "FILTER orders [orders_pkey]",
                        "PARENT customers [customers_pkey]",
                        "CHILDREN lines [lines_order_id_idx]");
    }

    @Test
    void nothingNarrowsDownASumOverAll() {
        assertThat(accesses("{ kind: aggregate, entity: order, measures: [count] }"))
                .extracting(IntendedAccess::means, IntendedAccess::anyOf)
                .containsExactly(tuple(Means.WHOLE_TABLE, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"marketplace", "clinic", "iot"})
    void everyQueryOfAnExampleHasOneAndNamesWhatExists(String example) {
        Design design = Designs.ofExample(example);
        List<String> names = design.catalog().tables().stream()
                .flatMap(
                        table -> Stream.concat(table.indexes().stream().map(index -> index.name()), constraints(table)))
                .toList();
        assertThat(design.accesses()).allSatisfy(access -> assertThat(names).containsAll(access.anyOf()));
        for (AccessPattern pattern : design.mapping().requirements().accessPatterns()) {
            boolean reads = pattern.kind() != AccessPattern.Kind.CREATE && pattern.sql() == null;
            assertThat(design.accesses().stream()
                            .anyMatch(access -> access.query().equals(pattern.name())))
                    .as(pattern.name())
                    .isEqualTo(reads);
        }
    }

    private static Stream<String> constraints(Table table) {
        return table.constraints().stream().map(Constraint::name);
    }
}
