package dev.pgwright.migrate.plan.steps;

import dev.pgwright.migrate.plan.steps.SchemaStep.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done, and in which order. What must be comes first: a rule that would close a circle is left out, and the
 * circle is one of names that are only looked up when a body runs.
 */
final class StepGraph {
    private static final Set<UnitKind> ALWAYS_ALONG =
            Set.of(UnitKind.COLUMN, UnitKind.NOT_NULL, UnitKind.IDENTITY, UnitKind.COMMENT);

    final List<ActionNode> nodes = new ArrayList<>();
    private final ChangeSet changes;
    private final Map<UnitId, ActionNode> makes = new LinkedHashMap<>();
    private final Map<UnitId, ActionNode> removes = new LinkedHashMap<>();
    private final Map<UnitId, ActionNode> edits = new LinkedHashMap<>();
    private final Map<ActionNode, ActionNode> together = new HashMap<>();
    /** Nodes whose names another object has before or afterwards. */
    private final Set<ActionNode> takingTurns = new HashSet<>();

    StepGraph(ChangeSet changes) {
        this.changes = changes;
        addNodes();
        absorb(true);
        order();
        absorb(false);
        makes.values().forEach(this::wishes);
        removes.values().forEach(this::wishes);
        edits.values().forEach(this::wishes);
    }

    private void addNodes() {
        changes.removed.forEach(id -> put(removes, changes.before, id, Action.REMOVE));
        changes.added.forEach(id -> put(makes, changes.after, id, Action.MAKE));
        changes.replaced.keySet().forEach(id -> {
            put(removes, changes.before, id, Action.SET_ASIDE);
            put(makes, changes.after, id, Action.MAKE_AGAIN);
        });
        changes.changed.forEach((id, edit) -> {
            ActionNode node = put(edits, changes.after, id, Action.CHANGE);
            if (node != null) {
                node.edit = edit;
            }
        });
    }

    private @Nullable ActionNode put(Map<UnitId, ActionNode> map, Units units, UnitId id, Action action) {
        Unit unit = units.get(id);
        if (unit == null) {
            return null;
        }
        ActionNode node = new ActionNode(unit, action);
        map.put(id, node);
        nodes.add(node);
        return node;
    }

    /** Parts are made and removed along with what they are parts of, where the order permits. */
    private void absorb(boolean always) {
        for (Map<UnitId, ActionNode> map : List.of(makes, removes, edits)) {
            for (ActionNode node : map.values()) {
                boolean firm = ALWAYS_ALONG.contains(node.unit.id().kind());
                if (firm == always && node.doneBy == node) {
                    absorb(map, node);
                }
            }
        }
    }

    private void absorb(Map<UnitId, ActionNode> map, ActionNode node) {
        for (UnitId id : node.unit.absorbers()) {
            ActionNode other = map.get(id);
            if (other != null && other.action == node.action && mayGoAlong(node, other)) {
                ActionNode target = other.doneBy;
                target.along.add(node);
                target.along.addAll(node.along);
                node.along.forEach(part -> part.doneBy = target);
                node.along.clear();
                target.before.addAll(node.before);
                target.before.remove(target);
                node.doneBy = target;
                return;
            }
        }
    }

    private boolean mayGoAlong(ActionNode node, ActionNode other) {
        UnitKind kind = node.unit.id().kind();
        if (kind == UnitKind.COMMENT) {
            // a constraint that comes later takes its comment along
            return node.unit.owners().stream()
                    .map(owner -> node.removes() ? removes.get(owner) : makes.get(owner))
                    .allMatch(
                            owner -> owner != null && (owner == other || owner.doneBy == other || !isOptional(owner)));
        }
        if (node.action == Action.CHANGE) {
            return isSameChange(node, other);
        }
        if (ALWAYS_ALONG.contains(kind)) {
            return true;
        }
        if (node.unit.needs().stream().anyMatch(need -> need.kind() == UnitKind.ROUTINE) && isTable(other)) {
            return false;
        }
        return node.removes() ? mayBeRemovedAlong(node, other.doneBy) : mayBeMadeAlong(node, other.doneBy);
    }

    private static boolean isOptional(ActionNode owner) {
        return !ALWAYS_ALONG.contains(owner.unit.id().kind()) && !isTable(owner);
    }

    private static boolean isTable(ActionNode node) {
        return node.unit.id().kind() == UnitKind.TABLE;
    }

    private boolean isSameChange(ActionNode node, ActionNode other) {
        Unit from = changes.before.get(node.unit.id());
        Unit parent = changes.before.get(other.unit.id());
        return from != null
                && parent != null
                && isLike(from.model(), parent.model())
                && isLike(node.unit.model(), other.unit.model());
    }

    private static boolean isLike(Object left, Object right) {
        return left instanceof ColumnModel one && right instanceof ColumnModel two
                ? one.column().equals(two.column())
                : left.equals(right);
    }

    /** Whether what the part needs can be there before the whole. */
    private boolean mayBeMadeAlong(ActionNode node, ActionNode target) {
        boolean possible = true;
        for (UnitId need : node.unit.needs()) {
            ActionNode first = makes.containsKey(need) ? makes.get(need) : edits.get(need);
            if (first != null && first.doneBy != node && first.doneBy != target) {
                possible &= target.after(first);
            }
        }
        for (ActionNode first : node.before) {
            possible &= first.doneBy == node || target.after(first);
        }
        return possible;
    }

    private boolean mayBeRemovedAlong(ActionNode node, ActionNode target) {
        boolean possible = true;
        for (UnitId need : node.unit.needs()) {
            ActionNode later = removes.containsKey(need) ? removes.get(need) : edits.get(need);
            if (later != null && later.doneBy != node && later.doneBy != target) {
                possible &= later.after(target);
            }
        }
        for (ActionNode first : node.before) {
            possible &= first.doneBy == target || target.after(first);
        }
        return possible;
    }

    private void order() {
        for (ActionNode node : nodes) {
            for (UnitId need : node.unit.needs()) {
                if (node.removes()) {
                    before(node, removes.get(need));
                    before(node, edits.get(need));
                } else {
                    before(makes.get(need), node);
                    before(edits.get(need), node);
                }
            }
            Unit old = changes.before.get(node.unit.id());
            if (node.action == Action.CHANGE && old != null) {
                old.needs().forEach(need -> before(node, removes.get(need)));
            }
        }
        makes.forEach((id, node) -> {
            before(removes.get(id), node);
            Unit unit = node.unit;
            if (unit.id().kind() == UnitKind.NOT_NULL) {
                before(makes.get(UnitId.of(UnitKind.DEFAULT, id.name())), node);
            }
        });
        names();
        groups();
    }

    private void before(@Nullable ActionNode first, @Nullable ActionNode second) {
        if (first != null && second != null && first.doneBy != second.doneBy) {
            second.after(first);
        }
    }

    /** A name is free when what had it is gone, or has another one. */
    private void names() {
        Map<String, List<ActionNode>> gone = new HashMap<>();
        removes.values().forEach(node -> node.unit.names().forEach(name -> add(gone, name, node)));
        edits.values().forEach(node -> givenUp(node).forEach(name -> add(gone, name, node)));
        for (ActionNode node : makes.values()) {
            for (String name : node.unit.names()) {
                gone.getOrDefault(name, List.of()).forEach(other -> takeTurns(other, node));
            }
        }
        for (ActionNode node : edits.values()) {
            for (String name : taken(node)) {
                gone.getOrDefault(name, List.of()).stream()
                        .filter(ActionNode::removes)
                        .forEach(other -> takeTurns(other, node));
            }
        }
    }

    private static void add(Map<String, List<ActionNode>> map, String name, ActionNode node) {
        map.computeIfAbsent(name, key -> new ArrayList<>()).add(node);
    }

    private void takeTurns(ActionNode first, ActionNode second) {
        for (ActionNode one : changedAlong(first)) {
            for (ActionNode two : changedAlong(second)) {
                before(one, two);
                join(one, two);
            }
        }
        takingTurns.add(first);
        takingTurns.add(second);
    }

    /** Of the names within a table one change takes care ({@link NotNullEdits}). */
    private List<ActionNode> changedAlong(ActionNode node) {
        return node.action == Action.CHANGE
                ? edits.values().stream()
                        .filter(other -> other.unit.id().kind() == UnitKind.NOT_NULL)
                        .filter(other -> Edits.tableOf(other.unit.id()).equals(Edits.tableOf(node.unit.id())))
                        .toList()
                : List.of(node);
    }

    /** The names that a change takes from its unit. */
    private Set<String> givenUp(ActionNode edit) {
        Set<String> names = new LinkedHashSet<>(namesBefore(edit));
        names.removeAll(edit.unit.names());
        return names;
    }

    /** The names that a change gives to its unit. */
    private Set<String> taken(ActionNode edit) {
        Set<String> names = new LinkedHashSet<>(edit.unit.names());
        names.removeAll(namesBefore(edit));
        return names;
    }

    private Set<String> namesBefore(ActionNode edit) {
        Unit old = changes.before.get(edit.unit.id());
        return old == null ? Set.of() : old.names();
    }

    /** What is set aside is missed until it is made again: that is one transaction with what causes it. */
    private void groups() {
        changes.replaced.forEach((id, causes) -> {
            ActionNode aside = removes.get(id);
            ActionNode again = makes.get(id);
            if (aside != null && again != null) {
                join(aside, again);
                for (UnitId cause : causes) {
                    ActionNode edit = edits.containsKey(cause) ? edits.get(cause) : removes.get(cause);
                    if (edit != null) {
                        join(aside, edit);
                        before(edit, again);
                    }
                }
            }
        });
        for (Map<UnitId, ActionNode> map : List.of(removes, makes)) {
            map.values()
                    .forEach(node -> node.unit.owners().forEach(owner -> {
                        ActionNode whole = map.get(owner);
                        if (whole != null) {
                            join(node, whole);
                        }
                    }));
        }
    }

    private ActionNode root(ActionNode node) {
        ActionNode parent = together.getOrDefault(node, node);
        if (parent == node) {
            return node;
        }
        ActionNode root = root(parent);
        together.put(node, root);
        return root;
    }

    private void join(ActionNode left, ActionNode right) {
        ActionNode one = root(left);
        ActionNode two = root(right);
        if (one != two) {
            together.put(one, two);
        }
    }

    /** Nodes that belong to one transaction have the same. */
    ActionNode groupOf(ActionNode node) {
        return root(node);
    }

    private void wishes(ActionNode node) {
        Set<UnitId> wishes = new LinkedHashSet<>(node.unit.wishes());
        for (UnitId wish : wishes) {
            if (node.removes()) {
                before(node, removes.get(wish));
            } else {
                before(makes.get(wish), node);
                before(edits.get(wish), node);
            }
        }
        Unit old = changes.before.get(node.unit.id());
        if (node.action == Action.CHANGE && old != null) {
            old.wishes().forEach(wish -> before(node, removes.get(wish)));
        }
    }

    /**
     * Whether something that is removed takes the unit along: not if it stands in the way of something else that is
     * removed before.
     */
    boolean goesWithOwner(ActionNode node) {
        return !takingTurns.contains(node) && goesWith(node, removes, changes.before);
    }

    /** Whether the unit goes again with something that the plan makes, when all is undone. */
    boolean goesAgainWithOwner(ActionNode node) {
        return !takingTurns.contains(node) && goesWith(node, makes, changes.after);
    }

    private static boolean goesWith(ActionNode node, Map<UnitId, ActionNode> map, Units units) {
        Set<UnitId> owners = new LinkedHashSet<>(node.unit.owners());
        UnitId id = node.unit.id();
        if (id.kind() == UnitKind.SEQUENCE || id.kind() == UnitKind.SEQUENCE_OWNER) {
            // a column takes along the sequence that it owns; a sequence that stays must be freed first
            Unit owned = units.get(UnitId.of(UnitKind.SEQUENCE_OWNER, id.name()));
            UnitId sequence = UnitId.of(UnitKind.SEQUENCE, id.name());
            if (owned == null || !map.containsKey(sequence)) {
                return false;
            }
            owners.addAll(owned.owners());
            owners.remove(sequence);
        }
        List<ActionNode> wholes =
                owners.stream().map(map::get).filter(whole -> whole != null).toList();
        return !wholes.isEmpty()
                && node.unit.needs().stream()
                        .map(map::get)
                        .allMatch(need -> need == null
                                || isWithin(need, wholes)
                                || need.unit.id().name().equals(id.name()));
    }

    /** Whether a node is one of some, or is done along with one, or is a part of one. */
    private static boolean isWithin(ActionNode node, List<ActionNode> wholes) {
        return wholes.stream()
                .anyMatch(whole -> whole == node
                        || whole.doneBy == node.doneBy
                        || node.unit.owners().contains(whole.unit.id()));
    }
}
