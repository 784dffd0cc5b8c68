package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * An expression or query, with what its names mean.
 *
 * @param bound what a column reference, function call, type name, relation or literal of the tree refers to; by identity
 */
record Expression(Node tree, Map<Node, Target> bound) {
    /**
     * What a node means.
     *
     * @param object the object's number, 0 for the table that the expression belongs to
     * @param column its number, 0 for the object as a whole
     */
    record Target(int object, int column) {}

    /** The numbers of its own table's columns, in order. */
    List<Integer> ownColumns() {
        TreeSet<Integer> columns = new TreeSet<>();
        for (Target target : bound.values()) {
            if (target.object() == 0 && target.column() > 0) {
                columns.add(target.column());
            }
        }
        return List.copyOf(columns);
    }

    /** What else it needs. */
    List<Target> others() {
        List<Target> others = new ArrayList<>();
        for (Target target : bound.values()) {
            if (target.object() != 0 && !others.contains(target)) {
                others.add(target);
            }
        }
        return others;
    }

    /** The same of a table whose columns have other numbers. */
    Expression renumbered(IntUnaryOperator numbers) {
        Map<Node, Target> renumbered = new IdentityHashMap<>();
        bound.forEach((node, target) -> renumbered.put(
                node,
                target.object() == 0 && target.column() > 0
                        ? new Target(0, numbers.applyAsInt(target.column()))
                        : target));
        return new Expression(tree, renumbered);
    }
}
