package dev.pgwright.load.folded;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CreateTrigStmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes triggers, on partitions too. */
final class Triggers {
    private final Folding folding;
    private final Store store;
    private final Dropper dropper;

    Triggers(Folding folding) {
        this.folding = folding;
        this.store = folding.store;
        this.dropper = new Dropper(folding);
    }

    void create(CreateTrigStmt statement) {
        if (statement.relation() == null) {
            return;
        }
        RelationEntry relation = folding.withColumns(statement.relation());
        String name = Scope.text(statement.trigname());
        PartEntry existing = find(relation, name);
        if (existing != null) {
            if (!statement.replace()) {
                throw Refusal.duplicate(
                        name, "trigger \"" + name + "\" for relation \"" + relation.name.name() + "\" already exists");
            }
            dropper.drop(existing, true);
        }
        for (String column : Nodes.names(statement.columns())) {
            if (relation.column(column) == null) {
                throw Folding.missingColumn(relation, column);
            }
        }
        add(relation, statement, 0);
    }

    @Nullable PartEntry find(RelationEntry relation, String name) {
        for (int oid : relation.triggers) {
            if (store.part(oid).name.name().equals(name)) {
                return store.part(oid);
            }
        }
        return null;
    }

    private void add(RelationEntry relation, CreateTrigStmt statement, int parent) {
        PartEntry trigger = new PartEntry(
                store.nextOid(), Scope.text(statement.trigname()), PartEntry.Kind.TRIGGER, relation.oid, statement);
        trigger.parent = parent;
        List<Dependency> dependencies = new ArrayList<>();
        dependencies.add(Dependency.auto(relation.oid, 0));
        if (parent != 0) {
            dependencies.add(Dependency.internal(parent));
        }
        List<Integer> functions = folding.scope().findRoutines(Nodes.names(statement.funcname()));
        functions.stream().limit(1).forEach(function -> dependencies.add(Dependency.normal(function)));
        for (String column : Nodes.names(statement.columns())) {
            ColumnEntry found = relation.column(column);
            if (found != null) {
                dependencies.add(Dependency.normal(relation.oid, found.number));
            }
        }
        if (statement.whenClause() != null) {
            for (int column : TriggerRows.columns(statement.whenClause(), relation)) {
                dependencies.add(Dependency.normal(relation.oid, column));
            }
        }
        trigger.columns = Nodes.names(statement.columns()).stream()
                .map(name -> folding.column(relation, name).number)
                .toList();
        trigger.dependencies = dependencies;
        store.add(trigger);
        store.touch(relation).triggers.add(trigger.oid);
        if (relation.strategy != null && statement.row()) {
            for (int child : relation.children) {
                add(store.relation(child), statement, trigger.oid);
            }
        }
    }

    /** The row triggers that a new partition has because of the table above. */
    void toPartition(RelationEntry parent, RelationEntry partition) {
        for (int oid : List.copyOf(parent.triggers)) {
            if (store.part(oid).tree instanceof CreateTrigStmt statement && statement.row()) {
                PartEntry above = store.part(oid);
                add(partition, statement, above.oid);
                PartEntry made = find(partition, above.name.name());
                if (made != null) {
                    made.firing = above.firing;
                }
            }
        }
    }

    /** Those go when it is no partition any more. */
    void fromPartition(RelationEntry partition) {
        for (int oid : List.copyOf(partition.triggers)) {
            PartEntry trigger = store.part(oid);
            if (trigger.parent != 0) {
                store.touch(trigger).parent = 0;
                store.setDependencies(trigger, List.of(Dependency.auto(partition.oid, 0)));
                dropper.drop(trigger, true);
            }
        }
    }
}
