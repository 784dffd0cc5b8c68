package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.FillLater;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.ObjectType;

/** A materialized view that is filled as it is made. */
public final class CreateMatviewWithData implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration("create-matview-with-data", Needs.SQL, Severity.ADVICE)
            .detects(
                    "CREATE MATERIALIZED VIEW over existing tables that is filled at once, as it is without WITH NO DATA.")
            .cost("a transaction as long as the query: ACCESS SHARE on what it reads, and dead rows kept everywhere")
            .safe("Create it WITH NO DATA, and REFRESH it in a later step.")
            .seed("Planning: how long will it take")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof CreateTableAsStmt create)
                || create.objtype() != ObjectType.OBJECT_MATVIEW
                || create.into() == null
                || create.into().rel() == null
                || create.into().skipData()) {
            return;
        }
        QualifiedName name = statement.state().resolve(create.into().rel());
        if (create.ifNotExists() && statement.state().isRelation(name)) {
            return;
        }
        CopiedTables.names(statement)
                .ifPresent(tables -> report.found(
                                statement,
                                "The materialized view " + name + " is filled from " + tables
                                        + " within the migration, which lasts as long as its query")
                        .about(name.toString())
                        .fix(FillLater.of(statement.change())));
    }
}
