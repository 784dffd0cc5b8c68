package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.ValueType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** BETWEEN with days on points in time. */
public final class TimestampBetween implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("timestamp-between", Needs.SQL, Severity.ADVICE)
            .detects("BETWEEN compares a timestamp with days, whose last one counts at its first instant only.")
            .cost("wrong results")
            .safe("Write column >= first day AND column < day after the last.")
            .byHand("which of the two ends is meant is known to its author")
            .seed("Core: correctness over cleverness")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (A_Expr between : Nodes.all(query.tree(), A_Expr.class)) {
            if (between.kind() != A_Expr_Kind.AEXPR_BETWEEN
                    || !(between.rexpr() instanceof PgList bounds)
                    || bounds.items().size() != 2) {
                continue;
            }
            Optional<ValueType> type = query.bound().type(between.lexpr());
            boolean instant = type.filter(found -> found.is("timestamp") || found.is("timestamptz"))
                    .isPresent();
            if (instant && isDay(query, bounds.items().get(1))) {
                List<ColumnRef> columns = Predicates.columns(between.lexpr());
                String name = columns.isEmpty() ? "The value" : Predicates.written(columns.get(0));
                report.found(query, name + " has a time, and of the last day BETWEEN takes only midnight")
                        .at(query.place(between.location()));
            }
        }
    }

    private static boolean isDay(QueryContext query, Node bound) {
        Node value = Predicates.uncast(bound);
        if (value instanceof A_Const constant && constant.sval() != null) {
            try {
                LocalDate.parse(String.valueOf(constant.sval().sval()).strip());
                return true;
            } catch (DateTimeParseException hasTimeOrIsNone) {
                return false;
            }
        }
        return query.bound().type(bound).filter(type -> type.is("date")).isPresent();
    }
}
