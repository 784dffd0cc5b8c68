package dev.pgwright.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.Severity;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
    private static final FileRoot ROOT = FileRoot.of(Path.of("/repository"));

    private static List<String> fingerprints(ReviewResult result, FileRoot root) {
        Fingerprints fingerprints = Fingerprints.of(result, root);
        return result.findings().stream().map(fingerprints::of).toList();
    }

    private static List<String> fingerprints(String sql) {
        return fingerprints(ReviewOfText.of("db/1.sql", sql), ROOT);
    }

    @Test
    void stayWhenLinesMoveAndBlanksCommentsAndLettersOfKeywordsChange() {
        assertThat(fingerprints("DROP TABLE orders;"))
                .isEqualTo(fingerprints("-- new\n\nselect 1;\ndrop   table -- why\n  Orders ;")
                        .subList(1, 2));
    }

    @Test
    void stayWhenTheMessageIsReworded() {
        assertThat(fingerprints(ReviewOfText.of("a.sql", "select 1", ReviewOfText.RULE, "one"), ROOT))
                .isEqualTo(fingerprints(ReviewOfText.of("a.sql", "select 1", ReviewOfText.RULE, "other"), ROOT));
    }

    @Test
    void differForOtherStatementsQuotedNamesConstantsFilesAndRules() {
        RuleInfo other = RuleInfo.migration("another", Needs.SQL, Severity.ADVICE)
                .detects("A statement.")
                .safe("Write none.")
                .build();
        List<String> all = new ArrayList<>();
        all.addAll(fingerprints("drop table orders; drop table \"Orders\"; drop table \"orders\""));
        all.addAll(fingerprints("select 'a'; select 'A'; select 1"));
        all.addAll(fingerprints(ReviewOfText.of("db/2.sql", "drop table orders"), ROOT));
        all.addAll(fingerprints(ReviewOfText.of("db/1.sql", "drop table orders", other, ""), ROOT));
        assertThat(all).hasSize(8).doesNotHaveDuplicates().allMatch(one -> one.matches("[0-9a-f]{32}"));
    }

    @Test
    void equalStatementsAreCounted() {
        List<String> two = fingerprints("select 1; select 1");
        assertThat(two).doesNotHaveDuplicates();
        assertThat(fingerprints("select 1; select 2; select 1; select 1"))
                .startsWith(two.get(0))
                .contains(two.get(1));
    }

    @Test
    void areTheSameFromWhereverPgwrightIsStarted() {
        ReviewResult fromRoot = ReviewOfText.of("db/1.sql", "select 1");
        ReviewResult fromFolder = ReviewOfText.of("./1.sql", "select 1");
        ReviewResult absolute = ReviewOfText.of("/repository/db/1.sql", "select 1");
        Path root = Path.of("/repository");
        assertThat(fingerprints(fromFolder, new FileRoot(root, root.resolve("db"))))
                .isEqualTo(fingerprints(fromRoot, ROOT))
                .isEqualTo(fingerprints(absolute, ROOT));
    }

    @Test
    void filesAreNamedFromTheRootAndThoseOutsideInFull() {
        FileRoot root = new FileRoot(Path.of("/repository"), Path.of("/repository/db"));
        assertThat(root.name("../a/x y.sql")).isEqualTo("a/x y.sql");
        assertThat(root.name("x.sql")).isEqualTo("db/x.sql");
        assertThat(root.name("../../elsewhere/x.sql")).isEqualTo("/elsewhere/x.sql");
        assertThat(root.name("")).isEmpty();
    }

    @Test
    void aStatementWithAnOpenQuoteHasOneToo() {
        SourceFile source = SourceFile.of("a.sql", "select 'open");
        ReviewFinding finding = ReviewOfText.of("a.sql", "select 1").findings().get(0);
        ReviewFinding open = new ReviewFinding(
                finding.rule(),
                finding.severity(),
                source,
                new Span(7, 12),
                new Span(0, 12),
                null,
                "",
                null,
                "",
                finding.evidence(),
                null);
        assertThat(Fingerprints.of(List.of(open), ROOT).of(open)).hasSize(32);
    }

    @Test
    void askingForAnotherReviewsFindingIsADefect() {
        Fingerprints none = Fingerprints.of(List.of(), ROOT);
        ReviewFinding finding = ReviewOfText.of("a.sql", "select 1").findings().get(0);
        assertThatThrownBy(() -> none.of(finding)).isInstanceOf(IllegalStateException.class);
    }
}
