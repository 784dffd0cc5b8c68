package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.DependencyDecision.Leaf;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependencyDecisionTest {
    private static final String SHOP = """
            project: { name: shop }
            entities:
              customer: { attributes: { name: text } }
              address:
                changes: rarely
                attributes:
                  street: text
                  postal_code: { type: code, required: true }
                  country: { type: country, required: true }
                  city: text
            relationships:
              - { from: customer, to: address, kind: 1:N, required: true, owned: true }
              - { from: address, to: customer, kind: 1:N, role: home, on_delete: unset }
            dependencies:
              - { entity: address, from: [country, postal_code], to: [city], as: place }
            access_patterns:
              addresses_of_customer:
                kind: list
                entity: address
                filter: { customer: equals, country: equals }
                sort: [city]
              customer_page: { kind: get, entity: customer, return: [name, home.city], filter: { id: equals } }
              move: { kind: update, entity: address, set: [street, postal_code, city], filter: { id: equals } }
            """;

    private static Leaf leaf(String yaml) {
        var requirements = Designs.requirements(yaml);
        return DependencyDecision.leaf(requirements, requirements.dependencies().get(0));
    }

    @Test
    void whatDependsOnNoKeyGetsATableOfItsOwn() {
        assertThat(leaf(SHOP)).isEqualTo(Leaf.SPLIT);
        Design design = Designs.of(SHOP);
        assertThat(Designs.table(design, "addresses").column("city")).isEmpty();
        assertThat(Designs.table(design, "addresses")
                        .column("place_id")
                        .orElseThrow()
                        .notNull())
                .isTrue();
        assertThat(Designs.table(design, "places").of(Constraint.Unique.class))
                .extracting(Constraint.Unique::columns)
                .containsExactly(List.of("country", "postal_code"));
    }

    @Test
    void pathsFollowWhatWasSplit() {
        Design design = Designs.of(SHOP);
        assertThat(Designs.query(design, "customer_page").sql())
                .contains("p.city AS home_place_city", "JOIN public.places AS p");
        assertThat(Designs.query(design, "addresses_of_customer").sql())
                .contains("p.country = $2", "p.postal_code AS place_postal_code", "a.street");
        assertThat(Designs.query(design, "move").sql())
                .contains("street = $1", "place_id = $2")
                .doesNotContain("city");
    }

    @Test
    void aUniqueRuleThatNamesAllThatDeterminesNamesTheReference() {
        Design design = Designs.of(
                SHOP + "rules: { once: { entity: address, unique: [customer, country, postal_code, street] } }\n");
        assertThat(Designs.table(design, "addresses").of(Constraint.Unique.class))
                .extracting(Constraint.Unique::columns)
                .containsExactly(List.of("customer_id", "place_id", "street"));
    }

    @Test
    void whatAKeyDeterminesIsInItsPlace() {
        assertThat(leaf(SHOP + "rules: { once: { entity: address, unique: [country, postal_code] } }\n"))
                .isEqualTo(Leaf.NORMAL);
        assertThat(leaf(SHOP.replace("postal_code: { type: code,", "postal_code: { type: code, unique: true,")))
                .isEqualTo(Leaf.NORMAL);
    }

    @Test
    void whatARuleNeedsInOneRowStays() {
        String yaml = SHOP + "rules: { named: { entity: address, check: city <> postal_code } }\n";
        assertThat(leaf(yaml)).isEqualTo(Leaf.KEPT_IN_ROW);
        Design design = Designs.of(yaml);
        assertThat(design.catalog().objects())
                .singleElement()
                .satisfies(statistics -> assertThat(statistics.definition())
                        .containsExactly("CREATE STATISTICS public.addresses_country_postal_code_dependencies"
                                + " (dependencies) ON country, postal_code, city FROM public.addresses"));
        assertThat(design.redundancies())
                .extracting(redundancy -> redundancy.query())
                .containsExactly("drift_addresses_country_postal_code");
    }

    @Test
    void whatACriticalQueryReadsAndHardlyChangesStays() {
        String critical = SHOP.replace("[name, home.city],", "[name, home.city], latency: 5 ms,");
        assertThat(leaf(critical)).isEqualTo(Leaf.KEPT_TO_READ);
        assertThat(leaf(critical.replace("city: text", "city: { type: text, changes: often }")))
                .isEqualTo(Leaf.SPLIT);
    }
}
