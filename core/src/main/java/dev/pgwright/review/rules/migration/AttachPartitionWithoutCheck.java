package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.migrate.plan.Partitions;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.Report.Draft;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import java.util.Optional;

/** ATTACH PARTITION that has to read the table that becomes a partition. */
public final class AttachPartitionWithoutCheck implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration(
                    "attach-partition-without-check", Needs.HISTORY, Severity.WARNING)
            .detects("ATTACH PARTITION of an existing table with no valid CHECK that implies the partition's bound.")
            .cost("ACCESS EXCLUSIVE on the attached table while every row is read")
            .safe("Add a CHECK like the bound NOT VALID, validate it, attach, then drop the CHECK.")
            .seed("Migrations: lock implications understood")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (NewPartition partition : NewPartition.of(statement)) {
            QualifiedName name = partition.name();
            boolean empty = statement
                    .facts()
                    .table(name)
                    .filter(size -> size.rows() == 0)
                    .isPresent();
            Optional<RelationEffect> read = statement.step().effectOn(name).filter(RelationEffect::scans);
            if (!partition.attached() || empty || read.isEmpty() || isOnlyPartition(partition)) {
                continue;
            }
            boolean proven = isProven(partition);
            Draft found = report.found(
                            statement,
                            proven
                                    ? "Attaching " + name + " builds the indexes of " + partition.parent()
                                            + " that it lacks while nobody can read or write it"
                                    : "No valid CHECK of " + name + " implies the bound, so attaching it to "
                                            + partition.parent()
                                            + " reads every row while nobody can read or write it")
                    .at(partition.span())
                    .on(name);
            if (proven) {
                found.advice("Build the same indexes on " + name
                        + " CONCURRENTLY before; ATTACH PARTITION takes them over.");
            } else {
                found.fix(Partitions.attach(statement.change()));
            }
        }
    }

    /** The first partition, if it is the default, takes every row there is. */
    private static boolean isOnlyPartition(NewPartition partition) {
        return partition.bound().isDefault()
                && partition.statement().state().table(partition.parent()).isPresent()
                && partition
                        .statement()
                        .state()
                        .partitionsOf(partition.parent())
                        .isEmpty();
    }

    private static boolean isProven(NewPartition partition) {
        return partition.statement().effects().form().contains("proves the bound");
    }
}
