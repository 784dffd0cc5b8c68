package dev.pgwright.load.folded;

import dev.pgwright.catalog.SequenceOptions;
import dev.pgwright.load.folded.ColumnEntry.Generation;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.PgList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code ALTER TABLE} does to columns. */
final class ColumnAlterer {
    private final Folding folding;
    private final Store store;
    private final Columns columns;
    private final Sequences sequences;
    private final Constraints constraints;
    private final Dropper dropper;

    /** Of columns added by the statement at hand; they are made when all columns are there. */
    private final List<Constraint> pending = new ArrayList<>();

    ColumnAlterer(Folding folding, Columns columns, Sequences sequences) {
        this.folding = folding;
        this.store = folding.store;
        this.columns = columns;
        this.sequences = sequences;
        this.constraints = columns.constraints();
        this.dropper = new Dropper(folding);
    }

    void start() {
        pending.clear();
    }

    void add(RelationEntry table, AlterTableCmd command) {
        if (!(command.def() instanceof ColumnDef definition)) {
            return;
        }
        String name = Scope.text(definition.colname());
        if (table.isPartition()) {
            throw Refusal.refused(name, "cannot add column to a partition");
        }
        if (table.column(name) != null) {
            if (command.missingOk()) {
                return;
            }
            throw Refusal.duplicate(name, Folding.described(table, name) + " already exists");
        }
        addTo(table, definition, false);
        for (Constraint constraint : Columns.tableConstraints(definition)) {
            if (constraint.contype() == ConstrType.CONSTR_NOTNULL) {
                constraints.add(table, constraint);
            } else {
                pending.add(constraint);
            }
        }
        ColumnEntry column = folding.column(table, name);
        if (column.notNull && constraints.notNull().of(table, column.number) == null) {
            constraints.notNull().set(table, column.number);
        }
    }

    private void addTo(RelationEntry table, ColumnDef definition, boolean inherited) {
        store.touch(table);
        ColumnEntry existing = table.column(Scope.text(definition.colname()));
        if (existing != null) {
            existing.inherited++;
        } else {
            ColumnEntry column = columns.start(table, definition);
            column.inherited = inherited ? 1 : 0;
            column.local = !inherited;
            columns.dependOnType(table, column);
            if (!inherited) {
                columns.finish(table, column, definition);
            } else {
                inheritDefault(table, column);
            }
        }
        for (int child : table.children) {
            addTo(store.relation(child), definition, true);
        }
    }

    private void inheritDefault(RelationEntry child, ColumnEntry column) {
        RelationEntry parent = store.relation(child.parents.get(0));
        ColumnEntry above = parent.column(column.name);
        if (above != null) {
            column.generation = above.generation;
            column.notNull = above.notNull;
            columns.setDefault(child, column, Indexes.renumbered(above.expression, Indexes.numbers(parent, child)));
        }
    }

    /** The keys, checks and references of the columns that the statement has added. */
    void addPendingConstraints(RelationEntry table) {
        List<Constraint> all = new ArrayList<>(pending);
        pending.clear();
        for (Constraint constraint : all) {
            if (constraint.contype() != ConstrType.CONSTR_FOREIGN) {
                constraints.add(table, constraint);
            }
        }
        for (Constraint constraint : all) {
            if (constraint.contype() == ConstrType.CONSTR_FOREIGN) {
                constraints.add(table, constraint);
            }
        }
    }

    void drop(RelationEntry relation, AlterTableCmd command, boolean cascade) {
        String name = Scope.text(command.name());
        if (relation.column(name) == null && command.missingOk()) {
            return;
        }
        ColumnEntry column = folding.column(relation, name);
        if (column.inherited > 0) {
            throw Refusal.refused(name, "cannot drop inherited column \"" + name + "\"");
        }
        if (relation.strategy != null
                && relation.partitionKeys.stream()
                        .anyMatch(key -> key.column() == column.number
                                || (key.expression() != null
                                        && key.expression().ownColumns().contains(column.number)))) {
            throw Refusal.refused(
                    name,
                    "cannot drop column \"" + name + "\" because it is part of the partition key of relation \""
                            + relation.name.name() + "\"");
        }
        dropper.dropColumn(relation, column, cascade);
    }

    void changeType(RelationEntry relation, AlterTableCmd command) {
        String name = Scope.text(command.name());
        ColumnEntry column = folding.column(relation, name);
        if (!(command.def() instanceof ColumnDef definition) || definition.typeName() == null) {
            return;
        }
        TypeRef type = folding.types.resolve(definition.typeName());
        refuseIfViewNeeds(relation, column);
        String collation = definition.collClause() == null
                ? null
                : Collations.qualified(store, definition.collClause().collname());
        changeType(relation, name, type, collation);
    }

    private void refuseIfViewNeeds(RelationEntry relation, ColumnEntry column) {
        for (Entry dependent : store.dependentsOf(relation.oid)) {
            for (Dependency dependency : dependent.dependencies) {
                if (dependency.object() != relation.oid || dependency.column() != column.number) {
                    continue;
                }
                if (dependent instanceof RelationEntry view && Dropper.isView(view)
                        || dependent instanceof PartEntry part && part.kind == PartEntry.Kind.RULE) {
                    throw Refusal.refused(column.name, "cannot alter type of a column used by a view or rule");
                }
                if (dependent instanceof PartEntry part) {
                    throw Refusal.refused(
                            column.name,
                            part.kind == PartEntry.Kind.TRIGGER
                                    ? "cannot alter type of a column used in a trigger definition"
                                    : "cannot alter type of a column used in a policy definition");
                }
                if (dependent == relation && dependency.own() > 0) {
                    throw Refusal.refused(column.name, "cannot alter type of a column used by a generated column");
                }
            }
        }
    }

    private void changeType(RelationEntry relation, String name, TypeRef type, @Nullable String collation) {
        ColumnEntry column = relation.column(name);
        if (column == null) {
            return;
        }
        store.touch(relation);
        ColumnEntry changed = folding.column(relation, name);
        changed.type = type;
        changed.collation = collation;
        changed.settings = ColumnSettingAlterer.ofNewType(changed.settings);
        columns.dependOnType(relation, changed);
        if (store.get(changed.identitySequence) instanceof SequenceEntry sequence) {
            store.touch(sequence);
            sequence.options = retyped(sequence, store.text(type));
            sequence.dataType = store.text(type);
        }
        for (int child : relation.children) {
            changeType(store.relation(child), name, type, collation);
        }
        store.renamed();
    }

    private static SequenceOptions retyped(SequenceEntry sequence, String type) {
        SequenceOptions before = sequence.options;
        SequenceOptions usual = SequenceOptions.defaults(sequence.dataType, before.increment());
        SequenceOptions now = SequenceOptions.defaults(type, before.increment());
        return new SequenceOptions(
                before.start(),
                before.increment(),
                before.minimum() == usual.minimum() ? now.minimum() : before.minimum(),
                before.maximum() == usual.maximum() ? now.maximum() : before.maximum(),
                before.cache(),
                before.cycle());
    }

    void setDefault(RelationEntry relation, AlterTableCmd command, boolean recurse) {
        ColumnEntry column = folding.column(relation, command.name());
        if (column.identitySequence != 0) {
            throw Refusal.refused(column.name, Folding.described(relation, column.name) + " is an identity column");
        }
        if (column.generation != Generation.NONE) {
            throw Refusal.refused(column.name, Folding.described(relation, column.name) + " is a generated column");
        }
        Expression expression = command.def() == null ? null : folding.binder.constant(command.def());
        setDefault(relation, column.name, expression, recurse);
    }

    private void setDefault(RelationEntry relation, String name, @Nullable Expression expression, boolean recurse) {
        store.touch(relation);
        ColumnEntry column = relation.column(name);
        if (column == null) {
            return;
        }
        columns.setDefault(relation, column, expression);
        if (recurse) {
            for (int child : relation.children) {
                setDefault(store.relation(child), name, expression, true);
            }
        }
    }

    void setNotNull(RelationEntry relation, AlterTableCmd command) {
        constraints.notNull().set(relation, folding.column(relation, command.name()).number);
    }

    void dropNotNull(RelationEntry relation, AlterTableCmd command) {
        ColumnEntry column = folding.column(relation, command.name());
        dropNotNull(relation, column.number);
    }

    void dropNotNull(RelationEntry relation, int number) {
        ColumnEntry column = relation.column(number);
        if (column == null || !column.notNull) {
            return;
        }
        ConstraintEntry key = constraints.keys().primaryKey(relation);
        if (key != null && key.columns.contains(number)) {
            throw Refusal.refused(column.name, "column \"" + column.name + "\" is in a primary key");
        }
        if (column.identitySequence != 0) {
            throw Refusal.refused(column.name, Folding.described(relation, column.name) + " is an identity column");
        }
        if (relation.isPartition() || folding.version >= 18 && column.inherited > 0) {
            for (int parent : relation.parents) {
                ColumnEntry above = store.relation(parent).column(column.name);
                if (above != null && above.notNull) {
                    ConstraintEntry named = constraints.notNull().of(relation, number);
                    throw Refusal.refused(
                            column.name,
                            named == null
                                    ? "column \"" + column.name + "\" is marked NOT NULL in parent table"
                                    : "cannot drop inherited constraint \"" + named.name.name() + "\" of relation \""
                                            + relation.name.name() + "\"");
                }
            }
        }
        removeNotNull(relation, number);
    }

    private void removeNotNull(RelationEntry relation, int number) {
        store.touch(relation);
        ColumnEntry column = relation.column(number);
        if (column == null) {
            return;
        }
        ConstraintEntry constraint = constraints.notNull().of(relation, number);
        if (constraint != null) {
            dropper.drop(constraint, true);
        }
        column.notNull = false;
        for (int child : relation.children) {
            RelationEntry below = store.relation(child);
            ColumnEntry same = below.column(column.name);
            ConstraintEntry inherited =
                    same == null ? null : constraints.notNull().of(below, same.number);
            if (inherited != null) {
                store.touch(inherited).inherited--;
                if (inherited.inherited <= 0 && !inherited.local) {
                    removeNotNull(below, inherited.columns.get(0));
                }
            } else if (same != null && folding.version < 18) {
                removeNotNull(below, same.number);
            }
        }
    }

    void changeExpression(RelationEntry relation, AlterTableCmd command) {
        ColumnEntry column = folding.column(relation, command.name());
        if (column.generation == Generation.NONE) {
            if (command.missingOk()) {
                return;
            }
            throw Refusal.refused(
                    column.name,
                    Folding.described(relation, column.name) + " is not a "
                            + (command.subtype() == AlterTableType.AT_DropExpression && folding.version < 18
                                    ? "stored generated column"
                                    : "generated column"));
        }
        changeExpression(relation, column.name, command);
    }

    private void changeExpression(RelationEntry relation, String name, AlterTableCmd command) {
        store.touch(relation);
        ColumnEntry column = relation.column(name);
        if (column == null) {
            return;
        }
        if (command.subtype() == AlterTableType.AT_DropExpression) {
            columns.setDefault(relation, column, null);
            column.generation = Generation.NONE;
        } else if (command.def() != null) {
            columns.setDefault(relation, column, folding.binder.ofRelation(command.def(), relation));
        }
        for (int child : relation.children) {
            changeExpression(store.relation(child), name, command);
        }
    }

    void changeIdentity(RelationEntry relation, AlterTableCmd command) {
        store.touch(relation);
        ColumnEntry column = folding.column(relation, command.name());
        String described = Folding.described(relation, column.name);
        switch (command.subtype()) {
            case AT_AddIdentity -> {
                if (column.identitySequence != 0) {
                    throw Refusal.refused(column.name, described + " is already an identity column");
                }
                if (!column.notNull) {
                    throw Refusal.refused(
                            column.name, described + " must be declared NOT NULL before identity can be added");
                }
                if (column.expression != null) {
                    throw Refusal.refused(column.name, described + " already has a default value");
                }
                if (command.def() instanceof Constraint constraint) {
                    columns.addIdentity(relation, column, "a".equals(constraint.generatedWhen()), constraint.options());
                }
            }
            case AT_SetIdentity -> {
                requireIdentity(column, described);
                setIdentity(column, command);
            }
            default -> {
                if (column.identitySequence == 0 && command.missingOk()) {
                    return;
                }
                requireIdentity(column, described);
                Entry sequence = store.get(column.identitySequence);
                column.identitySequence = 0;
                if (sequence != null) {
                    store.setDependencies(store.touch(sequence), List.of());
                    dropper.drop(sequence, true);
                }
            }
        }
    }

    private static void requireIdentity(ColumnEntry column, String described) {
        if (column.identitySequence == 0) {
            throw Refusal.refused(column.name, described + " is not an identity column");
        }
    }

    private void setIdentity(ColumnEntry column, AlterTableCmd command) {
        if (!(command.def() instanceof PgList list)
                || !(store.get(column.identitySequence) instanceof SequenceEntry sequence)) {
            return;
        }
        DefElem generated = Options.find(list.items(), "generated");
        if (generated != null) {
            // the parser gives the letter as a number
            String letter = Options.text(generated.arg());
            column.identityAlways = String.valueOf((int) 'a').equals(letter);
        }
        store.touch(sequence);
        sequences.applyOptions(sequence, list.items(), false);
    }
}
