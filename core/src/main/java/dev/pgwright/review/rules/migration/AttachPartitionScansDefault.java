package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;

/** New partitions beside a default partition, which is read for rows that belong to them. */
public final class AttachPartitionScansDefault implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration(
                    "attach-partition-scans-default", Needs.HISTORY, Severity.WARNING)
            .detects("ATTACH PARTITION or CREATE TABLE ... PARTITION OF while there is a default partition.")
            .cost("ACCESS EXCLUSIVE on the default partition while every row is read")
            .safe("Keep the default partition empty, or give it a valid CHECK that excludes the new partition's bound.")
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (NewPartition partition : NewPartition.of(statement)) {
            if (partition.bound().isDefault()) {
                continue;
            }
            partition
                    .defaultPartition()
                    .filter(other -> !statement.isNew(other.name()))
                    .filter(other -> statement
                            .facts()
                            .table(other.name())
                            .filter(size -> size.rows() == 0)
                            .isEmpty())
                    .filter(other -> !partition.mayBeExcludedBy(other))
                    .ifPresent(other -> report.found(
                                    statement,
                                    "A new partition of " + partition.parent()
                                            + " has every row of the default partition " + other.name()
                                            + " read while nobody can read or write it")
                            .at(partition.span())
                            .on(other.name()));
        }
    }
}
