package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.workload.TableFacts;
import dev.pgwright.workload.TableUse;

/** New indexes on tables that are written all the time. */
public final class IndexOnWriteHotTable implements StatementRule {
    private static final Parameter WRITES = new Parameter(
            "max-writes-per-second", 200, "rows written a second from which on an index is a cost to weigh");
    private static final RuleInfo INFO = RuleInfo.of(
                    "index-on-write-hot-table", Area.INDEX, Needs.STATISTICS, Severity.WARNING)
            .detects("A new index goes on a table to which many rows a second are written.")
            .cost("each of those writes pays for it, and HOT updates of its columns stop")
            .safe("Weigh what the reads gain against the measured cost of the writes first.")
            .byHand("which index is worth its writes is measured first")
            .parameter(WRITES)
            .seed("Optimizing: consider impact on writes")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof IndexStmt index && index.relation() != null && !index.unique()) {
            statement
                    .existing(index.relation())
                    .ifPresent(table -> statement
                            .facts()
                            .table(table)
                            .filter(facts -> facts.writesPerSecond() >= report.limit(WRITES))
                            .ifPresent(facts -> found(statement, table, facts, report)));
        }
    }

    private static void found(StatementContext statement, QualifiedName table, TableFacts facts, Report report) {
        TableUse use = facts.use();
        boolean hot = use != null && use.updated() > 0 && use.hotUpdated() * 2 > use.updated();
        report.found(
                        statement,
                        "Each of the " + Math.round(facts.writesPerSecond()) + " rows a second that are written to "
                                + SchemaContext.shown(table) + " has one more index to be entered in"
                                + (hot
                                        ? "; most of its updates are HOT so far, and those of these columns would not be any more"
                                        : ""))
                .on(table)
                .whateverTheSize()
                .evidence(Evidence.MEASURED);
    }
}
