package dev.pgwright.render.report.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Finding;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Baseline;
import dev.pgwright.review.Examined;
import dev.pgwright.review.Fingerprints;
import dev.pgwright.review.ReviewResult;
import dev.pgwright.source.Place;
import dev.pgwright.source.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What could not be read is in every report. */
class ReviewProblemsTest {
    private static final ReviewReport REPORT = report();

    private static ReviewReport report() {
        List<Finding> problems = List.of(
                new Finding(
                        "migration-encoding",
                        Severity.ERROR,
                        Place.of("db/latin.sql"),
                        "not UTF-8: the byte 0xE9 at byte offset 7 cannot be",
                        "Convert it to UTF-8",
                        Evidence.DERIVED),
                new Finding(
                        "template-not-read",
                        Severity.WARNING,
                        Place.of("db/a.sql", new Position(3, 7)),
                        "a loop is not followed",
                        null,
                        Evidence.DERIVED));
        ReviewResult result = new ReviewResult(List.of(), List.of(), 1, 0, List.of(), Examined.NOTHING, problems);
        return new ReviewReport(
                Baseline.Outcome.of(result),
                Fingerprints.of(result, ReviewSamples.ROOT),
                ReviewSamples.ROOT,
                18,
                "0.1.0",
                Severity.ERROR);
    }

    private static String written(ReviewFormat format) {
        return format.write(REPORT, Styling.NONE, 80);
    }

    @Test
    void failTheReviewAsFindingsDo() {
        assertThat(REPORT.failed()).isTrue();
        assertThat(ReviewSamples.empty().failed()).isFalse();
    }

    @Test
    void comeFirstAndHaveNoRulePage() {
        assertThat(written(ReviewFormat.TEXT)).isEqualTo("""
                db/a.sql:3:7: warning: a loop is not followed [template-not-read]
                  evidence derived

                db/latin.sql: error: not UTF-8: the byte 0xE9 at byte offset 7 cannot be [migration-encoding]
                  advice   Convert it to UTF-8.
                  evidence derived

                1 error, 1 warning in 1 file (0 statements)
                """);
    }

    @Test
    void areAPartOfJsonOfTheirOwn() {
        String json = written(ReviewFormat.JSON);
        assertThat(JsonSchemas.reviewErrors(json)).isEmpty();
        assertThat(JsonSchemas.parsed(json).get("problems").toString())
                .isEqualTo(
                        "[{\"problem\":\"template-not-read\",\"severity\":\"warning\",\"file\":\"db/a.sql\",\"line\":3,"
                                + "\"column\":7,\"message\":\"a loop is not followed\"},"
                                + "{\"problem\":\"migration-encoding\",\"severity\":\"error\",\"file\":\"db/latin.sql\","
                                + "\"message\":\"not UTF-8: the byte 0xE9 at byte offset 7 cannot be\","
                                + "\"hint\":\"Convert it to UTF-8\"}]");
    }

    @Test
    void areResultsForTools() throws Exception {
        String sarif = written(ReviewFormat.SARIF);
        assertThat(JsonSchemas.sarifErrors(sarif)).isEmpty();
        assertThat(sarif.replaceAll("\\s+", ""))
                .contains("\"region\":{\"startLine\":3,\"startColumn\":7,\"endLine\":3,\"endColumn\":7}");
        assertThat(written(ReviewFormat.GITHUB)).startsWith("::error file=db/latin.sql,line=1,endLine=1,col=1,");
        assertThat(JsonSchemas.parsed(written(ReviewFormat.GITLAB))).hasSize(2);
        assertThat(XmlTrees.parsed(written(ReviewFormat.JUNIT))
                        .getElementsByTagName("failure")
                        .getLength())
                .isEqualTo(1);
        assertThat(XmlTrees.parsed(written(ReviewFormat.HTML))
                        .getElementsByTagName("article")
                        .getLength())
                .isEqualTo(2);
        assertThat(written(ReviewFormat.MARKDOWN)).contains("| 🔴 error | `db/latin.sql:1` | not UTF-8");
    }

    @Test
    void whereNothingHasChangedNoDatabaseIsSpokenOf() {
        assertThat(counts(false)).isEqualTo("no findings in 0 files (0 statements)");
        assertThat(counts(true)).isEqualTo("no findings in the database");
    }

    private static String counts(boolean database) {
        Examined examined = new Examined(List.of(), true, database, 3, 0, 0, 0, 0, 0, 0);
        ReviewResult result = new ReviewResult(List.of(), List.of(), 0, 0, List.of(), examined, List.of());
        return new ReviewReport(
                        Baseline.Outcome.of(result),
                        Fingerprints.of(result, ReviewSamples.ROOT),
                        ReviewSamples.ROOT,
                        18,
                        "0.1.0",
                        Severity.ERROR)
                .counts();
    }
}
