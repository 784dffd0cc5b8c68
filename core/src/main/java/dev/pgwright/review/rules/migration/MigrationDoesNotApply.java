package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.FoldFault;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;

/** Statements that PostgreSQL would refuse in the schema that the files before have made. */
public final class MigrationDoesNotApply implements MigrationRule {
    private static final RuleInfo INFO = RuleInfo.migration("migration-does-not-apply", Needs.HISTORY, Severity.ERROR)
            .detects("Replaying the files in order fails: a statement names an object that does not exist, creates one"
                    + " that exists, or breaks a rule of the state before it.")
            .cost("fails at run time")
            .safe("Reorder the files, or change the statement to fit the state before it.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        for (Step step : migration.steps()) {
            for (FoldFault fault : step.faults()) {
                if (fault.refused()) {
                    report.found(migration, step, "PostgreSQL refuses this: " + fault.message())
                            .at(fault.span())
                            .about(fault.object());
                }
            }
        }
    }
}
