package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.DataChange;
import dev.pgwright.review.DataChange.Reach;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Reaches;
import dev.pgwright.review.Step;
import dev.pgwright.server.LockMode;
import dev.pgwright.server.RelationKind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RefreshMatViewStmt;
import dev.pgwright.sql.tree.RenameStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Slow statements that run while their transaction keeps others out of a table. */
final class LockWindows {
    private LockWindows() {}

    /**
     * A slow statement and the first lock that waits for it.
     *
     * @param movable the statement that took the lock and those that need it, if they could as well stand behind the slow
     *     one; else none
     */
    record Slow(Step holder, RelationEffect held, Step step, List<Step> movable) {
        boolean independent() {
            return !movable.isEmpty();
        }
    }

    /** The first slow statement of each transaction that one runs in. */
    static List<Slow> of(MigrationContext migration) {
        List<Slow> found = new ArrayList<>();
        for (List<Step> steps : migration.transactions().values()) {
            first(steps).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Slow> first(List<Step> steps) {
        for (int i = 1; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (!isSlow(step)) {
                continue;
            }
            for (int j = 0; j < i; j++) {
                Step holder = steps.get(j);
                Optional<RelationEffect> held = holder.existing().stream()
                        .filter(effect -> isHeld(effect, step))
                        .findFirst();
                if (held.isPresent()) {
                    return Optional.of(new Slow(holder, held.get(), step, movable(steps, j, i)));
                }
            }
        }
        return Optional.empty();
    }

    /** A strong lock on a table that the slow statement does not take itself, and that no other rule speaks of. */
    private static boolean isHeld(RelationEffect held, Step slow) {
        boolean table = held.kind() == RelationKind.TABLE
                || held.kind() == RelationKind.PARTITIONED_TABLE
                || held.kind() == RelationKind.MATERIALIZED_VIEW;
        boolean strong = held.mode().compareTo(LockMode.SHARE_ROW_EXCLUSIVE) >= 0;
        boolean own = slow.effectOn(held.relation())
                .filter(effect -> effect.mode().compareTo(held.mode()) >= 0)
                .isPresent();
        boolean backfill = DataChange.of(slow.tree()).stream()
                .anyMatch(change -> slow.effectOn(change.target())
                        .filter(effect -> effect.relation().equals(held.relation()))
                        .isPresent());
        return table && strong && !own && !backfill;
    }

    private static boolean isSlow(Step step) {
        boolean works = step.existing().stream().anyMatch(step::takesLong);
        boolean reads = (step.tree() instanceof CreateTableAsStmt || step.tree() instanceof RefreshMatViewStmt)
                && !step.existing().isEmpty();
        boolean changes = DataChange.of(step.tree()).stream().anyMatch(change -> {
            Reach reach = Reaches.of(change, step.tree(), step::table, Set.of());
            return (reach == Reach.ALL || reach == Reach.GROUPS)
                    && !step.existing().isEmpty();
        });
        return (works || reads || changes) && !isValidation(step);
    }

    /** It has a rule of its own. */
    private static boolean isValidation(Step step) {
        return step.tree() instanceof AlterTableStmt alter
                && alter.cmds().stream()
                        .anyMatch(node -> node instanceof AlterTableCmd action
                                && action.subtype() == AlterTableType.AT_ValidateConstraint);
    }

    /** The holder and the steps that need it, if nothing that the slow step touches is touched by one of them. */
    private static List<Step> movable(List<Step> steps, int holder, int slow) {
        if (isSlow(steps.get(holder)) || steps.subList(holder, slow).stream().anyMatch(LockWindows::dropsView)) {
            return List.of();
        }
        Set<String> needed = new HashSet<>(names(steps.get(holder)));
        List<Step> movable = new ArrayList<>(List.of(steps.get(holder)));
        for (int i = holder + 1; i <= slow; i++) {
            Set<String> names = names(steps.get(i));
            if (names.stream().anyMatch(needed::contains)) {
                needed.addAll(names);
                movable.add(steps.get(i));
            }
        }
        return movable.contains(steps.get(slow)) ? List.of() : movable;
    }

    /** What a view was made of cannot be altered before the view is dropped. */
    private static boolean dropsView(Step step) {
        return step.tree() instanceof DropStmt drop
                && (drop.removeType() == ObjectType.OBJECT_VIEW || drop.removeType() == ObjectType.OBJECT_MATVIEW);
    }

    /** The names of all relations that a step touches or makes, without schemas: rather too many than too few. */
    private static Set<String> names(Step step) {
        Set<String> names = new HashSet<>();
        step.effects().relations().stream()
                .map(RelationEffect::relation)
                .map(QualifiedName::name)
                .forEach(names::add);
        Nodes.all(step.tree(), RangeVar.class).forEach(range -> names.add(String.valueOf(range.relname())));
        if (step.tree() instanceof IndexStmt index && index.idxname() != null) {
            names.add(index.idxname());
        }
        if (step.tree() instanceof RenameStmt rename && rename.newname() != null) {
            names.add(rename.newname());
        }
        return names;
    }
}
