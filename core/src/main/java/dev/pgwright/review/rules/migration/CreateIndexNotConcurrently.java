package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.ConcurrentIndex;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.IndexStmt;

/** CREATE INDEX that blocks writes while it builds. */
public final class CreateIndexNotConcurrently implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration("create-index-not-concurrently", Needs.SQL, Severity.ERROR)
            .detects("CREATE INDEX without CONCURRENTLY on an existing table or materialized view.")
            .cost("SHARE on the table while the index is built")
            .safe("CREATE INDEX CONCURRENTLY outside of a transaction.")
            .fixable()
            .seed("Migration Safety: creating index -> CONCURRENTLY")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof IndexStmt index && index.relation() != null && !index.concurrent()) {
            statement
                    .existing(index.relation())
                    .filter(table -> statement
                            .state()
                            .table(table)
                            .filter(known -> known.partitioning() != null)
                            .isEmpty())
                    .ifPresent(table -> report.found(
                                    statement,
                                    "Building " + (index.idxname() == null ? "an index" : index.idxname()) + " on "
                                            + table + " without CONCURRENTLY keeps everybody from writing to it")
                            .on(table)
                            .fix(ConcurrentIndex.of(statement.change())));
        }
    }
}
