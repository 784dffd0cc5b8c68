package dev.pgwright.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Finding;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.review.rules.migration.MigrationHistoryInconsistent;
import dev.pgwright.source.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryProblemsTest {
    private static final String RULE = "migration-history-inconsistent";
    private static final MigrationHistory HISTORY = new MigrationHistory(
            Framework.FLYWAY,
            Path.of("sql"),
            List.of(),
            List.of(
                    problem("duplicate-migration-version", "the version 2 is also that of sql/V2__a.sql"),
                    problem("migration-unreadable", "it cannot be read")));

    private static Finding problem(String id, String message) {
        return new Finding(
                id, Severity.ERROR, Place.of("sql/V2__b.sql"), message, "Give one of them a version", Evidence.DERIVED);
    }

    private static ReviewResult review(boolean enabled) {
        ReviewOptions options =
                ReviewOptions.forVersion(18).withRules(Map.of(RULE, new RuleSettings(enabled, null, Map.of())));
        return Reviewer.review(HISTORY, List.of(new MigrationHistoryInconsistent()), options);
    }

    @Test
    void whatTheRuleTellsIsNoProblemOfTheHistoryAnyMore() {
        ReviewResult result = review(true);
        assertThat(result.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).isEqualTo("The version 2 is also that of sql/V2__a.sql");
            assertThat(finding.source().name()).isEqualTo("sql/V2__b.sql");
            assertThat(finding.advice()).isEqualTo("Give one of them a version.");
        });
        assertThat(result.problems()).extracting(Finding::id).containsExactly("migration-unreadable");
    }

    @Test
    void whenTheRuleIsOffTheProblemStays() {
        ReviewResult result = review(false);
        assertThat(result.findings()).isEmpty();
        assertThat(result.problems())
                .extracting(Finding::id)
                .containsExactly("duplicate-migration-version", "migration-unreadable");
    }
}
