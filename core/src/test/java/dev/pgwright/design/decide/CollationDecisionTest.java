package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.CollationDecision.Leaf;
import dev.pgwright.design.model.IntendedAccess;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.write.DesignTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes whose beginnings are listed in their order are compared by bytes: one index then does all of it. */
class CollationDecisionTest {
    private static Design design(String type, String sort) {
        return Designs.of("""
                project: { name: feed, postgres: 18 }
                entities:
                  person:
                    volume: { rows: 40M, growth: 60k/day }
                    attributes:
                      handle: { type: %s, required: true, unique: true, max_length: 30 }
                      name: { type: text, required: true, max_length: 80 }
                access_patterns:
                  find: { kind: list, entity: person, return: [handle, name], filter: { handle: starts_with }, sort: [%s], page: 10, rate: 500/s, latency: 20 ms }
                """.formatted(type, sort));
    }

    @ParameterizedTest
    @CsvSource({"code, handle, BYTES", "code, name, DATABASE", "code, created_at, DATABASE", "text, handle, DATABASE"})
    void leaves(String type, String sort, Leaf leaf) {
        Design design = design(type, sort);
        Entity person = design.mapping().requirements().entity("person").orElseThrow();
        assertThat(CollationDecision.leaf(
                        design.mapping().requirements(),
                        person,
                        person.attribute("handle").orElseThrow()))
                .isEqualTo(leaf);
        assertThat(handle(design).collation()).isEqualTo(leaf == Leaf.BYTES ? "\"C\"" : null);
    }

    @Test
    void theUniqueIndexFindsBeginningsAndThePageInOrder() {
        Design design = design("code", "handle");
        assertThat(design.indexes()).isEmpty();
        assertThat(design.accesses())
                .filteredOn(access -> access.query().equals("find"))
                .flatExtracting(IntendedAccess::anyOf)
                .containsOnly("people_handle_key");
        assertThat(design.missedTargets()).isEmpty();
        assertThat(DesignTexts.of(design).queries())
                .filteredOn(query -> query.name().equals("find"))
                .singleElement()
                .satisfies(query -> assertThat(query.sql())
                        .contains("handle >= $1")
                        .doesNotContain("~>=~")
                        .doesNotContain("MATERIALIZED"));
        assertThat(design.decisions())
                .filteredOn(decision -> decision.topic().equals("Collations"))
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.choice()).isEqualTo("compared by bytes, COLLATE \"C\"");
                    assertThat(decision.because()).contains("(the unique one)");
                    assertThat(decision.revisit()).contains("capitals");
                });
    }

    @Test
    void whatIsListedInAnotherOrderKeepsItsIndexForBeginnings() {
        assertThat(design("code", "created_at").indexes())
                .anySatisfy(index ->
                        assertThat(index.index().elements()).anyMatch(element -> element.operatorClass() != null));
    }

    private static Column handle(Design design) {
        return design.catalog()
                .table(QualifiedName.of("public", "people"))
                .flatMap(table -> table.column("handle"))
                .orElseThrow();
    }
}
