package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Column;
import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.DerivedAggregateDecision.Leaf;
import org.junit.jupiter.api.Test;

class DerivedAggregateDecisionTest {
    private static String shop(String listing, String patterns) {
        return """
                project: { name: shop }
                entities:
                  listing:
                    %s
                    volume: 1M
                    attributes:
                      title: text
                      reviews: { type: integer, derived: { count: review, where: { stars: { at_least: 1 } } } }
                  review:
                    volume: 5M
                    attributes: { stars: integer }
                relationships:
                  - { from: listing, to: review, kind: 1:N, required: true, on_delete: cascade }
                access_patterns:
                  listing_page: { kind: get, entity: listing, return: [title, reviews], filter: { id: equals }, %s }
                  write_review: { kind: create, entity: review, rate: %s }
                """.formatted(listing, patterns, "10/s");
    }

    private static Leaf leaf(String yaml) {
        var requirements = Designs.requirements(yaml);
        var entity = requirements.entity("listing").orElseThrow();
        return DerivedAggregateDecision.leaf(
                requirements, entity, entity.attribute("reviews").orElseThrow());
    }

    @Test
    void whatIsShownOftenAndChangesSeldomIsKept() {
        String yaml = shop("changes: rarely", "rate: 500/s, latency: 20 ms");
        assertThat(leaf(yaml)).isEqualTo(Leaf.KEPT_TO_SHOW);
        Design design = Designs.of(yaml);
        Column column = Designs.table(design, "listings").column("reviews").orElseThrow();
        assertThat(column.notNull()).isTrue();
        assertThat(Designs.query(design, "listing_page").sql())
                .contains("l.reviews")
                .doesNotContain("count(*)");
        assertThat(design.redundancies())
                .extracting(redundancy -> redundancy.name())
                .containsExactly("listings_reviews");
    }

    @Test
    void whatIsShownSeldomIsComputed() {
        String yaml = shop("changes: rarely", "rate: 5/s, latency: 20 ms");
        assertThat(leaf(yaml)).isEqualTo(Leaf.COMPUTED);
        Design design = Designs.of(yaml);
        assertThat(Designs.table(design, "listings").column("reviews")).isEmpty();
        assertThat(Designs.query(design, "listing_page").sql())
                .contains("SELECT count(*)::bigint", "r.listing_id = l.id AND r.stars >= 1", ") AS reviews");
        assertThat(design.redundancies()).isEmpty();
    }

    @Test
    void withoutATargetNothingIsKept() {
        assertThat(leaf(shop("changes: rarely", "rate: 5000/s"))).isEqualTo(Leaf.COMPUTED);
    }

    @Test
    void childrenThatChangeAsOftenAsTheNumberIsReadAreCountedWhenRead() {
        assertThat(leaf(shop("changes: rarely", "rate: 500/s, latency: 20 ms").replace("rate: 10/s", "rate: 900/s")))
                .isEqualTo(Leaf.COMPUTED_FOR_WRITES);
    }

    @Test
    void rowsThatNeverChangeKeepNoNumberThatDoes() {
        assertThat(leaf(shop("changes: never", "rate: 5000/s, latency: 20 ms")))
                .isEqualTo(Leaf.COMPUTED_FOR_UNCHANGING);
    }

    @Test
    void whatAQueryWithATargetSortsByIsKeptAndIndexed() {
        String yaml = shop("changes: rarely", "rate: 5/s, latency: 20 ms")
                + "  most_reviewed: { kind: list, entity: listing, sort: [-reviews], rate: 5/s, latency: 30 ms }\n";
        assertThat(leaf(yaml)).isEqualTo(Leaf.KEPT_TO_FIND);
        assertThat(Designs.of(yaml).indexes())
                .anyMatch(index -> index.index().elements().get(0).key().equals("reviews")
                        && index.cost().endsWith("; updates of reviews cannot be heap-only"));
    }

    @Test
    void whatAQueryOfASmallTableSortsByIsComputed() {
        String yaml = shop("changes: rarely", "rate: 5/s, latency: 20 ms").replace("volume: 1M", "volume: 100")
                + "  most_reviewed: { kind: list, entity: listing, sort: [-reviews], rate: 1/min, latency: 3 s }\n";
        assertThat(leaf(yaml.replace("volume: 5M", "volume: 500"))).isEqualTo(Leaf.COMPUTED);
    }

    @Test
    void anAverageSharesTheCountOfTheSameChildren() {
        String yaml = shop("changes: rarely", "rate: 500/s, latency: 20 ms")
                .replace(
                        "      reviews: {",
                        "      rating: { type: decimal, derived: { average: review.stars, where: { stars: { at_least: 1 } } } }\n"
                                + "      reviews: {")
                .replace("return: [title, reviews]", "return: [title, reviews, rating]");
        assertThat(Designs.table(Designs.of(yaml), "listings").column("rating_count"))
                .isPresent();
        var shared = Designs.table(
                Designs.of(yaml.replace("stars: integer", "stars: { type: integer, required: true }")), "listings");
        assertThat(shared.column("rating_count")).isEmpty();
        assertThat(java.util.Objects.requireNonNull(
                                shared.column("rating").orElseThrow().generated())
                        .expression())
                .isEqualTo("rating_sum / NULLIF(reviews, 0)");
    }
}
