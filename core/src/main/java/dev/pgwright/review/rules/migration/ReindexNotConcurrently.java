package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.OwnedIndex;
import dev.pgwright.migrate.plan.Concurrently;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.Report.Draft;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Statements;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.ReindexObjectType;
import dev.pgwright.sql.tree.ReindexStmt;
import java.util.Optional;

/** REINDEX that blocks writes. */
public final class ReindexNotConcurrently implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("reindex-not-concurrently", Needs.SQL, Severity.ERROR)
            .detects("REINDEX of an index, table, schema or database without CONCURRENTLY.")
            .cost("SHARE on the table, ACCESS EXCLUSIVE on each index while it is built")
            .safe("REINDEX ... CONCURRENTLY, outside of a transaction.")
            .fixable()
            .seed("Migrations: zero-downtime")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof ReindexStmt reindex)
                || Statements.isOn(reindex.params(), "concurrently")
                || reindex.kind() == ReindexObjectType.REINDEX_OBJECT_SYSTEM) {
            return;
        }
        if (reindex.relation() == null) {
            String what = reindex.kind() == ReindexObjectType.REINDEX_OBJECT_SCHEMA ? "schema " : "database ";
            report.found(
                            statement,
                            "Rebuilding the indexes of the " + what + (reindex.name() == null ? "" : reindex.name())
                                    + " without CONCURRENTLY keeps everybody from writing to one table after the other")
                    .cost("SHARE on each table, ACCESS EXCLUSIVE on each index while it is built")
                    .fix(Concurrently.reindex(statement.change()));
            return;
        }
        boolean index = reindex.kind() == ReindexObjectType.REINDEX_OBJECT_INDEX;
        statement.existing(reindex.relation()).ifPresent(relation -> {
            Optional<QualifiedName> table =
                    index ? statement.state().index(relation).map(OwnedIndex::table) : Optional.of(relation);
            if (table.filter(statement::isNew).isEmpty() && !relation.schema().equals("pg_temp")) {
                found(statement, index, relation, table, report);
            }
        });
    }

    private static void found(
            StatementContext statement,
            boolean index,
            QualifiedName relation,
            Optional<QualifiedName> table,
            Report report) {
        String users = table.map(QualifiedName::toString).orElse("its table");
        Draft found = report.found(
                        statement,
                        "Rebuilding " + (index ? "the index " : "all indexes of ") + relation
                                + " without CONCURRENTLY keeps everybody from writing to " + users
                                + ", and queries wait as soon as they are planned")
                .advice("REINDEX " + (index ? "INDEX" : "TABLE") + " CONCURRENTLY "
                        + Identifiers.quoteIdentifier(relation.schema(), relation.name())
                        + ", outside of a transaction.")
                .fix(Concurrently.reindex(statement.change()));
        table.ifPresentOrElse(found::on, () -> found.about(relation.toString()));
    }
}
