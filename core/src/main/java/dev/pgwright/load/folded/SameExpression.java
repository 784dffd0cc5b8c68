package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.BooleanTest;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.MinMaxExpr;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.ParamRef;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.SQLValueFunction;
import dev.pgwright.sql.tree.SubLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether two expressions of a query are the same, however their columns are written. */
final class SameExpression {
    private final Analysis analysis;

    SameExpression(Analysis analysis) {
        this.analysis = analysis;
    }

    boolean same(Node one, Node other) {
        if (one == other) {
            return true;
        }
        if (!one.getClass().equals(other.getClass())) {
            return false;
        }
        if (one instanceof ColumnRef first && other instanceof ColumnRef second) {
            return isSameColumn(first, second);
        }
        if (!Objects.equals(shallow(one), shallow(other))) {
            return false;
        }
        List<Node> left = children(one);
        List<Node> right = children(other);
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!same(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<Node> children(Node node) {
        List<Node> children = new ArrayList<>();
        if (!(node instanceof A_Const)) {
            node.forEachChild(children::add);
        }
        return children;
    }

    private boolean isSameColumn(ColumnRef one, ColumnRef other) {
        Analysis.Reference first = analysis.references.get(one);
        Analysis.Reference second = analysis.references.get(other);
        if (first == null || second == null) {
            return first == second && one.fields().equals(other.fields());
        }
        return first.item() == second.item() && isSame(first.column(), second.column());
    }

    static boolean isSame(QueryScope.@Nullable Column one, QueryScope.@Nullable Column other) {
        if (one == null || other == null) {
            return one == other;
        }
        return one == other
                || (one.owner == other.owner
                        && one.owner != null
                        && one.name.equals(other.name)
                        && one.number == other.number);
    }

    /** What tells two nodes of a class apart besides what is below them. */
    private @Nullable Object shallow(Node node) {
        if (node instanceof A_Expr one) {
            return one.kind();
        } else if (node instanceof BoolExpr one) {
            return one.boolop();
        } else if (node instanceof NullTest one) {
            return one.nulltesttype();
        } else if (node instanceof BooleanTest one) {
            return one.booltesttype();
        } else if (node instanceof SubLink one) {
            return one.subLinkType();
        } else if (node instanceof MinMaxExpr one) {
            return one.op();
        } else if (node instanceof SQLValueFunction one) {
            return one.op();
        } else if (node instanceof PgString one) {
            return one.sval();
        } else if (node instanceof FuncCall one) {
            return List.of(one.aggDistinct(), one.aggStar(), one.funcVariadic());
        } else if (node instanceof ParamRef one) {
            // a normalised query has another number at each place
            return analysis.deducesParameters ? one.number() : "$";
        } else if (node instanceof A_Const one) {
            return new A_Const(one.ival(), one.fval(), one.boolval(), one.sval(), one.bsval(), one.isnull(), 0);
        }
        return null;
    }
}
