package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Identity;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.PrimaryKeyDecision.Leaf;
import dev.pgwright.design.requirements.Entity.IdentityScope;
import org.junit.jupiter.api.Test;

class PrimaryKeyDecisionTest {
    @Test
    void globalIdentityIsAnAscendingUuidWhereTheServerMakesOne() {
        assertThat(PrimaryKeyDecision.leaf(IdentityScope.GLOBAL, 18)).isEqualTo(Leaf.UUID_V7);
    }

    @Test
    void globalIdentityIsARandomUuidBeforePostgres18() {
        assertThat(PrimaryKeyDecision.leaf(IdentityScope.GLOBAL, 17)).isEqualTo(Leaf.UUID_V4);
        assertThat(PrimaryKeyDecision.leaf(IdentityScope.GLOBAL, 14)).isEqualTo(Leaf.UUID_V4);
    }

    @Test
    void localIdentityIsBigintWhateverTheVersion() {
        assertThat(PrimaryKeyDecision.leaf(IdentityScope.LOCAL, 14)).isEqualTo(Leaf.BIGINT_IDENTITY);
        assertThat(PrimaryKeyDecision.leaf(IdentityScope.LOCAL, 18)).isEqualTo(Leaf.BIGINT_IDENTITY);
    }

    @Test
    void moreRowsThanAnIntegerCountsAreGivenAsTheReason() {
        var design = Designs.of("""
                project: { name: shop }
                entities:
                  event: { volume: 3B, attributes: { name: text } }
                  kind: { volume: 10, attributes: { name: text } }
                """);
        assertThat(design.decisions())
                .filteredOn(decision -> decision.topic().equals("Primary key"))
                .extracting(decision -> decision.subject() + ": " + decision.because())
                .containsExactly(
                        "public.events: identifiers are local to this database, and more rows than an integer can count"
                                + " are expected",
                        "public.kinds: identifiers are local to this database");
    }

    @Test
    void theColumnIsMadeAsDecided() {
        var design = Designs.of("""
                project: { name: shop, postgres: 18 }
                entities:
                  here: { attributes: { name: text } }
                  everywhere: { identity: global, attributes: { name: text } }
                """);
        assertThat(Designs.table(design, "heres").column("id").orElseThrow().identity())
                .isEqualTo(Identity.ALWAYS);
        assertThat(Designs.table(design, "everywheres")
                        .column("id")
                        .orElseThrow()
                        .defaultExpression())
                .isEqualTo("uuidv7()");
    }
}
