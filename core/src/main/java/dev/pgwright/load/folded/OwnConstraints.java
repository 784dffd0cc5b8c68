package dev.pgwright.load.folded;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The constraints that a table has itself, by name. */
final class OwnConstraints {
    private final Store store;

    OwnConstraints(Store store) {
        this.store = store;
    }

    @Nullable ConstraintEntry find(RelationEntry table, String name) {
        for (int oid : table.constraints) {
            ConstraintEntry constraint = store.constraint(oid);
            if (constraint.name.name().equals(name)) {
                return constraint;
            }
        }
        return null;
    }

    void requireFree(RelationEntry table, @Nullable String name) {
        if (name != null && find(table, name) != null) {
            throw Refusal.duplicate(
                    name, "constraint \"" + name + "\" for relation \"" + table.name.name() + "\" already exists");
        }
    }

    /** Puts a constraint into the schema; it goes with its table. */
    void add(RelationEntry table, ConstraintEntry constraint) {
        List<Dependency> dependencies = new ArrayList<>(constraint.dependencies);
        dependencies.add(Dependency.auto(table.oid, 0));
        constraint.dependencies = dependencies;
        store.add(constraint);
        store.touch(table).constraints.add(constraint.oid);
    }
}
