package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.migrate.plan.ConcurrentIndex;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.server.RelationKind;
import dev.pgwright.sql.tree.IndexStmt;
import java.util.List;

/** CREATE INDEX on a partitioned table, which builds on every partition at once. */
public final class IndexOnPartitionedParent implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration(
                    "index-on-partitioned-parent", Needs.HISTORY, Severity.ERROR)
            .detects(
                    "CREATE INDEX on a partitioned table with CONCURRENTLY, which PostgreSQL refuses, or without ONLY, which"
                            + " builds it on every partition in one go.")
            .cost("SHARE on the partitioned table and on all partitions until the last index is built")
            .safe(
                    "CREATE INDEX ON ONLY the partitioned table, build CONCURRENTLY on each partition, then ALTER INDEX ... ATTACH"
                            + " PARTITION.")
            .seed("Migrations: lock implications understood")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof IndexStmt index) || index.relation() == null) {
            return;
        }
        QualifiedName table = statement.state().resolve(index.relation());
        if (statement
                .state()
                .table(table)
                .filter(known -> known.partitioning() != null)
                .isEmpty()) {
            return;
        }
        String what = index.idxname() == null ? "an index" : "the index " + index.idxname();
        if (index.concurrent()) {
            report.found(
                            statement,
                            "PostgreSQL refuses to build " + what + " CONCURRENTLY, since " + table + " is partitioned")
                    .on(table)
                    .cost("fails at run time")
                    .fix(ConcurrentIndex.of(statement.change()));
            return;
        }
        List<QualifiedName> built = statement.step().existing().stream()
                .filter(effect -> effect.kind() == RelationKind.TABLE && effect.buildsIndex())
                .map(RelationEffect::relation)
                .toList();
        if (index.relation().inh() && !built.isEmpty()) {
            report.found(
                            statement,
                            "Building " + what + " on " + table + " builds it on "
                                    + (built.size() == 1 ? "its partition" : "all " + built.size() + " partitions")
                                    + " in one go and keeps everybody from writing to any of them")
                    .on(built.get(0))
                    .fix(ConcurrentIndex.of(statement.change()));
        }
    }
}
