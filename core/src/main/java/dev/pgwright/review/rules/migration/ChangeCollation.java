package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Column;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.TypeChangeAction;
import dev.pgwright.sql.Nodes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another collation for a column with indexes, which are built again in its order. */
public final class ChangeCollation implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration("change-collation", Needs.SQL, Severity.WARNING)
            .detects(
                    "ALTER COLUMN ... TYPE that gives an indexed column another collation: its indexes are built again, and"
                            + " order, comparison and uniqueness may change.")
            .cost("ACCESS EXCLUSIVE while the column's indexes are built again")
            .safe(
                    "Build an index with the new collation CONCURRENTLY beside the old one and name the collation in queries,"
                            + " or add a new column and switch.")
            .seed("Migration Safety: changing column type -> careful planning")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (TypeChangeAction change : TypeChangeAction.of(statement)) {
            AlterAction action = change.action();
            if (action.isForeign() || action.isOnNewColumn()) {
                continue;
            }
            String wanted = change.definition().collClause() == null
                    ? null
                    : String.join(
                            ".", Nodes.names(change.definition().collClause().collname()));
            Optional<Column> column = action.knownColumn();
            if (column.isEmpty() ? wanted == null : !isIndexedAnew(action, column.get(), wanted)) {
                continue;
            }
            report.found(
                    action,
                    "The collation of " + action.column() + " of " + action.table() + " becomes "
                            + (wanted == null ? "its type's default" : wanted)
                            + ": every index on it is built again while nobody can read or write the table, and its order"
                            + " and uniqueness may change");
        }
    }

    private static boolean isIndexedAnew(AlterAction action, Column column, @Nullable String wanted) {
        String now = column.collation();
        boolean same = wanted == null
                ? now == null
                : now != null && now.replace("\"", "").endsWith(wanted);
        // a rewrite, which builds all indexes again, is for change-column-type-rewrite
        return !same
                && !action.rewrites()
                && action.effects().relations().stream().anyMatch(RelationEffect::buildsIndex);
    }
}
