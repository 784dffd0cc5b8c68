package dev.pgwright.review;

import dev.pgwright.finding.Severity;
import dev.pgwright.source.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A migration with what has been found in it.
 *
 * @param history all migrations
 * @param steps its statements, by where they stand in its file
 * @param findings that will be shown: with the severities of the configuration, and without those that a comment silences
 */
public record MigrationFindings(
        HistoryContext history, MigrationContext migration, Map<Span, Step> steps, List<ReviewFinding> findings) {
    public MigrationFindings {
        steps = Map.copyOf(steps);
        findings = List.copyOf(findings);
    }

    /**
     * Those of what was found that stand in the migration's own script.
     *
     * @param inFile what was found in that file
     */
    static MigrationFindings of(HistoryContext history, MigrationContext migration, List<ReviewFinding> inFile) {
        Map<Span, Step> steps = new HashMap<>();
        migration
                .steps()
                .forEach(step -> steps.putIfAbsent(migration.migration().up().inSource(step.span()), step));
        List<ReviewFinding> own = inFile.stream()
                .filter(finding -> steps.containsKey(finding.statement()))
                .toList();
        return new MigrationFindings(history, migration, steps, own);
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
        Step step = steps.get(finding.statement());
        if (step == null) {
            throw new IllegalStateException("not of this migration: " + finding.message());
        }
        return step;
    }
}
