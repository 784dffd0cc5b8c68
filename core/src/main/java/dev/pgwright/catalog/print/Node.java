package dev.pgwright.catalog.print;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** An object to be made, and the objects that have to be there before. The edges never form a cycle. */
final class Node {
    private final Section section;
    private final Function<Node, List<Statement>> statements;
    private final Set<Node> needs = new LinkedHashSet<>();
    private final List<Node> followers = new ArrayList<>();

    Node(Section section, Function<Node, List<Statement>> statements) {
        this.section = section;
        this.statements = statements;
    }

    Section section() {
        return section;
    }

    List<Statement> statements() {
        return statements.apply(this);
    }

    Set<Node> needs() {
        return needs;
    }

    /** What is to come right behind this one if nothing speaks against it. */
    List<Node> followers() {
        return followers;
    }

    /** Says that another one must come before; refused, with false, if that one already waits for this one. */
    boolean need(Node other) {
        if (other == this || needs.contains(other)) {
            return true;
        }
        if (other.waitsFor(Set.of(this))) {
            return false;
        }
        needs.add(other);
        return true;
    }

    /** Whether one of some nodes, or several, must come before this one. */
    boolean waitsFor(Set<Node> others) {
        if (needs.isEmpty()) {
            return false;
        }
        Set<Node> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        open.push(this);
        while (!open.isEmpty()) {
            for (Node next : open.pop().needs) {
                if (others.contains(next)) {
                    return true;
                }
                if (seen.add(next)) {
                    open.push(next);
                }
            }
        }
        return false;
    }
}
