package dev.pgwright.review;

import dev.pgwright.finding.Severity;
import java.util.List;
import java.util.Optional;

/**
 * A migration with what has been found in it.
 *
 * @param history all migrations
 * @param findings that will be shown: with the severities of the configuration, and without those that a comment silences
 */
public record MigrationFindings(HistoryContext history, MigrationContext migration, List<ReviewFinding> findings) {
    public MigrationFindings {
        findings = List.copyOf(findings);
    }

    /** Those of what was found that stand in the migration's own script. */
    static MigrationFindings of(HistoryContext history, MigrationContext migration, List<ReviewFinding> all) {
        List<ReviewFinding> own = all.stream()
                .filter(finding -> step(migration, finding).isPresent())
                .toList();
        return new MigrationFindings(history, migration, own);
    }

    /** Errors about statements that PostgreSQL would run: what fails needs mending, no plan. */
    public List<ReviewFinding> errors() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR
                        && step(finding).faults().stream().noneMatch(fault -> fault.refused()))
                .toList();
    }

    /** Errors that say that data is lost; whoever made them warnings has said what they think of it. */
    public List<ReviewFinding> losses() {
        return findings.stream()
                .filter(finding -> finding.rule().losesData() && finding.severity() == Severity.ERROR)
                .toList();
    }

    /** The statement that a finding is about. */
    public Step step(ReviewFinding finding) {
        return step(migration, finding)
                .orElseThrow(() -> new IllegalStateException("not of this migration: " + finding.message()));
    }

    private static Optional<Step> step(MigrationContext migration, ReviewFinding finding) {
        if (finding.source() != migration.migration().up().source()) {
            return Optional.empty();
        }
        return migration.steps().stream()
                .filter(step -> migration.migration().up().inSource(step.span()).equals(finding.statement()))
                .findFirst();
    }
}
