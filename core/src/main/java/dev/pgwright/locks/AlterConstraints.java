package dev.pgwright.locks;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ATAlterConstraint;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.DropBehavior;
import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The subcommands of ALTER TABLE that are about a constraint. */
final class AlterConstraints {
    private final Effects effects;
    private final Relations relations;
    private final AlteredTable table;

    AlterConstraints(Effects effects, AlteredTable table) {
        this.effects = effects;
        this.table = table;
        relations = effects.relations();
    }

    /** A constraint of a column that is being added. */
    void addInline(Node node, boolean hasValues) {
        if (node instanceof Constraint constraint) {
            switch (constraint.contype()) {
                case CONSTR_CHECK, CONSTR_FOREIGN -> add(constraint, hasValues);
                case CONSTR_UNIQUE, CONSTR_PRIMARY, CONSTR_EXCLUSION -> table.recursing(ConstraintForm.ADD_UNIQUE);
                default -> {}
            }
        }
    }

    /**
     * ADD a constraint.
     *
     * @param hasValues false for a foreign key whose column is new and null in every row
     */
    void add(@Nullable Node node, boolean hasValues) {
        if (!(node instanceof Constraint constraint)) {
            return;
        }
        switch (constraint.contype()) {
            case CONSTR_CHECK -> {
                boolean unchecked = constraint.skipValidation() || !constraint.isEnforced();
                Form form = unchecked ? ConstraintForm.ADD_CHECK_NOT_VALID : ConstraintForm.ADD_CHECK;
                table.alone(form);
                if (!constraint.isNoInherit()) {
                    effects.on(form, Role.CHILD, table.children());
                }
            }
            case CONSTR_NOTNULL -> notNull(constraint);
            case CONSTR_FOREIGN -> foreignKey(constraint, hasValues);
            case CONSTR_PRIMARY, CONSTR_UNIQUE, CONSTR_EXCLUSION -> key(constraint);
            default -> table.alone(ConstraintForm.ALTER_CONSTRAINT);
        }
    }

    private void notNull(Constraint constraint) {
        List<String> keys = Nodes.names(constraint.keys());
        boolean has = !keys.isEmpty() && hasNoNulls(keys.get(0));
        Form form = constraint.skipValidation() || has
                ? ConstraintForm.ADD_NOT_NULL_NOT_VALID
                : ConstraintForm.ADD_NOT_NULL;
        table.alone(form);
        if (!constraint.isNoInherit()) {
            effects.on(form, Role.CHILD, table.children());
        }
    }

    private boolean hasNoNulls(String column) {
        return relations
                .table(table.name())
                .filter(found -> NotNullProof.holds(found, column))
                .isPresent();
    }

    private boolean isNotNull(String column) {
        return relations
                .table(table.name())
                .filter(found -> NotNullProof.isDeclared(found, column))
                .isPresent();
    }

    private void foreignKey(Constraint constraint, boolean hasValues) {
        boolean unchecked = constraint.skipValidation() || !constraint.isEnforced() || !hasValues;
        Form form = unchecked ? ConstraintForm.ADD_FOREIGN_KEY_NOT_VALID : ConstraintForm.ADD_FOREIGN_KEY;
        table.alone(form);
        effects.on(form, Role.CHILD, relations.children(table.name()));
        if (constraint.pktable() == null) {
            return;
        }
        QualifiedName referenced = relations.resolve(constraint.pktable());
        ForeignKeys.reference(effects, form, referenced, Nodes.names(constraint.pkAttrs()));
        if (!unchecked) {
            ForeignKeys.asked(effects, form, table.name(), referenced);
        }
    }

    private void key(Constraint constraint) {
        String index = constraint.indexname();
        boolean primary = constraint.contype() == ConstrType.CONSTR_PRIMARY;
        if (index != null) {
            QualifiedName name = QualifiedName.of(table.name().schema(), index);
            boolean renamed =
                    constraint.conname() != null && !constraint.conname().equals(index);
            Form form = renamed ? ConstraintForm.USING_INDEX_RENAMED : ConstraintForm.USING_INDEX;
            table.alone(form);
            effects.on(form, Role.INDEX, name);
            List<String> columns =
                    relations.indexes().find(name).map(RelationIndex::keyNames).orElse(List.of());
            boolean spared = !columns.isEmpty() && columns.stream().allMatch(this::hasNoNulls);
            if (primary && !spared) {
                table.alone(ConstraintForm.USING_INDEX_SCAN);
            }
            return;
        }
        List<String> columns = Nodes.names(constraint.keys());
        boolean sets = primary && !columns.stream().allMatch(this::isNotNull);
        Form form = sets ? ConstraintForm.ADD_PRIMARY_KEY : ConstraintForm.ADD_UNIQUE;
        table.alone(form);
        if (relations.isPartitioned(table.name())) {
            effects.on(form, Role.CHILD, table.children());
        } else {
            effects.on(
                    primary ? ConstraintForm.ADD_PRIMARY_KEY_INHERITED : ConstraintForm.ADD_KEY_INHERITED,
                    Role.CHILD,
                    table.children());
        }
    }

    void validate(String name) {
        Optional<dev.pgwright.catalog.Constraint> constraint = constraint(name);
        if (constraint.isEmpty()) {
            table.recursing(ConstraintForm.VALIDATE);
            return;
        }
        if (constraint.get() instanceof dev.pgwright.catalog.Constraint.ForeignKey key) {
            if (key.validated()) {
                table.alone(ConstraintForm.VALIDATE_VALID);
                return;
            }
            Form form = ConstraintForm.VALIDATE_FOREIGN_KEY;
            table.alone(form);
            effects.on(form, Role.CHILD, relations.children(table.name()));
            effects.on(form, Role.REFERENCED, relations.family(key.referenced()));
            ForeignKeys.asked(effects, form, table.name(), key.referenced());
            return;
        }
        boolean valid = true;
        boolean local = false;
        if (constraint.get() instanceof dev.pgwright.catalog.Constraint.Check check) {
            valid = check.validated();
            local = check.noInherit();
        } else if (constraint.get() instanceof dev.pgwright.catalog.Constraint.NotNull notNull) {
            valid = notNull.validated();
            local = notNull.noInherit();
        }
        table.alone(valid ? ConstraintForm.VALIDATE_VALID : ConstraintForm.VALIDATE);
        if (!valid && !local) {
            effects.on(ConstraintForm.VALIDATE, Role.CHILD, table.children());
        }
    }

    /** The constraint, of the table or of one above it. */
    private Optional<dev.pgwright.catalog.Constraint> constraint(String name) {
        List<Table> tables = new ArrayList<>();
        relations.table(table.name()).ifPresent(tables::add);
        tables.addAll(relations.ancestors(table.name()));
        return tables.stream()
                .flatMap(found -> found.constraints().stream())
                .filter(found -> found.name().equals(name))
                .findFirst();
    }

    void drop(AlterTableCmd command) {
        String name = String.valueOf(command.name());
        Optional<dev.pgwright.catalog.Constraint> constraint = constraint(name);
        if (constraint.isPresent() && constraint.get() instanceof dev.pgwright.catalog.Constraint.ForeignKey key) {
            table.alone(ConstraintForm.DROP_FOREIGN_KEY);
            effects.on(ConstraintForm.DROP_FOREIGN_KEY, Role.CHILD, table.children());
            effects.on(ConstraintForm.DROP_FOREIGN_KEY, Role.REFERENCED, relations.family(key.referenced()));
            return;
        }
        Optional<RelationIndex> index = relations.indexes().of(table.name()).stream()
                .filter(each -> name.equals(each.constraint()))
                .findFirst();
        if (index.isPresent()) {
            Form form = ConstraintForm.DROP_KEY;
            table.alone(form);
            for (RelationIndex part : relations.indexes().tree(index.get())) {
                effects.on(form, Role.INDEX, part.name());
                if (!part.table().equals(table.name())) {
                    effects.on(form, Role.CHILD, part.table());
                }
            }
            if (command.behavior() == DropBehavior.DROP_CASCADE) {
                for (Catalog.TableForeignKey key : relations.foreignKeysTo(table.name())) {
                    if (index.get().keyNames().containsAll(key.key().referencedColumns())) {
                        effects.on(
                                form,
                                Role.REFERENCING,
                                relations.family(key.table().name()));
                    }
                }
            }
            return;
        }
        table.alone(ConstraintForm.DROP_CONSTRAINT);
        if (constraint.isPresent() && !isLocal(constraint.get())) {
            effects.on(ConstraintForm.DROP_CONSTRAINT, Role.CHILD, table.children());
        }
    }

    private static boolean isLocal(dev.pgwright.catalog.Constraint constraint) {
        return (constraint instanceof dev.pgwright.catalog.Constraint.Check check && check.noInherit())
                || (constraint instanceof dev.pgwright.catalog.Constraint.NotNull notNull && notNull.noInherit());
    }

    void alter(@Nullable Node def) {
        if (!(def instanceof ATAlterConstraint change)) {
            table.alone(ConstraintForm.ALTER_CONSTRAINT);
            return;
        }
        if (change.alterInheritability()) {
            table.alone(ConstraintForm.ALTER_CONSTRAINT_INHERIT);
            effects.on(ConstraintForm.ALTER_CONSTRAINT_INHERIT, Role.CHILD, table.children());
        } else if (change.alterEnforceability()) {
            table.alone(ConstraintForm.ALTER_CONSTRAINT_ENFORCED);
            constraint(String.valueOf(change.conname())).ifPresent(constraint -> {
                if (constraint instanceof dev.pgwright.catalog.Constraint.ForeignKey key) {
                    effects.on(
                            ConstraintForm.ALTER_CONSTRAINT_ENFORCED,
                            Role.REFERENCED,
                            relations.family(key.referenced()));
                }
            });
        } else {
            table.recursing(ConstraintForm.ALTER_CONSTRAINT);
        }
    }
}
