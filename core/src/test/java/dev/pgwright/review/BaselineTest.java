package dev.pgwright.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Baseline.Entry;
import dev.pgwright.review.Baseline.Outcome;
import dev.pgwright.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineTest {
    private static final FileRoot ROOT = FileRoot.of(Path.of("/repository"));

    private static Baseline baseline(ReviewResult result) {
        return Baseline.of(result, Fingerprints.of(result, ROOT), ROOT);
    }

    private static Outcome apply(Baseline baseline, ReviewResult result) {
        return baseline.apply(result, Fingerprints.of(result, ROOT), file -> true);
    }

    @Test
    void isALineForEachFinding() {
        assertThat(baseline(ReviewOfText.of("db/\"1\".sql", "select 1")).text())
                .matches(
                        "\\{\"pgwright-baseline\":1}\n\\{\"file\":\"db/\\\\\"1\\\\\".sql\",\"rule\":\"every-statement\","
                                + "\"fingerprint\":\"[0-9a-f]{32}\"}\n");
    }

    @Test
    void isReadAsItWasWritten() {
        Baseline written = new Baseline(List.of(
                new Entry("b", "ü.sql", "public.\"odd\nname\"", "1"),
                new Entry("a", "ü.sql", null, "2"),
                new Entry("a", "a.sql", null, "3")));
        assertThat(Baseline.read(SourceFile.of("baseline", written.text()))).isEqualTo(written);
        assertThat(written.entries()).extracting(Entry::fingerprint).containsExactly("3", "2", "1");
    }

    @Test
    void hidesWhatItKnowsAndNothingElse() {
        Baseline old = baseline(ReviewOfText.of("a.sql", "select 1; drop table t"));
        ReviewResult now = ReviewOfText.of("a.sql", "select 2; select 1; drop table t; drop table t");
        Outcome outcome = apply(old, now);
        assertThat(outcome.hidden()).hasSize(2);
        assertThat(outcome.result().findings())
                .extracting(finding -> finding.span().start())
                .containsExactly(0, 34);
        assertThat(outcome.stale()).isEmpty();
    }

    @Test
    void namesEntriesThatHideNothingAnyMore() {
        Baseline old = baseline(ReviewOfText.of("a.sql", "select 1; drop table t"));
        assertThat(apply(old, ReviewOfText.of("a.sql", "select 1")).stale()).hasSize(1);
    }

    @Test
    void keepsSilentAboutEntriesOfFilesAndRulesThatDidNotRun() {
        Baseline old = baseline(ReviewOfText.of("a.sql", "select 1"));
        ReviewResult other = ReviewOfText.of("b.sql", "select 1");
        assertThat(old.apply(other, Fingerprints.of(other, ROOT), "b.sql"::equals)
                        .stale())
                .isEmpty();
        ReviewResult idle =
                new ReviewResult(List.of(), List.of(), 1, 1, List.of(ReviewOfText.RULE), Examined.NOTHING, List.of());
        assertThat(apply(old, idle).stale()).isEmpty();
    }

    @Test
    void keepsSilentAboutEntriesThatACommentSuppresses() {
        ReviewResult found = ReviewOfText.of("a.sql", "select 1");
        ReviewResult suppressed =
                new ReviewResult(List.of(), found.findings(), 1, 1, List.of(), Examined.NOTHING, List.of());
        assertThat(apply(baseline(found), suppressed).stale()).isEmpty();
    }

    @Test
    void severityDoesNotMatter() {
        ReviewResult found = ReviewOfText.of("a.sql", "select 1");
        ReviewResult graver = found.withFindings(List.of(found.findings().get(0).withSeverity(Severity.ERROR)));
        assertThat(apply(baseline(found), graver).result().findings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``|old:1:1: the baseline is empty
            []|old:1:1: a line of a baseline is a JSON object
            {}|old:1:1: this is no baseline of pgwright: its first line is not {"pgwright-baseline":1}
            {"pgwright-baseline":2}|old:1:1: the baseline has format 2, and this pgwright reads format 1
            {"pgwright-baseline":1}~{"rule":"a","file":"b"}|old:2:1: the entry has no 'fingerprint'
            {"pgwright-baseline":1}~{"rule":["a"]}|old:2:9: the value of 'rule' must be a text
            """)
    void faultsHavePlaces(String text, String message) {
        assertThatThrownBy(() -> Baseline.read(SourceFile.of("old", text.replace("~", "\n"))))
                .isInstanceOf(PgwrightException.class)
                .hasMessage(message);
    }

    @Test
    void brokenJsonHasItsLine() {
        String text = "{\"pgwright-baseline\":1}\n{\"rule\":\"a\n<<<<<<< HEAD";
        assertThatThrownBy(() -> Baseline.read(SourceFile.of("old", text)))
                .isInstanceOf(PgwrightException.class)
                .hasMessageStartingWith("old:2:")
                .hasMessageContaining("not valid JSON");
    }
}
