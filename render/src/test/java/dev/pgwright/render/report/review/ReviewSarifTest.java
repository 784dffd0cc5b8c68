package dev.pgwright.render.report.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReviewSarifTest {
    private static final String REPORT = ReviewFormat.SARIF.write(ReviewSamples.report(), Styling.NONE, 80);
    private static final JsonNode RUN = JsonSchemas.parsed(REPORT).get("runs").get(0);

    private static JsonNode run(ReviewReport report) {
        return JsonSchemas.parsed(ReviewFormat.SARIF.write(report, Styling.NONE, 80))
                .get("runs")
                .get(0);
    }

    private static JsonNode place(JsonNode result) {
        return result.get("locations").get(0).get("physicalLocation");
    }

    private static JsonNode result(String rule) {
        for (JsonNode result : RUN.get("results")) {
            if (result.get("ruleId").stringValue().equals(rule)
                    && result.get("suppressions").isEmpty()
                    && !result.get("locations").isEmpty()) {
                return result;
            }
        }
        throw new AssertionError(rule);
    }

    @Test
    void isAsTheStandardSays() {
        assertThat(JsonSchemas.sarifErrors(REPORT)).isEmpty();
        assertThat(JsonSchemas.sarifErrors(ReviewFormat.SARIF.write(ReviewSamples.empty(), Styling.NONE, 80)))
                .isEmpty();
    }

    @Test
    void isValidAgainstTheSchemaOfTheStandard() {
        assertThat(JsonSchemas.standardSarifErrors(REPORT)).isEmpty();
        assertThat(JsonSchemas.standardSarifErrors(ReviewFormat.SARIF.write(ReviewSamples.empty(), Styling.NONE, 80)))
                .isEmpty();
        assertThat(JsonSchemas.standardSarifErrors(REPORT.replace("\"startLine\"", "\"firstLine\"")))
                .isNotEmpty();
        assertThat(JsonSchemas.standardSarifErrors(REPORT.replace("\"ruleIndex\"", "\"indexOfRule\"")))
                .isNotEmpty();
    }

    @Test
    void everyResultPointsToItsRuleWithHelp() {
        JsonNode rules = RUN.get("tool").get("driver").get("rules");
        for (JsonNode result : RUN.get("results")) {
            JsonNode rule = rules.get(result.get("ruleIndex").intValue());
            assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
            assertThat(rule.get("help").get("text").stringValue())
                    .contains("pgwright rules " + rule.get("id").stringValue());
        }
        assertThat(rules.get(1).get("help").get("markdown").stringValue()).isEqualTo("""
                A lock that is waited for without an end.

                **Instead:** Set lock\\_timeout.

                More: `pgwright rules lock-timeout-missing`""");
    }

    @Test
    void urisAreRelativeAndPercentEncoded() {
        JsonNode location = place(result("rename-column")).get("artifactLocation");
        assertThat(location.toString())
                .isEqualTo("{\"uri\":\"db/V2__orders%3A%2050%25,%20new.sql\",\"uriBaseId\":\"SRCROOT\"}");
        JsonNode outside = place(
                        run(ReviewSamples.of(List.of(ReviewSamples.about("/elsewhere/ü.sql", "x", new Span(0, 1)))))
                                .get("results")
                                .get(0))
                .get("artifactLocation");
        assertThat(outside.toString()).isEqualTo("{\"uri\":\"file:///elsewhere/%C3%BC.sql\"}");
    }

    @Test
    void columnsCountUtf16Units() {
        ReviewReport report = ReviewSamples.of(List.of(ReviewSamples.about("a.sql", "\n🚀 x", new Span(4, 5))));
        assertThat(place(run(report).get("results").get(0)).get("region").toString())
                .isEqualTo("{\"startLine\":2,\"startColumn\":4,\"endLine\":2,\"endColumn\":5}");
        assertThat(RUN.get("columnKind").stringValue()).isEqualTo("utf16CodeUnits");
        assertThat(JsonSchemas.parsed(ReviewFormat.JSON.write(report, Styling.NONE, 80))
                        .get("findings")
                        .get(0)
                        .get("column")
                        .intValue())
                .isEqualTo(3);
    }

    @Test
    void suppressedOnesAreMarkedAndTheOthersSayThatTheyAreNone() {
        List<String> kinds = new ArrayList<>();
        RUN.get("results")
                .forEach(result -> kinds.add(result.get("suppressions").toString()));
        assertThat(kinds)
                .containsExactly(
                        "[]",
                        "[{\"kind\":\"inSource\",\"justification\":\"a pgwright:ignore comment\"}]",
                        "[{\"kind\":\"external\",\"justification\":\"known to the baseline\"}]",
                        "[]",
                        "[]",
                        "[]");
    }

    @Test
    void fingerprintsSurviveMovedLines() {
        JsonNode before = run(ReviewSamples.of(List.of(ReviewSamples.about("a.sql", "drop table t", new Span(0, 12)))))
                .get("results")
                .get(0);
        JsonNode after = run(ReviewSamples.of(
                        List.of(ReviewSamples.about("a.sql", "-- new\n\n  drop table t", new Span(10, 22)))))
                .get("results")
                .get(0);
        assertThat(place(after)).isNotEqualTo(place(before));
        assertThat(after.get("partialFingerprints")).isEqualTo(before.get("partialFingerprints"));
    }

    @Test
    void editsAreFixes() {
        JsonNode change = result("create-index-not-concurrently")
                .get("fixes")
                .get(0)
                .get("artifactChanges")
                .get(0);
        assertThat(change.get("replacements").toString())
                .isEqualTo("[{\"deletedRegion\":{\"startLine\":2,\"startColumn\":13,\"endLine\":2,\"endColumn\":13},"
                        + "\"insertedContent\":{\"text\":\" CONCURRENTLY\"}}]");
        assertThat(result("rename-column").has("fixes")).isFalse();
    }

    @Test
    void levelsAreTheStandards() {
        assertThat(result("rename-column").get("level").stringValue()).isEqualTo("error");
        assertThat(result("create-index-not-concurrently").get("level").stringValue())
                .isEqualTo("warning");
        assertThat(result("lock-timeout-missing").get("level").stringValue()).isEqualTo("note");
    }
}
