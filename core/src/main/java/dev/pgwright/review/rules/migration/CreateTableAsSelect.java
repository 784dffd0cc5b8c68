package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.IntoClause;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.SelectStmt;

/** A table made from a query, which has the rows and nothing else. */
public final class CreateTableAsSelect implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration("create-table-as-select", Needs.SQL, Severity.WARNING)
            .detects(
                    "CREATE TABLE AS or SELECT INTO from an existing table: constraints, defaults, indexes and privileges are"
                            + " not copied, and all rows are copied in one transaction.")
            .cost("a transaction as long as the copy, with ACCESS SHARE on what it reads")
            .safe("CREATE TABLE (LIKE source INCLUDING ALL), then copy in batches.")
            .seed("Migrations: backfills use batching")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        IntoClause into = null;
        if (statement.tree() instanceof CreateTableAsStmt create && create.objtype() == ObjectType.OBJECT_TABLE) {
            into = create.into();
        } else if (statement.tree() instanceof SelectStmt select) {
            into = select.intoClause();
        }
        if (into == null || into.rel() == null || into.skipData() || Trees.isTemporary(into.rel())) {
            return;
        }
        QualifiedName name = statement.state().resolve(into.rel());
        if (statement.tree() instanceof CreateTableAsStmt create
                && create.ifNotExists()
                && statement.state().isRelation(name)) {
            return;
        }
        CopiedTables.names(statement)
                .ifPresent(tables -> report.found(
                                statement,
                                "The table " + name + " gets the rows of " + tables
                                        + " in one transaction, but no key, constraint, default, index or privilege")
                        .about(name.toString()));
    }
}
