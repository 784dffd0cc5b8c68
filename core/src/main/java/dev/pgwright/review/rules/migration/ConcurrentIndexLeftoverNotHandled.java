package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.ConcurrentIndex;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.IndexStmt;

/** CREATE INDEX CONCURRENTLY that a retry cannot mend. */
public final class ConcurrentIndexLeftoverNotHandled implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration(
                    "concurrent-index-leftover-not-handled", Needs.SQL, Severity.WARNING)
            .detects("CREATE INDEX CONCURRENTLY with IF NOT EXISTS, without a name, or with no earlier "
                    + "removal of what a failed build has left.")
            .safe("DROP INDEX CONCURRENTLY IF EXISTS before it, build without IF NOT EXISTS, then "
                    + "look at pg_index.indisvalid.")
            .seed("Migration Safety: creating index -> CONCURRENTLY")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof IndexStmt index)
                || !index.concurrent()
                || index.relation() == null
                || statement.existing(index.relation()).isEmpty()
                || Leftovers.isRemovedBefore(statement)
                || statement.migration().steps().stream().anyMatch(step -> Leftovers.asksForValid(statement, step))) {
            return;
        }
        if (index.idxname() == null) {
            report.found(
                            statement,
                            "If this build fails, a second try builds another index beside the invalid one, since the index has"
                                    + " no name of its own")
                    .whateverTheSize()
                    .fix(ConcurrentIndex.of(statement.change()));
        } else if (index.ifNotExists()) {
            report.found(
                            statement,
                            "If the build of " + index.idxname()
                                    + " fails, a second try finds the invalid index, does nothing"
                                    + " and reports success")
                    .advice(advice(index.idxname()))
                    .fix(ConcurrentIndex.of(statement.change()));
        } else {
            report.found(
                            statement,
                            "If the build of " + index.idxname()
                                    + " fails, a second try is refused because the invalid index has its name")
                    .severity(Severity.ADVICE)
                    .advice(advice(index.idxname()))
                    .fix(ConcurrentIndex.of(statement.change()));
        }
    }

    private static String advice(String name) {
        return "Put DROP INDEX CONCURRENTLY IF EXISTS " + Identifiers.quoteIdentifier(name)
                + " in front of it and leave out IF NOT EXISTS.";
    }
}
