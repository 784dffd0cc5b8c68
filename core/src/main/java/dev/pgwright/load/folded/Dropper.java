package dev.pgwright.load.folded;

import dev.pgwright.load.folded.Dependency.Strength;
import dev.pgwright.load.folded.RelationEntry.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Drops objects with what depends on them (performMultipleDeletions of PostgreSQL's dependency.c). */
final class Dropper {
    private final Folding folding;
    private final Store store;

    /** An object or a part of one, as {@link Dependency#own}. */
    record Address(int object, int part) {}

    Dropper(Folding folding) {
        this.folding = folding;
        this.store = folding.store;
    }

    void drop(Entry entry, boolean cascade) {
        drop(List.of(new Address(entry.oid, 0)), cascade);
    }

    void dropColumn(RelationEntry relation, ColumnEntry column, boolean cascade) {
        drop(List.of(new Address(relation.oid, column.number)), cascade);
    }

    /** Drops all of them together, or refuses. */
    void drop(Collection<Address> targets, boolean cascade) {
        for (Address target : targets) {
            refuseIfInternal(target, targets);
        }
        Set<Address> doomed = new LinkedHashSet<>(targets);
        Deque<Address> open = new ArrayDeque<>(targets);
        List<Address> others = new ArrayList<>();
        while (true) {
            while (!open.isEmpty()) {
                follow(open.pop(), doomed, open, others);
            }
            others.removeIf(other -> isDoomed(other, doomed));
            if (others.isEmpty()) {
                break;
            }
            if (!cascade && !folding.unknowns.isEverything()) {
                throw stillNeeded(targets);
            }
            for (Address other : others) {
                if (doomed.add(other)) {
                    open.push(other);
                }
            }
            others.clear();
        }
        doomed.forEach(this::remove);
    }

    private Refusal stillNeeded(Collection<Address> targets) {
        if (targets.size() > 1) {
            return Refusal.refused("", "cannot drop desired object(s) because other objects depend on them");
        }
        String described = described(targets.iterator().next());
        return Refusal.refused(described, "cannot drop " + described + " because other objects depend on it");
    }

    private String described(Address address) {
        Entry entry = store.get(address.object());
        if (entry instanceof RelationEntry relation && address.part() > 0) {
            return "column " + relation.columnName(address.part()) + " of " + relation.described(store);
        }
        if (entry instanceof RelationEntry relation && address.part() < 0) {
            return "default value for column " + relation.columnName(-address.part()) + " of "
                    + relation.described(store);
        }
        return entry == null ? "" : entry.described(store);
    }

    private static boolean isDoomed(Address address, Set<Address> doomed) {
        return doomed.contains(address)
                || doomed.contains(new Address(address.object(), 0))
                || (address.part() < 0 && doomed.contains(new Address(address.object(), -address.part())));
    }

    private void follow(Address address, Set<Address> doomed, Deque<Address> open, List<Address> others) {
        if (store.get(address.object()) instanceof PlainEntry plain && plain.kind.equals("schema")) {
            followSchema(plain.name.name(), others);
        }
        for (Entry dependent : store.dependentsOf(address.object())) {
            for (Dependency dependency : dependent.dependencies) {
                if (dependency.object() != address.object()
                        || address.part() < 0
                        || (address.part() > 0 && dependency.column() != address.part())) {
                    continue;
                }
                Address other = new Address(dependent.oid, part(dependent, dependency));
                if (isDoomed(other, doomed)) {
                    continue;
                }
                if (dependency.strength() == Strength.NORMAL) {
                    others.add(other);
                } else {
                    doomed.add(other);
                    open.push(other);
                }
            }
        }
    }

    /** What is in a schema needs it; indexes and constraints go with their tables. */
    private void followSchema(String schema, List<Address> others) {
        for (Entry entry : store.all()) {
            boolean inside = entry.name.schema().equals(schema)
                    && !(entry instanceof IndexEntry)
                    && !(entry instanceof ConstraintEntry);
            boolean extension = entry instanceof PlainEntry plain && schema.equals(plain.schema);
            if (inside || extension) {
                others.add(new Address(entry.oid, 0));
            }
        }
    }

    /** Of a table whose parent is dropped it is the table, of one whose type is dropped it is the column. */
    private static int part(Entry dependent, Dependency dependency) {
        return dependent instanceof RelationEntry ? dependency.own() : 0;
    }

    /** An index of a constraint cannot be dropped without it, nor a part of a partition without the whole. */
    private void refuseIfInternal(Address target, Collection<Address> targets) {
        Entry entry = store.get(target.object());
        if (entry == null || target.part() != 0) {
            return;
        }
        for (Dependency dependency : entry.dependencies) {
            Entry whole = store.get(dependency.object());
            if (dependency.strength() == Strength.INTERNAL
                    && dependency.own() == 0
                    && whole != null
                    && whole != entry
                    && !targets.contains(new Address(whole.oid, 0))) {
                String described = entry.described(store);
                String of = dependency.column() > 0
                        ? described(new Address(whole.oid, dependency.column()))
                        : whole.described(store);
                throw Refusal.refused(described, "cannot drop " + described + " because " + of + " requires it");
            }
        }
    }

    private void remove(Address address) {
        Entry entry = store.get(address.object());
        if (entry == null) {
            return;
        }
        if (entry instanceof RelationEntry relation && address.part() != 0) {
            removePart(relation, address.part());
            return;
        }
        detachFromOwner(entry);
        if (entry instanceof RelationEntry relation) {
            for (int parent : relation.parents) {
                if (store.get(parent) instanceof RelationEntry above) {
                    store.touch(above).children.remove(Integer.valueOf(relation.oid));
                }
            }
            for (int child : relation.children) {
                if (store.get(child) instanceof RelationEntry below) {
                    store.touch(below).parents.remove(Integer.valueOf(relation.oid));
                }
            }
        }
        store.remove(entry);
    }

    private void detachFromOwner(Entry entry) {
        if (!(store.get(entry.owner) instanceof RelationEntry relation)) {
            return;
        }
        Integer oid = entry.oid;
        store.touch(relation);
        if (entry instanceof IndexEntry) {
            relation.indexes.remove(oid);
            if (relation.clusteredOn == oid) {
                relation.clusteredOn = 0;
            }
            if (relation.identityIndex == oid) {
                relation.identityIndex = 0;
            }
        } else if (entry instanceof ConstraintEntry constraint) {
            relation.constraints.remove(oid);
            forgetNotNull(relation, constraint);
        } else if (entry instanceof PartEntry) {
            relation.triggers.remove(oid);
            relation.policies.remove(oid);
            relation.rules.remove(oid);
        }
    }

    private static void forgetNotNull(RelationEntry relation, ConstraintEntry constraint) {
        if (constraint.kind == ConstraintEntry.Kind.NOT_NULL) {
            ColumnEntry column = relation.column(constraint.columns.get(0));
            if (column != null) {
                column.notNull = false;
            }
        }
    }

    private void removePart(RelationEntry relation, int part) {
        store.touch(relation);
        int number = Math.abs(part);
        ColumnEntry column = relation.column(number);
        if (column == null) {
            return;
        }
        List<Dependency> dependencies = new ArrayList<>(relation.dependencies);
        if (part < 0) {
            column.expression = null;
            dependencies.removeIf(dependency -> dependency.own() == part);
        } else {
            relation.columns.remove(column);
            dependencies.removeIf(dependency -> Math.abs(dependency.own()) == number);
            if (relation.kind.isTable()) {
                for (int child : List.copyOf(relation.children)) {
                    inherit(store.relation(child), column.name);
                }
            }
        }
        store.setDependencies(relation, dependencies);
        store.renamed();
    }

    /** A child's column goes with its parents' one unless it has it of its own. */
    private void inherit(RelationEntry child, String name) {
        ColumnEntry column = child.column(name);
        if (column == null) {
            return;
        }
        store.touch(child);
        ColumnEntry changed = folding.column(child, name);
        changed.inherited--;
        if (changed.inherited <= 0 && !changed.local) {
            drop(List.of(new Address(child.oid, changed.number)), true);
        } else if (changed.inherited <= 0) {
            changed.inherited = 0;
        }
    }

    /** Whether a relation is a view of some kind. */
    static boolean isView(RelationEntry relation) {
        return relation.kind == Kind.VIEW || relation.kind == Kind.MATERIALIZED;
    }
}
