package dev.pgwright.render.report.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReviewJsonTest {
    private static final String REPORT = ReviewFormat.JSON.write(ReviewSamples.report(), Styling.NONE, 80);

    @Test
    void isAsThePublishedSchemaSays() {
        assertThat(JsonSchemas.reviewErrors(REPORT)).isEmpty();
        assertThat(JsonSchemas.reviewErrors(ReviewFormat.JSON.write(ReviewSamples.empty(), Styling.NONE, 80)))
                .isEmpty();
    }

    @Test
    void thePublishedSchemaRefusesWhatIsNotAsItSays() {
        for (String wrong : List.of(
                REPORT.replace("\"format\" : 1", "\"format\" : 2"),
                REPORT.replace("\"severity\" : \"error\"", "\"severity\" : \"fatal\""),
                REPORT.replace("\"line\" : 5", "\"line\" : 0"),
                REPORT.replace("\"failed\" : true", "\"failed\" : \"yes\""),
                REPORT.replace("\"evidence\" : \"measured\",", ""),
                REPORT.replace("\"idle\" :", "\"idel\" :"))) {
            assertThat(wrong).isNotEqualTo(REPORT);
            assertThat(JsonSchemas.reviewErrors(wrong)).isNotEmpty();
        }
    }

    @Test
    void hasTheAnswersToTheChecklistsWhereTheyAreAskedFor() {
        String report = ReviewFormat.JSON
                .checklist(ReviewSamples.report(), Styling.NONE, 80)
                .orElseThrow();
        assertThat(JsonSchemas.reviewErrors(report)).isEmpty();
        assertThat(JsonSchemas.reviewErrors(report.replace("\"unknown\"", "\"maybe\"")))
                .isNotEmpty();
        JsonNode answers = JsonSchemas.parsed(report).get("checklist");
        assertThat(answers).hasSize(29);
        assertThat(answers.get(0).toString())
                .isEqualTo("{\"group\":\"Schema design\",\"question\":\"Every table has a clear purpose\","
                        + "\"status\":\"unknown\",\"toKnow\":\"give every file that makes the schema, or --db URL\","
                        + "\"findings\":[]}");
    }

    @Test
    void holdsEverythingInOrder() {
        JsonNode tree = JsonSchemas.parsed(REPORT);
        assertThat(tree.propertyNames())
                .containsExactly(
                        "format",
                        "pgwright",
                        "postgres",
                        "summary",
                        "problems",
                        "findings",
                        "suppressed",
                        "baseline",
                        "stale",
                        "idle");
        assertThat(tree.get("summary").toString())
                .isEqualTo("{\"files\":2,\"statements\":4,\"errors\":1,\"warnings\":1,\"advice\":2,\"failed\":true}");
        assertThat(tree.get("findings")).hasSize(4);
        JsonNode index = tree.get("findings").get(2);
        assertThat(index.toString())
                .startsWith("{\"rule\":\"create-index-not-concurrently\",\"severity\":\"warning\","
                        + "\"file\":\"db/V2__orders: 50%, new.sql\",\"line\":2,\"column\":1,\"endLine\":3,\"endColumn\":24,"
                        + "\"statement\":{\"line\":2,\"column\":1,\"endLine\":3,\"endColumn\":24},"
                        + "\"object\":\"public.orders\",\"message\":\"Building orders_when_idx blocks writes of orders\","
                        + "\"cost\":\"SHARE on public.orders while")
                .contains("\"advice\":\"Build it with CREATE INDEX CONCURRENTLY.\",\"evidence\":\"derived\","
                        + "\"fix\":\"build it CONCURRENTLY\",\"fingerprint\":\"");
        assertThat(tree.get("suppressed")).hasSize(1);
        assertThat(tree.get("baseline")).hasSize(1);
        assertThat(tree.get("stale").get(0).get("object").stringValue()).isEqualTo("public.gone");
        assertThat(tree.get("idle").toString()).isEqualTo("[{\"rule\":\"needs-sizes\",\"needs\":\"statistics\"}]");
    }

    @Test
    void theSameReviewGivesTheSameBytes() {
        assertThat(ReviewFormat.JSON.write(ReviewSamples.report(), Styling.NONE, 80))
                .isEqualTo(REPORT);
    }
}
