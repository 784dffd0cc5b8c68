package dev.pgwright.migrate.plan.steps;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which units are made, changed and removed, and which have to be set aside meanwhile, with what causes it. */
final class ChangeSet {
    final Units before;
    final Units after;
    final Set<UnitId> removed = new LinkedHashSet<>();
    final Set<UnitId> added = new LinkedHashSet<>();
    final Map<UnitId, Edit> changed = new LinkedHashMap<>();
    /** What is removed and made again, with the units because of which. */
    final Map<UnitId, Set<UnitId>> replaced = new LinkedHashMap<>();

    private final Map<String, Conversion> conversions;
    private final Dependents dependents;
    private final Deque<UnitId> open = new ArrayDeque<>();

    private ChangeSet(Units before, Units after, Map<String, Conversion> conversions) {
        this.before = before;
        this.after = after;
        this.conversions = conversions;
        this.dependents = new Dependents(before);
        compare(new Edits(before, after, conversions));
    }

    static ChangeSet of(Units before, Units after, Map<String, Conversion> conversions) {
        ChangeSet set = new ChangeSet(before, after, conversions);
        set.spread();
        return set;
    }

    private void compare(Edits edits) {
        before.all().forEach((id, unit) -> {
            if (after.get(id) == null) {
                // roles are no part of a database
                if (id.kind() != UnitKind.ROLE) {
                    removed.add(id);
                }
            }
        });
        after.all().forEach((id, unit) -> {
            Unit old = before.get(id);
            if (old == null) {
                added.add(id);
            } else if (!old.model().equals(unit.model())) {
                edits.of(old, unit)
                        .ifPresentOrElse(edit -> changed.put(id, edit), () -> replaced.put(id, new LinkedHashSet<>()));
            }
        });
        open.addAll(removed);
        open.addAll(replaced.keySet());
        changed.forEach((id, edit) -> {
            if (edit.disturbs()) {
                open.add(id);
            }
        });
    }

    /** What names something that goes has to go before. */
    private void spread() {
        Map<UnitId, Boolean> done = new HashMap<>();
        while (!open.isEmpty()) {
            UnitId cause = open.poll();
            boolean inPlace = changed.containsKey(cause);
            if (Boolean.valueOf(inPlace).equals(done.put(cause, inPlace))) {
                continue;
            }
            for (Unit user : dependents.of(cause)) {
                boolean stays = after.get(user.id()) != null;
                if (stays
                        && (!inPlace
                                || Dependents.isDisturbed(user, cause)
                                || isGenerated(user, cause)
                                || isOfOtherValues(user, cause))) {
                    user(user, cause);
                }
            }
        }
    }

    /** A constraint that says other values fits neither before nor behind. */
    private boolean isOfOtherValues(Unit user, UnitId cause) {
        return conversions.containsKey(cause.name())
                && changed.containsKey(user.id())
                && (user.id().kind() == UnitKind.CONSTRAINT || user.id().kind() == UnitKind.INDEX);
    }

    private static boolean isGenerated(Unit user, UnitId cause) {
        return cause.kind() == UnitKind.COLUMN
                && user.model() instanceof ColumnModel column
                && column.column().generated() != null;
    }

    private void user(Unit user, UnitId cause) {
        UnitId id = user.id();
        Unit later = after.get(id);
        boolean letsGo = later != null
                && changed.containsKey(id)
                && !later.needs().contains(cause)
                && !user.owners().contains(cause);
        if (letsGo && !changed.containsKey(cause)) {
            return;
        }
        refuse(user, cause);
        changed.remove(id);
        boolean known = replaced.containsKey(id);
        replaced.computeIfAbsent(id, key -> new LinkedHashSet<>()).add(cause);
        if (!known) {
            open.add(id);
        }
    }

    /** Rows cannot be set aside. */
    private void refuse(Unit user, UnitId cause) {
        boolean goesAlong = user.owners().contains(cause);
        boolean computed =
                user.model() instanceof ColumnModel column && column.column().generated() != null;
        boolean hasRows = user.id().kind() == UnitKind.TABLE || user.id().kind() == UnitKind.COLUMN;
        if (hasRows && !computed && !goesAlong) {
            throw Edits.notYet(cause.toString(), "a change of " + cause + ", which " + user.id() + " is made with,");
        }
    }
}
