package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.server.LockMode;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.RangeVar;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Changes of a partitioned table that lock all its partitions at once. */
public final class PartitionedParentFanout implements StatementRule {
    private static final Parameter PARTITIONS =
            new Parameter("min-partitions", 20, "locked partitions from which on it is reported");
    private static final RuleInfo INFO = RuleInfo.migration(
                    "partitioned-parent-fanout", Needs.CATALOG, Severity.WARNING)
            .detects(
                    "ALTER TABLE or CREATE INDEX on a partitioned table takes its lock on all of many partitions in one"
                            + " transaction.")
            .cost("the lock of the statement on every partition; it may use up max_locks_per_transaction")
            .safe("Change partitions one by one where the command allows it, and set lock_timeout and retry.")
            .parameter(PARTITIONS)
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        RangeVar written = statement.tree() instanceof AlterTableStmt alter
                ? alter.relation()
                : statement.tree() instanceof IndexStmt index ? index.relation() : null;
        Optional<RelationEffect> parent =
                written == null ? Optional.empty() : statement.step().effectOn(written);
        if (parent.isEmpty()
                || statement.state().partitionsOf(parent.get().relation()).isEmpty()) {
            return;
        }
        LockMode mode = parent.get().mode();
        Set<QualifiedName> below = new LinkedHashSet<>();
        addBelow(parent.get().relation(), statement.state(), below);
        long locked = statement.step().existing().stream()
                .filter(effect ->
                        below.contains(effect.relation()) && effect.mode().blocksWrites())
                .count();
        if (locked >= report.limit(PARTITIONS)) {
            report.found(
                            statement,
                            "This takes " + mode.sql().toUpperCase(Locale.ROOT) + " on "
                                    + parent.get().relation() + " and on " + Count.of(locked, "partition")
                                    + " until it commits")
                    .on(parent.get().relation())
                    .whateverTheSize();
        }
    }

    private static void addBelow(QualifiedName table, SchemaState state, Set<QualifiedName> into) {
        for (QualifiedName partition : state.partitionsOf(table)) {
            into.add(partition);
            addBelow(partition, state, into);
        }
    }
}
