package dev.pgwright.locks;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.BoolExprType;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The parts of a condition that all have to hold. */
final class Conjuncts {
    private Conjuncts() {}

    static List<Node> of(Node condition) {
        List<Node> parts = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>(List.of(condition));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (node instanceof BoolExpr bool && bool.boolop() == BoolExprType.AND_EXPR) {
                bool.args().forEach(open::push);
            } else {
                parts.add(node);
            }
        }
        return parts;
    }

    /** Whether one of the parts is {@code column IS NOT NULL}. */
    static boolean requireNotNull(Node condition, String column) {
        return of(condition).stream()
                .anyMatch(part -> part instanceof NullTest test
                        && test.nulltesttype() == NullTestType.IS_NOT_NULL
                        && test.arg() instanceof ColumnRef reference
                        && Nodes.names(reference.fields()).equals(List.of(column)));
    }
}
