package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Finding;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.HistoryContext;
import dev.pgwright.review.HistoryRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.Report.Draft;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.Set;

/** What is wrong with the order of the files. */
public final class MigrationHistoryInconsistent implements HistoryRule {
    private static final Set<String> PROBLEMS = Set.of("duplicate-migration-version", "migration-history-inconsistent");

    private static final RuleInfo INFO = RuleInfo.migration(
                    "migration-history-inconsistent", Needs.HISTORY, Severity.ERROR)
            .detects("Two files have one version; with a database: a file comes before one that has been run, has been"
                    + " changed since it was run, or is gone.")
            .cost("which of them is run, and in which order, differs from database to database")
            .safe("Give the new file a later version of its own, and never change one that has been run.")
            .seed("Core: migrations are production code")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public Set<String> problems() {
        return PROBLEMS;
    }

    @Override
    public void check(HistoryContext history, Report report) {
        for (Finding problem : history.history().problems()) {
            if (PROBLEMS.contains(problem.id())) {
                SourceFile source =
                        source(history, String.valueOf(problem.place().file()));
                int start = problem.place()
                        .optionalPosition()
                        .map(position -> source.lines().offset(position))
                        .orElse(0);
                Draft draft = report.found(source, new Span(start, start), sentence(problem.message()))
                        .severity(problem.severity());
                if (problem.hint() != null) {
                    draft.advice(problem.hint() + ".");
                }
            }
        }
    }

    private static String sentence(String message) {
        return message.isEmpty() ? message : Character.toUpperCase(message.charAt(0)) + message.substring(1);
    }

    /** The file, if it was read as a migration; else one of the name without text. */
    private static SourceFile source(HistoryContext history, String file) {
        return history.migrations().stream()
                .map(migration -> migration.migration().up().source())
                .filter(source -> source.name().equals(file))
                .findFirst()
                .orElseGet(() -> SourceFile.of(file, ""));
    }
}
