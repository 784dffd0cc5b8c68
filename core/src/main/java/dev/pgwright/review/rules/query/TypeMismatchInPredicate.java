package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundColumn;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.ValueType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.Node;
import org.jspecify.annotations.Nullable;

/** Comparisons that cast an indexed column. */
public final class TypeMismatchInPredicate implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("type-mismatch-in-predicate", Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A column is compared with a value of another type, so that it is the column that is cast, and its index is not used.")
            .cost("an index that is not used")
            .safe("Give the value the type of the column.")
            .byHand("the type of the parameter is given where it is bound")
            .recurringOnly()
            .seed("Queries: JOINs use indexed columns")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (BoundLevel level : query.levels()) {
            for (Node term : Predicates.all(level)) {
                if (term instanceof A_Expr comparison) {
                    query.bound().comparison(comparison).ifPresent(types -> {
                        if (types.leftCast()) {
                            cast(query, comparison.lexpr(), types.left(), comparison, report);
                        }
                        if (types.rightCast()) {
                            cast(query, comparison.rexpr(), types.right(), comparison, report);
                        }
                    });
                }
            }
        }
    }

    private static void cast(
            QueryContext query, @Nullable Node side, @Nullable ValueType to, A_Expr comparison, Report report) {
        BoundColumn column =
                query.bound().meaning(side).map(BoundQuery.Meaning::column).orElse(null);
        if (column == null
                || column.type() == null
                || column.table() == null
                || column.column() == null
                || to == null) {
            return;
        }
        if (Keys.isIndexed(query, column.table(), column.column())) {
            report.found(
                            query,
                            column.column() + " is " + column.type().withoutModifier() + " and is cast to " + to.text()
                                    + " for every row, so that its index is of no use")
                    .at(query.place(comparison.location()));
        }
    }
}
