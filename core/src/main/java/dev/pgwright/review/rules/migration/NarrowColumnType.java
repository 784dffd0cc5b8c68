package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Constraint.Check;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.TypeChangeAction;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.Node;
import java.util.List;

/** A column's type becomes smaller or less precise. */
public final class NarrowColumnType implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration("narrow-column-type", Needs.HISTORY, Severity.ERROR)
            .detects(
                    "ALTER COLUMN ... TYPE to a smaller or less precise type, such as bigint to integer, text to varchar(n) or"
                            + " timestamptz to date.")
            .cost("ACCESS EXCLUSIVE while the table is read or rewritten; values fail or lose precision")
            .losesData()
            .safe(
                    "Prove with a valid CHECK that all values fit, or fill a new column and keep the old one until the new one is"
                            + " trusted.")
            .seed("Core: data integrity is non-negotiable")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (TypeChangeAction change : TypeChangeAction.of(statement)) {
            AlterAction action = change.action();
            if (change.from().isEmpty() || !change.isPlainCast() || action.isOnNewColumn() || isProven(change)) {
                continue;
            }
            Narrowing.of(change.from().get(), change.to(), change.using().isPresent())
                    .ifPresent(loss -> report.found(action, "Changing " + change.words() + ": " + loss.words())
                            .whateverTheSize());
        }
    }

    /** Whether a valid CHECK keeps the length of a text, or a whole number, within what the new type takes. */
    private static boolean isProven(TypeChangeAction change) {
        List<Node> known = change.action().knownTable().stream()
                .flatMap(table -> table.of(Check.class).stream())
                .filter(check -> check.validated() && check.enforced())
                .flatMap(check -> Expressions.parse(check.expression()).stream())
                .flatMap(tree -> Nodes.conjuncts(tree).stream())
                .toList();
        return ValueLimit.isKept(known, change.action().column(), change.to());
    }
}
