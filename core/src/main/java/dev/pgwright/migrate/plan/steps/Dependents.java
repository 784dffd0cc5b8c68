package dev.pgwright.migrate.plan.steps;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which units stand in the way of a change of others. */
final class Dependents {
    private static final Set<UnitKind> OF_COLUMNS =
            Set.of(UnitKind.VIEW, UnitKind.RULE, UnitKind.POLICY, UnitKind.TRIGGER, UnitKind.ROUTINE, UnitKind.DEFAULT);

    private final Units units;
    private final Map<UnitId, List<Unit>> users = new HashMap<>();

    Dependents(Units units) {
        this.units = units;
        for (Unit unit : units.all().values()) {
            unit.needs()
                    .forEach(need -> users.computeIfAbsent(need, key -> new ArrayList<>())
                            .add(unit));
        }
    }

    List<Unit> of(UnitId id) {
        return users.getOrDefault(id, List.of());
    }

    /**
     * Whether a change of a unit in its place needs another one out of the way: PostgreSQL itself sees to the indexes and
     * constraints of a column whose type changes, but not to what has taken the column's type for granted.
     */
    static boolean isDisturbed(Unit user, UnitId changed) {
        return switch (changed.kind()) {
            case COLUMN -> OF_COLUMNS.contains(user.id().kind()) || hasExpression(user);
            case TYPE ->
                user.id().kind() != UnitKind.COLUMN
                        && user.id().kind() != UnitKind.TABLE
                        && !user.owners().contains(changed);
            default -> true;
        };
    }

    /** Its text would keep the casts that the other type needed. */
    private static boolean hasExpression(Unit user) {
        return user.model() instanceof IndexModel index
                && (index.index().predicate() != null
                        || index.index().elements().stream().anyMatch(element -> element.expression()));
    }

    /** All that has to be out of the way while some units change in their place. */
    Set<UnitId> disturbedBy(Set<UnitId> changed) {
        Set<UnitId> found = new LinkedHashSet<>();
        Deque<UnitId> open = new ArrayDeque<>();
        for (UnitId id : changed) {
            for (Unit user : of(id)) {
                if (isDisturbed(user, id) && !changed.contains(user.id()) && found.add(user.id())) {
                    open.add(user.id());
                }
            }
        }
        while (!open.isEmpty()) {
            for (Unit user : of(open.poll())) {
                if (!changed.contains(user.id()) && found.add(user.id())) {
                    open.add(user.id());
                }
            }
        }
        return found;
    }

    /** In an order in which they can be made. */
    List<Unit> inOrder(Set<UnitId> ids) {
        List<Unit> order = new ArrayList<>();
        Set<UnitId> seen = new LinkedHashSet<>();
        ids.forEach(id -> visit(id, ids, seen, order));
        return order;
    }

    private void visit(UnitId id, Set<UnitId> ids, Set<UnitId> seen, List<Unit> order) {
        Unit unit = units.get(id);
        if (unit == null || !seen.add(id)) {
            return;
        }
        unit.needs().stream().filter(ids::contains).forEach(need -> visit(need, ids, seen, order));
        order.add(unit);
    }

    /** Statements with all that is in the way removed before and made again behind. */
    List<String> around(Set<UnitId> inTheWay, List<String> statements) {
        List<Unit> order = inOrder(inTheWay);
        List<String> all = new ArrayList<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            Unit unit = order.get(i);
            // what is a part of something that goes, goes with it
            if (unit.owners().stream().noneMatch(inTheWay::contains)) {
                all.addAll(unit.remove());
            }
        }
        all.addAll(statements);
        order.forEach(unit -> all.addAll(unit.make()));
        return all;
    }
}
