package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.BoolExprType;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SubLink;
import dev.pgwright.sql.tree.SubLinkType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code WHERE NOT EXISTS (SELECT ... FROM target WHERE target.key = source.key)}: rows that have been copied are left out.
 *
 * @param alias of the source
 * @param copied the source's column for each of the target's
 */
record CopiedBefore(
        SchemaState state, SelectStmt query, String alias, QualifiedName target, Map<String, String> copied) {
    /** Whether the query has such a condition by all columns of a key, and of nothing else. */
    boolean isBy(List<List<String>> keys) {
        return Nodes.conjuncts(query.whereClause()).stream().anyMatch(condition -> isBy(condition, keys));
    }

    private boolean isBy(Node condition, List<List<String>> keys) {
        if (!(condition instanceof BoolExpr not)
                || not.boolop() != BoolExprType.NOT_EXPR
                || !(not.args().get(0) instanceof SubLink exists)
                || exists.subLinkType() != SubLinkType.EXISTS_SUBLINK
                || !(exists.subselect() instanceof SelectStmt inner)
                || inner.fromClause().size() != 1
                || !(inner.fromClause().get(0) instanceof RangeVar looked)
                || !state.resolve(looked).equals(target)) {
            return false;
        }
        String there = looked.alias() == null || looked.alias().aliasname() == null
                ? String.valueOf(looked.relname())
                : looked.alias().aliasname();
        Set<String> compared = new HashSet<>();
        for (Node each : Nodes.conjuncts(inner.whereClause())) {
            @Nullable String column = compared(each, there);
            if (column == null) {
                return false;
            }
            compared.add(column);
        }
        return keys.stream().anyMatch(key -> compared.equals(Set.copyOf(key)));
    }

    /** The target's column that an equality compares with the source's column that it gets. */
    private @Nullable String compared(Node equality, String there) {
        if (!(equality instanceof A_Expr operation)
                || !Nodes.names(operation.name()).equals(List.of("="))
                || !(operation.lexpr() instanceof ColumnRef left)
                || !(operation.rexpr() instanceof ColumnRef right)) {
            return null;
        }
        List<String> one = Nodes.names(left.fields());
        List<String> other = Nodes.names(right.fields());
        List<String> own = one.get(0).equals(there) ? one : other;
        List<String> given = own == one ? other : one;
        return own.size() == 2
                        && given.size() == 2
                        && own.get(0).equals(there)
                        && given.get(0).equals(alias)
                        && given.get(1).equals(copied.get(own.get(1)))
                ? own.get(1)
                : null;
    }
}
