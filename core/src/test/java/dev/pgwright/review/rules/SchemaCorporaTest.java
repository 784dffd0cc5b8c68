package dev.pgwright.review.rules;

import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.review.Area;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.review.RuleSettings;
import dev.pgwright.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Public schemas, judged by every rule that is not about migrations, those that are off by default as well; skipped where they
 * do not lie beside this project. The counts are of findings that somebody has read: a change of one is to be read, too.
 */
class SchemaCorporaTest {
    private static final List<Rule> RULES = Rules.ALL.stream()
            .filter(rule -> rule.info().area() != Area.MIGRATION)
            .toList();

    @ParameterizedTest
    @CsvSource({
        "adventureworks, schemas/adventureworks/schema.sql",
        "musicbrainz, schemas/musicbrainz/schema.sql",
        "pagila, schemas/pagila/pagila-schema.2024-pg15.sql",
        "tpch, workloads/tpch/ddl.sql"
    })
    void schemaIsJudgedAsReviewed(String name, String file) {
        Golden.assertMatches("review/schemas/" + name + ".txt", counts("", corpus(file)));
    }

    @Test
    void schemasOfBenchmarksAreJudgedAsReviewed() throws IOException {
        try (Stream<Path> files = Files.list(corpus("workloads/benchbase"))) {
            Golden.assertMatches(
                    "review/schemas/benchbase.txt",
                    files.filter(file -> file.toString().endsWith(".ddl.sql"))
                            .sorted()
                            .map(file -> counts(file.getFileName().toString().replace("ddl.sql", ""), file))
                            .collect(Collectors.joining()));
        }
    }

    private static Path corpus(String name) {
        Path path = Path.of(System.getProperty("pgwright.corpora", "")).resolve(name);
        Assumptions.assumeTrue(Files.exists(path), () -> "skipped: there is no " + path);
        return path;
    }

    /** How often each rule speaks. */
    private static String counts(String prefix, Path file) {
        MigrationHistory history = MigrationFolder.read(List.of(file), null);
        Map<String, RuleSettings> everyRule = RULES.stream()
                .map(rule -> rule.info().id())
                .collect(Collectors.toMap(Function.identity(), id -> new RuleSettings(true, null, Map.of())));
        return Reviewer.review(history, RULES, ReviewOptions.forVersion(18).withRules(everyRule)).findings().stream()
                .collect(Collectors.groupingBy(
                        (ReviewFinding finding) -> finding.rule().id(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(count -> prefix + count.getKey() + " " + count.getValue() + "\n")
                .collect(Collectors.joining());
    }
}
