package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.tree.CreateTrigStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import java.util.List;

/** DROP TRIGGER without a replacement. */
public final class DropTrigger implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("drop-trigger", Needs.SQL, Severity.WARNING)
            .detects(
                    "DROP TRIGGER on a table that was there before the migration, when the migration makes no other one on it.")
            .cost("ACCESS EXCLUSIVE on the table, brief")
            .safe(
                    "Make sure that nothing relies on what the trigger does; to change one, CREATE OR REPLACE TRIGGER leaves no"
                            + " gap.")
            .seed("Migrations: rollback procedure documented")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof DropStmt drop) || drop.removeType() != ObjectType.OBJECT_TRIGGER) {
            return;
        }
        for (Node object : drop.objects()) {
            List<String> names = Trees.nameParts(object);
            if (names.size() < 2) {
                continue;
            }
            String trigger = names.get(names.size() - 1);
            statement
                    .existing(names.subList(0, names.size() - 1))
                    .filter(table -> !drop.missingOk() || hasTrigger(statement, table, trigger))
                    .filter(table -> !isReplaced(statement, table) && !WholeFile.isDroppedLater(statement, table))
                    .ifPresent(table -> report.found(
                                    statement,
                                    "What trigger " + trigger + " of " + table
                                            + " does is not done any more, and nothing says so")
                            .on(table)
                            .whateverTheSize());
        }
    }

    private static boolean hasTrigger(StatementContext statement, QualifiedName table, String trigger) {
        return statement.isPartlyKnown()
                || statement.state().view(table).isPresent()
                || statement
                        .state()
                        .table(table)
                        .filter(known -> known.triggers().stream()
                                .anyMatch(one -> one.name().equals(trigger)))
                        .isPresent();
    }

    private static boolean isReplaced(StatementContext statement, QualifiedName table) {
        return WholeFile.trees(statement)
                .anyMatch(tree -> tree instanceof CreateTrigStmt create
                        && create.relation() != null
                        && statement.state().resolve(create.relation()).equals(table));
    }
}
