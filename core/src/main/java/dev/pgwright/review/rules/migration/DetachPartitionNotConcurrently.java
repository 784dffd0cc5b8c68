package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.migrate.plan.Partitions;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.Report.Draft;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.PartitionCmd;

/** DETACH PARTITION that stops all work on the partitioned table. */
public final class DetachPartitionNotConcurrently implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration(
                    "detach-partition-not-concurrently", Needs.SQL, Severity.ERROR)
            .detects("DETACH PARTITION of an existing table without CONCURRENTLY.")
            .cost("ACCESS EXCLUSIVE on the partitioned table, the partition and the default partition")
            .safe("DETACH PARTITION ... CONCURRENTLY outside of a transaction.")
            .seed("Migrations: zero-downtime")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations(AlterTableType.AT_DetachPartition)) {
            if (!(action.command().def() instanceof PartitionCmd detach)
                    || detach.concurrent()
                    || detach.name() == null) {
                continue;
            }
            SchemaState state = statement.state();
            Draft found = report.found(
                    action,
                    "Detaching " + state.resolve(detach.name()) + " without CONCURRENTLY waits for all that use "
                            + action.table() + " and keeps everybody from reading and writing any of its partitions");
            found.fix(Partitions.detach(statement.change()));
            state.defaultPartition(action.table())
                    .ifPresent(other -> found.severity(Severity.ADVICE)
                            .advice("PostgreSQL refuses CONCURRENTLY while there is a default partition, here "
                                    + other.name()
                                    + ": set lock_timeout, detach alone in its transaction, and retry."));
        }
    }
}
