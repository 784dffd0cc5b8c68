package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.UsingIndex;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ConstrType;

/** ADD UNIQUE that builds its index while nobody can use the table. */
public final class AddUniqueWithoutUsingIndex implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration("add-unique-without-using-index", Needs.SQL, Severity.ERROR)
            .detects("ALTER TABLE ... ADD UNIQUE (columns) on an existing table instead of USING INDEX.")
            .cost("ACCESS EXCLUSIVE while the index is built")
            .safe("CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT ... UNIQUE USING INDEX.")
            .seed("Migrations: zero-downtime")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (AlterAction action : statement.alterations(AlterTableType.AT_AddConstraint)) {
            action.constraint()
                    .filter(key -> key.contype() == ConstrType.CONSTR_UNIQUE && KeyBuild.buildsIndex(action, key))
                    .ifPresent(key -> report.found(
                                    action,
                                    "Adding UNIQUE (" + KeyBuild.columns(key) + ") builds its index over every row of "
                                            + action.table() + " while nobody can read or write the table")
                            .advice(KeyBuild.advice(action, key, INFO))
                            .fix(UsingIndex.ofKey(action.change(), action.number())));
        }
    }
}
