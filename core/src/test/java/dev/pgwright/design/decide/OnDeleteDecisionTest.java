package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.design.Designs;
import dev.pgwright.design.questions.Question;
import dev.pgwright.design.questions.QuestionEngine;
import dev.pgwright.design.questions.QuestionKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnDeleteDecisionTest {
    private static Design design(String relationship) {
        return Designs.of("""
                project: { name: shop }
                entities:
                  parent: { attributes: { name: text } }
                  part: { attributes: { name: text } }
                relationships:
                  - { from: parent, to: part, kind: 1:N%s }
                """.formatted(relationship));
    }

    private static ForeignKey key(Design design) {
        return Designs.table(design, "parts").foreignKeys().get(0);
    }

    @ParameterizedTest
    @CsvSource({"restrict,RESTRICT", "cascade,CASCADE", "unset,SET_NULL"})
    void whatIsStatedIsDone(String stated, ReferentialAction action) {
        Design design = design(", on_delete: " + stated);
        assertThat(key(design).onDelete()).isEqualTo(action);
        assertThat(QuestionEngine.questions(design)).noneMatch(question -> question.kind() == QuestionKind.ON_DELETE);
    }

    @Test
    void partsGoWithTheWhole() {
        assertThat(key(design(", required: true, owned: true")).onDelete()).isEqualTo(ReferentialAction.CASCADE);
    }

    @Test
    void whereNothingIsSaidDeletionIsRefusedAndAskedAbout() {
        Design design = design("");
        assertThat(key(design).onDelete()).isEqualTo(ReferentialAction.RESTRICT);
        assertThat(QuestionEngine.questions(design))
                .extracting(Question::text)
                .contains("What becomes of part when its parent is deleted?");
    }

    @Test
    void aBarePairGoesWithEitherSide() {
        Design design = Designs.of("""
                project: { name: shop }
                entities:
                  post: { attributes: { name: text } }
                  tag: { attributes: { name: text } }
                relationships:
                  - { from: post, to: tag, kind: N:M, via: post_tag }
                """);
        assertThat(Designs.table(design, "post_tags").foreignKeys())
                .extracting(ForeignKey::onDelete)
                .containsOnly(ReferentialAction.CASCADE)
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: 1:N, on_delete: restrict | STATED_RESTRICT
            kind: 1:N, on_delete: cascade | STATED_CASCADE
            kind: 1:N, on_delete: unset | STATED_UNSET
            kind: 1:N, owned: true | OWNED
            kind: N:M | BARE_PAIR
            kind: 'N:M', attributes: { position: integer } | NOT_SAID
            kind: 1:N | NOT_SAID
            """)
    void theRelationshipDecides(String relationship, OnDeleteDecision.Leaf leaf) {
        var requirements = Designs.requirements("""
                project: { name: shop }
                entities:
                  parent: { attributes: { name: text } }
                  part: { attributes: { name: text } }
                relationships:
                  - { from: parent, to: part, %s }
                """.formatted(relationship));
        assertThat(OnDeleteDecision.leaf(requirements.relationships().get(0))).isEqualTo(leaf);
    }
}
