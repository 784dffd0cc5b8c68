package dev.pgwright.review.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.ReviewResult;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.testkit.Golden;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.WorkloadFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Public migrations, skipped where they do not lie beside this project. */
class ReviewCorporaTest {
    /**
     * What is said of scripts that another tool calls good, each as a file, a rule, and why it is right. The folder is named
     * after the hazard that its scripts avoid; no error may be about that hazard unless PostgreSQL shows it.
     */
    private static final Map<String, String> REVIEWED = Map.of(
            "eugene-E10/3.sql change-column-type-rewrite",
            "integer to bigint is rewritten, as a trace shows; the script itself says to ignore it",
            "eugene-E15/2.sql create-index-not-concurrently",
            "the folder is about keys without an index; the index is built while writes wait",
            "eugene-E4/2.sql add-required-column",
            "NOT NULL without a default is refused on a table with rows (23502)",
            "eugene-E5/3.sql unbatched-data-change",
            "every row in one statement; the folder is about the rewrite",
            "eugene-E5/3.sql lock-upgrade-in-transaction",
            "UPDATE and then ALTER TABLE in one transaction",
            "eugene-E7/2.sql unique-over-existing-data",
            "nothing kept the column unique before",
            "eugene-W14/2.sql unique-over-existing-data",
            "nothing kept the column unique before",
            "eugene-W12/2.sql set-not-null-scan",
            "no check spares the scan; the folder is about merging the statements",
            "eugene-W14/3.sql set-not-null-scan",
            "no check spares the scan; the folder is about USING INDEX",
            "eugene-W14/4.sql lock-timeout-missing",
            "none is set in this file");

    /** What is true of the tables of good scripts, which are good in another respect: rules, and why. */
    private static final Map<String, String> OF_THEIR_TABLES = Map.of(
            "primary-key-not-bigint",
            "their tables have serial and integer keys, which end at 2147483647",
            "foreign-key-without-index",
            "a table that shows how to do without an enum refers to the list of values by a column without an index");

    private static Path corpus(String name) {
        Path path = Path.of(System.getProperty("pgwright.corpora", "")).resolve(name);
        Assumptions.assumeTrue(Files.isDirectory(path), () -> "skipped: there is no " + path);
        return path;
    }

    private static ReviewResult review(Path folder) {
        MigrationHistory history = MigrationFolder.read(List.of(folder), null);
        return Reviewer.review(history, Rules.ALL, ReviewOptions.forVersion(18));
    }

    @Test
    void whatIsSaidOfGoodScriptsIsTrue() throws IOException {
        Path known = corpus("known-good");
        List<String> said;
        try (Stream<Path> folders = Files.list(known)) {
            said = folders.filter(Files::isDirectory)
                    .flatMap(folder -> review(folder).findings().stream())
                    .filter(finding -> finding.severity() != Severity.ADVICE)
                    .filter(finding ->
                            !OF_THEIR_TABLES.containsKey(finding.rule().id()))
                    .map(finding -> known.relativize(Path.of(finding.source().name())) + " "
                            + finding.rule().id())
                    .distinct()
                    .sorted()
                    .toList();
        }
        assertThat(said)
                .containsExactlyElementsOf(REVIEWED.keySet().stream().sorted().toList());
    }

    @Test
    void historyOfConcourseIsJudgedAsReviewed() {
        Golden.assertMatches("review/concourse.txt", counts(review(corpus("migrations/concourse"))));
    }

    @Test
    void historyOfGraphNodeIsJudgedAsReviewed() {
        Golden.assertMatches("review/graph-node.txt", counts(review(corpus("migrations/graph-node"))));
    }

    /** How often each rule speaks. */
    /** Each with the tables that it is for; only what is said about queries. */
    @Test
    void workloadsOfBenchmarksAreJudgedAsReviewed() throws IOException {
        Path folder = corpus("workloads/benchbase");
        StringBuilder said = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path schema : files.filter(file -> file.toString().endsWith(".ddl.sql"))
                    .sorted()
                    .toList()) {
                Path queries = folder.resolve(schema.getFileName().toString().replace(".ddl.sql", ".sql"));
                ReviewOptions options = ReviewOptions.forVersion(18)
                        .withFacts(DatabaseFacts.NONE.withQueries(
                                WorkloadFile.read(queries).queries()));
                List<Rule> rules = Rules.ALL.stream()
                        .filter(rule -> rule instanceof QueryRule)
                        .toList();
                said.append(queries.getFileName())
                        .append('\n')
                        .append(counts(Reviewer.review(MigrationFolder.read(List.of(schema), null), rules, options)));
            }
        }
        Golden.assertMatches("review/benchbase.txt", said.toString());
    }

    private static String counts(ReviewResult result) {
        return result.findings().stream()
                .collect(Collectors.groupingBy(
                        (ReviewFinding finding) -> finding.rule().id(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(count -> count.getKey() + " " + count.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
