package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.JunctionDecision.Leaf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        return entityLeaf("attributes: { since: date }", rules);
    }

    private static java.util.Optional<Leaf> entityLeaf(String membership, String rules) {
        var requirements = requirements(membership, rules);
        return JunctionDecision.leaf(
                requirements, requirements.entity("membership").orElseThrow());
    }

    private static dev.pgwright.design.requirements.Requirements requirements(String membership, String rules) {
        return Designs.requirements(text(membership, rules));
    }

    private static String text(String membership, String rules) {
        return """
                project: { name: club }
                entities:
                  person: { attributes: { name: text } }
                  team: { attributes: { name: text } }
                  note: { attributes: { text: text } }
                  membership: { %s }
                relationships:
                  - { from: team, to: membership, kind: 1:N, required: true }
                  - { from: person, to: membership, kind: 1:N, required: true }
                %s
                """.formatted(membership, rules);
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

    private static final String ONCE = "rules: { once: { entity: membership, unique: [team, person] } }";
    private static final String MANY = "volume: 200M, attributes: { since: date }";

    @Test
    void ofVeryManyPairsThePairIsTheKey() {
        assertThat(entityLeaf(MANY, ONCE)).contains(Leaf.PAIR_IS_KEY_OF_MANY);
        Design design = Designs.of(text(MANY, ONCE));
        var memberships = Designs.table(design, "memberships");
        assertThat(memberships.column("id")).isEmpty();
        assertThat(memberships.constraints())
                .filteredOn(constraint -> !(constraint instanceof Constraint.ForeignKey))
                .singleElement()
                .isInstanceOfSatisfying(
                        Constraint.PrimaryKey.class,
                        key -> assertThat(key.columns()).containsExactly("team_id", "person_id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access_patterns: { a: { kind: get, entity: membership, filter: { id: equals } } }",
                "access_patterns: { a: { kind: list, entity: membership, return: [id, since], page: 5 } }",
                "access_patterns: { a: { kind: get, entity: team, filter: { id: equals }, include: { membership: [id] } } }",
                "access_patterns: { a: { kind: list, entity: membership, sql: 'SELECT id FROM memberships' } }"
            })
    void anIdThatAQueryReadsStays(String pattern) {
        assertThat(entityLeaf(MANY, ONCE + "\n" + pattern)).contains(Leaf.OWN_ID_ENTITY);
    }

    @Test
    void anIdOfWhichOnlyOthersAreAskedForGoes() {
        assertThat(entityLeaf(
                        MANY,
                        ONCE + "\n"
                                + "access_patterns: { a: { kind: get, entity: team, filter: { id: equals },"
                                + " include: { membership: [since] } } }"))
                .contains(Leaf.PAIR_IS_KEY_OF_MANY);
    }

    @Test
    void anIdThatACheckComparesStays() {
        assertThat(entityLeaf(MANY, ONCE.replace(" } }", " }, odd: { entity: membership, check: id > 0 } }")))
                .contains(Leaf.OWN_ID_ENTITY);
    }

    @Test
    void anIdThatOthersKnowStays() {
        assertThat(entityLeaf("identity: global, " + MANY, ONCE)).contains(Leaf.OWN_ID_ENTITY);
        assertThat(entityLeaf(MANY, "  - { from: membership, to: note, kind: 1:N }\n" + ONCE))
                .contains(Leaf.OWN_ID_ENTITY);
    }
}
