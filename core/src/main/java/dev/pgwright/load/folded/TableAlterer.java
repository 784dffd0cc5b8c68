package dev.pgwright.load.folded;

import dev.pgwright.load.folded.RelationEntry.Kind;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.DropBehavior;
import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code ALTER TABLE} and its likes for other relations. */
final class TableAlterer {
    private final Folding folding;
    private final Store store;
    private final ColumnAlterer columns;
    private final ColumnSettingAlterer columnSettings;
    private final SettingAlterer settings;
    private final Constraints constraints;
    private final Dropper dropper;
    private final Owners owners;

    TableAlterer(Folding folding, ColumnAlterer columns, SettingAlterer settings, Constraints constraints) {
        this.folding = folding;
        this.store = folding.store;
        this.columns = columns;
        this.columnSettings = new ColumnSettingAlterer(folding);
        this.settings = settings;
        this.constraints = constraints;
        this.dropper = new Dropper(folding);
        this.owners = new Owners(folding);
    }

    void alter(AlterTableStmt statement) {
        if (statement.relation() == null) {
            return;
        }
        Entry found = store.get(folding.scope().findRelation(statement.relation()));
        if (found == null && statement.missingOk()) {
            return;
        }
        if (found == null) {
            throw folding.missing(statement.relation());
        }
        List<AlterTableCmd> commands = new ArrayList<>();
        for (Node node : statement.cmds()) {
            if (node instanceof AlterTableCmd command) {
                commands.add(command);
            }
        }
        // several commands are carried out in passes (AlterTablePass of PostgreSQL's tablecmds.c)
        commands.sort(Comparator.comparingInt(command -> pass(command)));
        boolean recurse = statement.relation().inh();
        for (AlterTableCmd command : commands) {
            apply(found, command, recurse);
        }
        if (found instanceof RelationEntry relation) {
            columns.addPendingConstraints(relation);
        }
    }

    private static int pass(AlterTableCmd command) {
        return switch (command.subtype()) {
            case AT_DropColumn, AT_DropConstraint, AT_DropNotNull, AT_DropExpression, AT_DropIdentity -> 0;
            case AT_AlterColumnType -> 1;
            case AT_AddColumn, AT_AddColumnToView -> 2;
            case AT_SetExpression -> 2;
            case AT_SetNotNull -> 3;
            case AT_ColumnDefault, AT_AddIdentity, AT_SetIdentity -> 4;
            case AT_AddConstraint -> isKey(command) ? 5 : 6;
            default -> 7;
        };
    }

    private static boolean isKey(AlterTableCmd command) {
        return command.def() instanceof Constraint constraint
                && switch (constraint.contype()) {
                    case CONSTR_PRIMARY, CONSTR_UNIQUE, CONSTR_EXCLUSION -> true;
                    default -> false;
                };
    }

    private void apply(Entry found, AlterTableCmd command, boolean recurse) {
        if (command.subtype() == AlterTableType.AT_ChangeOwner) {
            owners.change(found, command.newowner());
        } else if (found instanceof RelationEntry relation) {
            apply(relation, command, recurse);
        } else if (found instanceof IndexEntry index) {
            settings.ofIndex(index, command);
        } else if (found instanceof SequenceEntry sequence) {
            settings.ofSequence(sequence, command);
        }
    }

    private void apply(RelationEntry relation, AlterTableCmd command, boolean recurse) {
        boolean cascade = command.behavior() == DropBehavior.DROP_CASCADE;
        switch (command.subtype()) {
            case AT_AddColumn, AT_AddColumnToView -> columns.add(relation, command);
            case AT_DropColumn -> columns.drop(relation, command, cascade);
            case AT_AlterColumnType -> columns.changeType(relation, command);
            case AT_ColumnDefault -> columns.setDefault(relation, command, recurse);
            case AT_SetNotNull -> columns.setNotNull(relation, command);
            case AT_DropNotNull -> columns.dropNotNull(relation, command);
            case AT_SetExpression, AT_DropExpression -> columns.changeExpression(relation, command);
            case AT_AddIdentity, AT_SetIdentity, AT_DropIdentity -> columns.changeIdentity(relation, command);
            case AT_SetStatistics, AT_SetOptions, AT_ResetOptions, AT_SetStorage, AT_SetCompression ->
                columnSettings.change(relation, command, recurse);
            case AT_AlterColumnGenericOptions -> columnSettings.changeForeign(relation, command);
            case AT_AddConstraint -> addConstraint(relation, command, recurse);
            case AT_DropConstraint -> dropConstraint(relation, command, cascade);
            case AT_ValidateConstraint -> validate(relation, Scope.text(command.name()));
            case AT_AlterConstraint -> settings.alterConstraint(relation, command, constraints);
            case AT_AttachPartition, AT_DetachPartition, AT_DetachPartitionFinalize, AT_AddInherit, AT_DropInherit ->
                settings.changeParent(relation, command);
            default -> settings.ofRelation(relation, command, recurse);
        }
    }

    private void addConstraint(RelationEntry relation, AlterTableCmd command, boolean recurse) {
        if (!(command.def() instanceof Constraint constraint)) {
            return;
        }
        if (!relation.kind.isTable()) {
            throw Refusal.refused(relation.name.name(), "\"" + relation.name.name() + "\" is not a table");
        }
        boolean check = constraint.contype() == ConstrType.CONSTR_CHECK;
        if (check && !recurse && !relation.children.isEmpty() && !constraint.isNoInherit()) {
            throw Refusal.refused(relation.name.name(), "constraint must be added to child tables too");
        }
        constraints.add(relation, constraint);
    }

    private ConstraintEntry constraint(RelationEntry relation, String name) {
        ConstraintEntry found = constraints.find(relation, name);
        if (found == null) {
            throw Refusal.missing(
                    name, "constraint \"" + name + "\" of relation \"" + relation.name.name() + "\" does not exist");
        }
        return found;
    }

    private void dropConstraint(RelationEntry relation, AlterTableCmd command, boolean cascade) {
        String name = Scope.text(command.name());
        ConstraintEntry found = constraints.find(relation, name);
        if (found == null && command.missingOk()) {
            return;
        }
        ConstraintEntry constraint = constraint(relation, name);
        if (constraint.inherited > 0) {
            throw Refusal.refused(
                    name,
                    "cannot drop inherited constraint \"" + name + "\" of relation \"" + relation.name.name() + "\"");
        }
        boolean inheritable =
                constraint.kind == ConstraintEntry.Kind.CHECK || constraint.kind == ConstraintEntry.Kind.NOT_NULL;
        if (constraint.kind == ConstraintEntry.Kind.NOT_NULL) {
            columns.dropNotNull(relation, constraint.columns.get(0));
            return;
        }
        dropper.drop(constraint, cascade);
        if (inheritable && !constraint.noInherit) {
            for (int child : relation.children) {
                disinherit(store.relation(child), name);
            }
        }
    }

    private void disinherit(RelationEntry child, String name) {
        ConstraintEntry constraint = constraints.find(child, name);
        if (constraint == null) {
            return;
        }
        store.touch(constraint).inherited--;
        if (constraint.inherited <= 0 && !constraint.local) {
            dropper.drop(constraint, true);
            for (int grandchild : child.children) {
                disinherit(store.relation(grandchild), name);
            }
        }
    }

    private void validate(RelationEntry relation, String name) {
        ConstraintEntry constraint = constraint(relation, name);
        switch (constraint.kind) {
            case CHECK, FOREIGN_KEY, NOT_NULL -> {
                if (!constraint.enforced) {
                    throw Refusal.refused(name, "cannot validate NOT ENFORCED constraint");
                }
                markValidated(relation, constraint);
            }
            default ->
                throw Refusal.refused(
                        name,
                        folding.version >= 18
                                ? "cannot validate constraint \"" + name + "\" of relation \"" + relation.name.name()
                                        + "\""
                                : "constraint \"" + name + "\" of relation \"" + relation.name.name()
                                        + "\" is not a foreign key or check constraint");
        }
    }

    private void markValidated(RelationEntry relation, ConstraintEntry constraint) {
        store.touch(constraint).validated = true;
        for (int child : relation.children) {
            RelationEntry below = store.relation(child);
            ConstraintEntry same = constraints.find(below, constraint.name.name());
            if (same != null && same.kind == constraint.kind) {
                markValidated(below, same);
            }
        }
    }

    /** Whether ALTER TABLE may be said of the relation. */
    static boolean isTable(RelationEntry relation) {
        return relation.kind != Kind.COMPOSITE;
    }
}
