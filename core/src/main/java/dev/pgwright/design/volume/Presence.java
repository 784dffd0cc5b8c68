package dev.pgwright.design.volume;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.TableProfile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.BoolExprType;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many rows have a value in a column whose presence a check ties to other columns: {@code (status = 'closed') =
 * (closed_at IS NOT NULL)} as many as are closed, {@code status <> 'paid' OR paid_at IS NOT NULL} all that are paid and
 * the usual part of the others.
 */
final class Presence {
    private final Table table;
    private TableProfile profile;

    private Presence(Table table, TableProfile profile) {
        this.table = table;
        this.profile = profile;
    }

    static TableProfile ofChecks(Table table, TableProfile profile) {
        Presence presence = new Presence(table, profile);
        for (Constraint constraint : table.constraints()) {
            if (constraint instanceof Constraint.Check check) {
                presence.keep(check.expression());
            }
        }
        return presence.profile;
    }

    private void keep(String expression) {
        Nodes.all(Sql.parseStatement("SELECT WHERE " + expression).tree(), SelectStmt.class).stream()
                .map(SelectStmt::whereClause)
                .findFirst()
                .ifPresent(this::keep);
    }

    private void keep(Node check) {
        if (check instanceof A_Expr same && Predicates.operator(same).equals("=")) {
            together(same.lexpr(), same.rexpr());
            together(same.rexpr(), same.lexpr());
        } else if (check instanceof BoolExpr any && any.boolop() == BoolExprType.OR_EXPR) {
            for (Node demanded : any.args()) {
                List<Node> others = new ArrayList<>(any.args());
                others.remove(demanded);
                String column = column(demanded);
                if (column != null
                        && demanded instanceof NullTest test
                        && test.nulltesttype() == NullTestType.IS_NOT_NULL) {
                    double free = 1;
                    for (Node other : others) {
                        free *= 1 - Predicates.shareOf(other, profile);
                    }
                    // where none of the others is true
                    put(column, profile.column(column).nullFraction() * (1 - free));
                }
            }
        }
    }

    private void together(@Nullable Node tested, @Nullable Node condition) {
        String column = column(tested);
        if (column != null && tested instanceof NullTest test && condition != null) {
            double share = Predicates.shareOf(condition, profile);
            put(column, test.nulltesttype() == NullTestType.IS_NULL ? share : 1 - share);
        }
    }

    private @Nullable String column(@Nullable Node test) {
        if (!(test instanceof NullTest)) {
            return null;
        }
        return Nodes.all(test, ColumnRef.class).stream()
                .map(column -> Nodes.names(column.fields()))
                .filter(names -> !names.isEmpty())
                .map(names -> names.get(names.size() - 1))
                .filter(name -> table.column(name)
                        .map(Column::notNull)
                        .filter(always -> !always)
                        .isPresent())
                .findFirst()
                .orElse(null);
    }

    private void put(String column, double nulls) {
        ColumnProfile before = profile.column(column);
        double present = profile.rows() * (1 - before.nullFraction());
        boolean different = before.shares().isEmpty() && before.distinct() >= Math.floor(present);
        double distinct = different ? Math.max(1, Math.floor(profile.rows() * (1 - nulls))) : before.distinct();
        profile = profile.with(new ColumnProfile(
                column,
                nulls,
                distinct,
                before.order(),
                before.shares(),
                before.length(),
                before.template(),
                before.from(),
                before.step() * before.distinct() / distinct));
    }
}
