package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Index;
import dev.pgwright.design.Designs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an index is not made for: texts of any length, and rows that partitions leave out by themselves. */
class CoveringAndPruningTest {
    private static final String POSTS = """
            project: { name: feed }
            entities:
              person: { volume: 1M, attributes: { handle: { type: code, required: true, max_length: 20 } } }
              post:
                volume: 800M
                changes: never
                attributes:
                  posted_at: { type: timestamp, required: true }
                  text: { type: text, required: true, LIMIT }
            relationships:
              - { from: person, to: post, kind: 1:N, role: author, required: true }
            access_patterns:
              posts_of_person:
                { kind: list, entity: post, return: [posted_at, text], filter: { author: equals },
                  sort: [-posted_at], page: 50, rate: 2000/s, latency: 30 ms }
            """;

    /** An entry of more than 2,704 bytes is refused, so that a long text in an index would refuse the row. */
    @ParameterizedTest
    @CsvSource({"max_length: 2000, ''", "average_length: 140, ''", "max_length: 20, text"})
    void onlyTextsThatAreShortByRuleAreCarriedAlong(String limit, String included) {
        assertThat(indexes(POSTS.replace("LIMIT", limit), "posts").stream().flatMap(index -> index.include().stream()))
                .isEqualTo(included.isEmpty() ? List.of() : List.of(included));
    }

    private static final String USAGE = """
            project: { name: usage }
            entities:
              item: { volume: 280k, attributes: { code: { type: code, required: true, unique: true } } }
              use:
                volume: { rows: 0, growth: 400k/day }
                changes: never
                RETENTION
                table: uses
                attributes:
                  used_at: { type: timestamp, required: true }
                  request: { type: uuid, required: true }
                  quantity: { type: decimal, required: true }
            relationships:
              - { from: item, to: use, kind: 1:N, required: true }
            access_patterns:
              uses_of_item:
                { kind: aggregate, entity: use, measures: [{ sum: quantity }], filter: { item: equals, used_at: range },
                  rate: 60/s, latency: 200 ms }
            rules:
              counted_once: { entity: use, unique: [item, request, used_at] }
            """;

    @Test
    void aKeyThatFindsFewRowsInThePartitionsOfARangeNeedsNoIndexBesideIt() {
        assertThat(indexes(USAGE.replace("RETENTION", "retention: { keep: 400 days, by: used_at }"), "uses"))
                .isEmpty();
    }

    @Test
    void withoutPartitionsTheRangeNeedsAnIndex() {
        assertThat(indexes(USAGE.replace("RETENTION", ""), "uses"))
                .extracting(Index::name)
                .containsExactly("uses_item_id_used_at_idx");
    }

    @Test
    void theIndexOfAReferenceIsWidenedForARangeThatMayBeWide() {
        String uses = USAGE.replace("RETENTION", "retention: { keep: 400 days, by: used_at }")
                .replace("measures: [{ sum: quantity }]", "return: [quantity], sort: [-used_at], page: 100")
                .replace("kind: aggregate", "kind: list")
                .replace("rate: 60/s, latency: 200 ms", "rate: 10/s, latency: 100 ms");
        assertThat(indexes(uses.substring(0, uses.indexOf("rules:")), "uses"))
                .extracting(Index::name)
                .containsExactly("uses_item_id_used_at_id_idx");
    }

    private static List<Index> indexes(String requirements, String table) {
        return SchemaDesigner.design(Designs.requirements(requirements)).catalog().tables().stream()
                .filter(found -> found.name().name().equals(table))
                .flatMap(found -> found.indexes().stream())
                .toList();
    }
}
