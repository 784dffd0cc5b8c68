package dev.pgwright.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.code.CodeFile;
import dev.pgwright.code.CodeFolder;
import dev.pgwright.code.CodeLanguage;
import dev.pgwright.code.CodeReader;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.review.rules.Rules;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewOfCodeTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("pgwright.root"), "examples", "shop-java");

    @Test
    void findsTheFaultsOfTheExampleAtTheirPlacesAndNothingElse() throws IOException {
        ReviewResult result = review();
        assertThat(places(result.findings()))
                .containsExactly(
                        "CustomerRepository.java:14:28 select-star",
                        "CustomerRepository.java:17:38 query-does-not-match-schema",
                        "OrderRepository.java:32:47 query-does-not-match-schema",
                        "OrderRepository.java:42:23 query-does-not-match-schema",
                        "OrderRepository.java:45:25 query-in-loop",
                        "OrderRepository.java:53:51 dynamic-sql-injection",
                        "OrderRepository.java:66:77 syntax-error");
    }

    @Test
    void commentOfTheLanguageSilencesARule() throws IOException {
        assertThat(review().suppressed())
                .extracting(finding -> finding.rule().id())
                .containsExactly("dml-without-where");
    }

    @Test
    void commentThatSilencesNothingIsReported() {
        ReviewResult result = review("""
                class A {
                    void f(java.sql.Connection c) throws Exception {
                        // pgwright:ignore select-star: old
                        c.prepareStatement("select 1");
                    }
                }
                """);
        assertThat(places(result.findings())).containsExactly("A.java:3:9 unused-suppression");
    }

    @Test
    void isSilentAboutTextsWhoseSchemaNobodyKnows() {
        ReviewResult result = review("""
                class A {
                    void f(java.sql.Connection c) throws Exception {
                        c.prepareStatement("select x from somewhere where y = ?");
                    }
                }
                """);
        assertThat(result.findings()).isEmpty();
        assertThat(result.statements()).isEqualTo(1);
    }

    private static ReviewResult review(String java) {
        CodeFile code = CodeReader.read(SourceFile.of("A.java", java), CodeLanguage.JAVA);
        MigrationHistory none = MigrationHistory.of(Framework.PLAIN, List.of(), List.of());
        return Reviewer.review(none, List.of(code), Rules.ALL, ReviewOptions.forVersion(18));
    }

    private static ReviewResult review() throws IOException {
        List<CodeFile> code = new ArrayList<>();
        for (Path file : CodeFolder.of(List.of(EXAMPLE)).files()) {
            code.add(CodeReader.read(SourceFile.read(file), CodeLanguage.JAVA));
        }
        MigrationHistory history = MigrationFolder.read(List.of(EXAMPLE), null);
        return Reviewer.review(history, code, Rules.ALL, ReviewOptions.forVersion(18));
    }

    private static List<String> places(List<ReviewFinding> findings) {
        return findings.stream()
                .filter(finding -> finding.source().name().endsWith(".java"))
                .map(finding -> Path.of(finding.source().name()).getFileName() + ":"
                        + finding.source().position(finding.span().start()) + " "
                        + finding.rule().id())
                .toList();
    }
}
