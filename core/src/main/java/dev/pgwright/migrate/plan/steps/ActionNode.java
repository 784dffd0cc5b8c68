package dev.pgwright.migrate.plan.steps;

import dev.pgwright.migrate.plan.steps.SchemaStep.Action;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Something to be done, and what has to be done before. */
final class ActionNode {
    final Unit unit;
    final Action action;
    final Set<ActionNode> before = new LinkedHashSet<>();
    final List<ActionNode> along = new ArrayList<>();
    Edit edit = Edit.NOTHING;
    /** The step that does it as well; itself if none does. */
    ActionNode doneBy = this;

    ActionNode(Unit unit, Action action) {
        this.unit = unit;
        this.action = action;
    }

    boolean removes() {
        return action == Action.REMOVE || action == Action.SET_ASIDE;
    }

    boolean makes() {
        return action == Action.MAKE || action == Action.MAKE_AGAIN;
    }

    /** Says that another one comes before this; refused, with false, if that one already waits for this. */
    boolean after(ActionNode other) {
        ActionNode self = doneBy;
        ActionNode first = other.doneBy;
        if (self == first || self.before.contains(first)) {
            return true;
        }
        if (first.waitsFor(self)) {
            return false;
        }
        self.before.add(first);
        return true;
    }

    boolean waitsFor(ActionNode other) {
        Set<ActionNode> seen = new HashSet<>();
        Deque<ActionNode> open = new ArrayDeque<>(List.of(this));
        while (!open.isEmpty()) {
            for (ActionNode next : open.pop().before) {
                ActionNode node = next.doneBy;
                if (node == other) {
                    return true;
                }
                if (seen.add(node)) {
                    open.push(node);
                }
            }
        }
        return false;
    }
}
