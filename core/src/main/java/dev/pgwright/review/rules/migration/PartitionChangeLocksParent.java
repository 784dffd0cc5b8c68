package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.Partitions;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.ObjectType;
import java.util.List;
import java.util.Optional;

/** Partitions made or dropped in a way that stops all work on the partitioned table. */
public final class PartitionChangeLocksParent implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration(
                    "partition-change-locks-parent", Needs.SQL, Severity.WARNING)
            .detects("CREATE TABLE ... PARTITION OF an existing table, or DROP TABLE of one of its partitions.")
            .cost("ACCESS EXCLUSIVE on the partitioned table")
            .safe("Create the table by itself with LIKE and ATTACH it; DETACH CONCURRENTLY before dropping.")
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
            QualifiedName parent = partition.parent();
            if (!partition.attached() && !statement.isNew(parent)) {
                String name = sql(partition.name());
                report.found(
                                statement,
                                "Creating the partition " + partition.name()
                                        + " keeps everybody from reading and writing " + parent)
                        .on(parent)
                        .advice("CREATE TABLE " + name + " (LIKE " + sql(parent) + " INCLUDING ALL); then ALTER TABLE "
                                + sql(parent) + " ATTACH PARTITION " + name
                                + ", which only takes SHARE UPDATE EXCLUSIVE on it.")
                        .fix(Partitions.create(statement.change()));
            }
        }
        if (statement.tree() instanceof DropStmt drop && drop.removeType() == ObjectType.OBJECT_TABLE) {
            dropped(statement, drop, report);
        }
    }

    private static void dropped(StatementContext statement, DropStmt drop, Report report) {
        List<QualifiedName> tables = drop.objects().stream()
                .map(object -> statement.state().resolve(Trees.nameParts(object)))
                .toList();
        for (QualifiedName name : tables) {
            Optional<PartitionOf> part = statement.state().table(name).map(Table::partitionOf);
            if (part.isEmpty()
                    || tables.contains(part.get().parent())
                    || statement.isNew(part.get().parent())) {
                continue;
            }
            QualifiedName parent = part.get().parent();
            report.found(
                            statement,
                            "Dropping the partition " + name + " keeps everybody from reading and writing " + parent)
                    .on(parent)
                    .advice("ALTER TABLE " + sql(parent) + " DETACH PARTITION " + sql(name)
                            + " CONCURRENTLY outside of a transaction, then drop it.");
        }
    }

    private static String sql(QualifiedName name) {
        return Identifiers.quoteIdentifier(name.schema(), name.name());
    }
}
