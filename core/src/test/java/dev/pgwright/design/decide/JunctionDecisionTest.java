package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.JunctionDecision.Leaf;
import org.junit.jupiter.api.Test;

class JunctionDecisionTest {
    private static Design design(String more) {
        return Designs.of("""
                project: { name: club }
                entities:
                  person: { attributes: { name: text } }
                  team: { attributes: { name: text } }
                relationships:
                  - { from: team, to: person, kind: N:M, via: membership%s }
                """.formatted(more));
    }

    @Test
    void aPairThatBelongsTogetherOnceIsTheKey() {
        Design design = design("");
        assertThat(leaf(design)).isEqualTo(Leaf.PAIR_IS_KEY);
        assertThat(Designs.table(design, "memberships")
                        .primaryKey()
                        .orElseThrow()
                        .columns())
                .containsExactly("team_id", "person_id");
    }

    @Test
    void aPairThatComesAgainHasAnIdOfItsOwn() {
        Design design = design(", repeats: true, attributes: { since: { type: date, required: true } }");
        assertThat(leaf(design)).isEqualTo(Leaf.OWN_ID_REPEATS);
        var memberships = Designs.table(design, "memberships");
        assertThat(memberships.primaryKey().orElseThrow().columns()).containsExactly("id");
        assertThat(memberships.indexes())
                .extracting(index -> index.elements().get(0).key())
                .containsExactlyInAnyOrder("team_id", "person_id");
    }

    private static Leaf leaf(Design design) {
        return JunctionDecision.leaf(
                design.mapping().requirements().relationships().get(0));
    }

    private static java.util.Optional<Leaf> entityLeaf(String rules) {
        var requirements = Designs.requirements("""
                project: { name: club }
                entities:
                  person: { attributes: { name: text } }
                  team: { attributes: { name: text } }
                  membership: { attributes: { since: date } }
                relationships:
                  - { from: team, to: membership, kind: 1:N, required: true }
                  - { from: person, to: membership, kind: 1:N, required: true }
                %s
                """.formatted(rules));
        return JunctionDecision.leaf(
                requirements, requirements.entity("membership").orElseThrow());
    }

    @Test
    void anEntityThatPairsTwoOthersHasAnIdOfItsOwn() {
        assertThat(entityLeaf("rules: { once: { entity: membership, unique: [team, person] } }"))
                .contains(Leaf.OWN_ID_ENTITY);
    }

    @Test
    void anEntityThatOthersMerelyReferToIsNoPair() {
        assertThat(entityLeaf("")).isEmpty();
        assertThat(entityLeaf("rules: { once: { entity: membership, unique: [team, since] } }"))
                .isEmpty();
    }
}
