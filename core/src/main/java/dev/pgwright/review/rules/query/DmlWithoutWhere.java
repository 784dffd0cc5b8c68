package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryKind;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.Optional;

/** UPDATE and DELETE of all rows. */
public final class DmlWithoutWhere implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("dml-without-where", Needs.SQL, Severity.ERROR)
            .detects("UPDATE or DELETE has no WHERE, or one that is always true.")
            .cost("locks the rows of the whole table; data is lost")
            .safe("State the condition; where all rows are meant, TRUNCATE or batches.")
            .byHand("which rows are meant is known to its author")
            .recurringOnly()
            .seed("Core: data integrity is non-negotiable")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (BoundLevel level : query.levels()) {
            boolean update = level.node() instanceof UpdateStmt;
            if ((!update && !(level.node() instanceof DeleteStmt))
                    || !Predicates.from(level).isEmpty()) {
                continue;
            }
            Node where = Predicates.where(level);
            Optional<BoundRelation> target = level.target();
            boolean mayBeTemporary = query.kind() == QueryKind.PLPGSQL
                    && target.filter(table -> table.name().isPresent()).isEmpty();
            boolean temporary = target.flatMap(BoundRelation::name)
                    .filter(name -> name.schema().startsWith("pg_temp"))
                    .isPresent();
            // a queue that is emptied into what RETURNING gives is meant to be emptied
            boolean taken = level.node() instanceof DeleteStmt delete && delete.returningClause() != null;
            if (target.isEmpty() || taken || temporary || mayBeTemporary || (where != null && !isTrue(where))) {
                continue;
            }
            report.found(
                            query,
                            (update ? "UPDATE changes" : "DELETE removes") + " every row of "
                                    + target.get()
                                            .name()
                                            .map(SchemaContext::shown)
                                            .orElse(target.get().alias()))
                    .at(query.place(BoundQuery.location(where)));
        }
    }

    private static boolean isTrue(Node condition) {
        if (condition instanceof A_Const constant) {
            return constant.boolval() != null && constant.boolval().boolval();
        }
        return condition instanceof A_Expr equality
                && Predicates.operator(equality).equals("=")
                && equality.lexpr() instanceof A_Const one
                && equality.rexpr() instanceof A_Const other
                && Trees.text(one).isPresent()
                && Trees.text(one).equals(Trees.text(other));
    }
}
