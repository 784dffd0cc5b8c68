package dev.pgwright.sql;

import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.BoolExprType;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Helpers for syntax trees. None of them recurses, so that no tree is too deep for them. */
public final class Nodes {
    private Nodes() {}

    /** Hands over the node and everything below it, parents before children, in the order of the fields. */
    public static void walk(Node root, Consumer<? super Node> each) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(root);
        List<Node> children = new ArrayList<>();
        while (!open.isEmpty()) {
            Node node = open.pop();
            each.accept(node);
            node.forEachChild(children::add);
            for (int i = children.size() - 1; i >= 0; i--) {
                open.push(children.get(i));
            }
            children.clear();
        }
    }

    /** All nodes of a type in the tree, the root included, in the order of {@link #walk}. */
    public static <T extends Node> List<T> all(Node root, Class<T> type) {
        List<T> found = new ArrayList<>();
        walk(root, node -> {
            if (type.isInstance(node)) {
                found.add(type.cast(node));
            }
        });
        return found;
    }

    /** The texts of a list of names, such as a qualified name; other nodes in the list are left out. */
    public static List<String> names(List<Node> names) {
        List<String> texts = new ArrayList<>();
        for (Node name : names) {
            if (name instanceof PgString text && text.sval() != null) {
                texts.add(text.sval());
            }
        }
        return texts;
    }

    /** What a condition joins by AND, in its order; nothing for no condition. */
    public static List<Node> conjuncts(@Nullable Node condition) {
        List<Node> found = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>();
        if (condition != null) {
            open.push(condition);
        }
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (node instanceof BoolExpr all && all.boolop() == BoolExprType.AND_EXPR) {
                for (int i = all.args().size() - 1; i >= 0; i--) {
                    open.push(all.args().get(i));
                }
            } else {
                found.add(node);
            }
        }
        return found;
    }
}
