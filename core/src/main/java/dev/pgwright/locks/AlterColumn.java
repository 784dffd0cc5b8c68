package dev.pgwright.locks;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.SerialTypes;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.DropBehavior;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The subcommands of ALTER TABLE that are about a column. */
final class AlterColumn {
    private final Effects effects;
    private final Relations relations;
    private final AlteredTable table;

    AlterColumn(Effects effects, AlteredTable table) {
        this.effects = effects;
        this.table = table;
        relations = effects.relations();
    }

    void add(AlterTableCmd command, AlterConstraints constraints) {
        if (!(command.def() instanceof ColumnDef column)) {
            table.recursing(ColumnForm.ADD_COLUMN);
            return;
        }
        if (command.missingOk() && exists(String.valueOf(column.colname()))) {
            table.alone(ColumnForm.ADD_COLUMN);
            return;
        }
        @Nullable Node defaultExpression = defaultOf(column);
        boolean filled = writesValues(column, defaultExpression);
        Form form = filled ? ColumnForm.ADD_COLUMN_REWRITE : ColumnForm.ADD_COLUMN;
        if (filled) {
            table.rewriting(form);
        } else {
            table.recursing(form);
        }
        if (defaultExpression != null) {
            effects.on(form, Role.DEFAULT_SEQUENCE, Sequences.named(defaultExpression, relations));
        }
        boolean hasValues = filled || defaultExpression != null;
        if (has(column, ConstrType.CONSTR_NOTNULL) && !hasValues && !has(column, ConstrType.CONSTR_GENERATED)) {
            table.recursing(ColumnForm.ADD_COLUMN_NOT_NULL);
        }
        for (Node node : column.constraints()) {
            constraints.addInline(node, hasValues);
        }
    }

    private boolean exists(String column) {
        return relations.column(table.name(), column).isPresent();
    }

    private static @Nullable Node defaultOf(ColumnDef column) {
        for (Node node : column.constraints()) {
            if (node instanceof dev.pgwright.sql.tree.Constraint constraint
                    && constraint.contype() == ConstrType.CONSTR_DEFAULT) {
                return constraint.rawExpr();
            }
        }
        return column.rawDefault();
    }

    private static boolean has(ColumnDef column, ConstrType type) {
        return column.constraints().stream()
                .anyMatch(node ->
                        node instanceof dev.pgwright.sql.tree.Constraint constraint && constraint.contype() == type);
    }

    /** Whether every row needs a value of its own, or a check that only a rewrite makes. */
    private boolean writesValues(ColumnDef column, @Nullable Node defaultExpression) {
        TypeName type = column.typeName();
        if (has(column, ConstrType.CONSTR_IDENTITY)) {
            return true;
        }
        for (Node node : column.constraints()) {
            if (node instanceof dev.pgwright.sql.tree.Constraint constraint
                    && constraint.contype() == ConstrType.CONSTR_GENERATED) {
                return !"v".equals(constraint.generatedKind());
            }
        }
        if (type != null) {
            List<String> names = Nodes.names(type.names());
            boolean builtIn = names.size() == 2 && names.get(0).equals("pg_catalog");
            if (!builtIn && relations.mayBeUnknownType(relations.resolve(names))) {
                effects.opaque();
            }
            if (SerialTypes.integer(names) != null
                    || TypeShape.of(type, relations).constrained()) {
                return true;
            }
        }
        return defaultExpression != null && Volatility.isVolatile(defaultExpression, relations);
    }

    void drop(AlterTableCmd command) {
        String column = String.valueOf(command.name());
        if (command.missingOk() && !exists(column)) {
            table.alone(ColumnForm.DROP_COLUMN);
            return;
        }
        Form form = ColumnForm.DROP_COLUMN;
        table.recursing(form);
        effects.on(form, Role.COLUMN_INDEX, table.indexesWith(column));
        effects.on(form, Role.SEQUENCE, relations.sequences(table.name(), column));
        for (Constraint.ForeignKey key : relations.foreignKeys(table.name())) {
            if (key.columns().contains(column)) {
                effects.on(form, Role.REFERENCED, relations.family(key.referenced()));
            }
        }
        if (command.behavior() == DropBehavior.DROP_CASCADE) {
            if (relations.table(table.name()).isEmpty()) {
                effects.opaque();
            }
            for (Catalog.TableForeignKey key : relations.foreignKeysTo(table.name())) {
                if (key.key().referencedColumns().contains(column)) {
                    effects.on(
                            form, Role.REFERENCING, relations.family(key.table().name()));
                }
            }
            effects.on(form, Role.DEPENDENT, new Dependents(relations).views(table.name(), column));
        }
    }

    void setDefault(@Nullable Node expression) {
        table.recursing(expression == null ? ColumnForm.DROP_DEFAULT : ColumnForm.SET_DEFAULT);
        if (expression != null) {
            effects.on(ColumnForm.SET_DEFAULT, Role.DEFAULT_SEQUENCE, Sequences.named(expression, relations));
        }
    }

    void setNotNull(String column) {
        boolean proven = isProven(table.name(), column);
        table.alone(setNotNullForm(proven));
        boolean declared = relations
                .table(table.name())
                .filter(found -> NotNullProof.isDeclared(found, column))
                .isPresent();
        if (relations.version() >= 18 && declared) {
            return;
        }
        for (QualifiedName child : table.children()) {
            // a partition has the checks of the table above
            boolean inherits = proven
                    && relations
                            .table(child)
                            .filter(found -> found.partitionOf() != null)
                            .isPresent();
            effects.on(setNotNullForm(inherits || isProven(child, column)), Role.CHILD, child);
        }
    }

    private boolean isProven(QualifiedName name, String column) {
        return relations
                .table(name)
                .filter(found -> NotNullProof.holds(found, column))
                .isPresent();
    }

    private static Form setNotNullForm(boolean proven) {
        return proven ? ColumnForm.SET_NOT_NULL_PROVEN : ColumnForm.SET_NOT_NULL;
    }

    void dropNotNull(String column) {
        table.alone(ColumnForm.DROP_NOT_NULL);
        boolean recurses = relations.version() < 18
                ? true
                : relations.column(table.name(), column).filter(Column::notNull).isPresent();
        if (recurses) {
            // from 18 the children's constraints are inherited ones, which ONLY does not keep from
            effects.on(
                    ColumnForm.DROP_NOT_NULL,
                    Role.CHILD,
                    relations.version() < 18 ? table.children() : relations.children(table.name()));
        }
    }

    void setExpression(String column) {
        boolean virtual = relations
                .column(table.name(), column)
                .filter(found -> found.generated() != null && !found.generated().stored())
                .isPresent();
        Form form = virtual ? ColumnForm.SET_EXPRESSION_VIRTUAL : ColumnForm.SET_EXPRESSION;
        if (virtual) {
            table.recursing(form);
        } else {
            table.rewriting(form);
        }
        effects.on(form, Role.COLUMN_INDEX, table.indexesWith(column));
    }

    void setIdentity(AlterTableCmd command) {
        boolean restarts = command.def() instanceof PgList list
                && list.items().stream()
                        .anyMatch(item -> item instanceof DefElem option
                                && Sequences.isRewriting(String.valueOf(option.defname())));
        Form form = restarts ? ColumnForm.RESTART_IDENTITY : ColumnForm.SET_IDENTITY;
        table.recursing(form);
        effects.on(form, Role.SEQUENCE, relations.identitySequences(table.name(), command.name()));
    }

    void dropIdentity(String column) {
        table.recursing(ColumnForm.DROP_IDENTITY);
        effects.on(ColumnForm.DROP_IDENTITY, Role.SEQUENCE, relations.identitySequences(table.name(), column));
    }

    void setType(AlterTableCmd command) {
        String name = String.valueOf(command.name());
        Optional<Column> column = relations.column(table.name(), name);
        if (!(command.def() instanceof ColumnDef definition) || definition.typeName() == null || column.isEmpty()) {
            table.rewriting(ColumnForm.TYPE_REWRITE);
            return;
        }
        if (column.get().generated() != null && !column.get().generated().stored()) {
            // a virtual column has no values to write
            table.recursing(ColumnForm.TYPE);
            return;
        }
        Optional<TypeShape> from = TypeShape.of(column.get().type(), relations);
        TypeShape to = TypeShape.of(definition.typeName(), relations);
        boolean kept =
                from.isPresent() && TypeChange.keepsValues(from.get(), to, name, definition.rawDefault(), relations);
        boolean indexesKept =
                kept && TypeChange.keepsIndexes(from.get(), to) && keepsCollation(column.get(), definition);
        Form form = kept ? keptForm(name, indexesKept) : ColumnForm.TYPE_REWRITE;
        if (kept) {
            table.alone(form);
            for (QualifiedName child : table.children()) {
                effects.on(
                        form == ColumnForm.TYPE_REINDEX && indexesToBuild(child, name, indexesKept)
                                ? form
                                : ColumnForm.TYPE,
                        Role.CHILD,
                        child);
            }
        } else {
            table.recursing(form);
            List<QualifiedName> made = table.indexesWith(name);
            effects.on(
                    form,
                    Role.INDEX,
                    table.storedIndexes().stream()
                            .filter(index -> !made.contains(index))
                            .toList());
        }
        effects.on(form, Role.COLUMN_INDEX, table.indexesWith(name));
        String text = column.get().defaultExpression();
        if (text != null) {
            Expressions.parse(text)
                    .ifPresent(tree -> effects.on(form, Role.DEFAULT_SEQUENCE, Sequences.named(tree, relations)));
        }
        effects.on(form, Role.SEQUENCE, relations.identitySequences(table.name(), name));
        keysOf(name, indexesKept);
    }

    private Form keptForm(String column, boolean indexesKept) {
        if (indexesToBuild(table.name(), column, indexesKept)
                || table.children().stream().anyMatch(child -> indexesToBuild(child, column, indexesKept))) {
            return ColumnForm.TYPE_REINDEX;
        }
        boolean checked = relations
                .table(table.name())
                .filter(found -> found.of(Constraint.Check.class).stream()
                        .anyMatch(check -> check.validated()
                                && check.enforced()
                                && Expressions.mentions(check.expression(), column)))
                .isPresent();
        return checked ? ColumnForm.TYPE_RECHECK : ColumnForm.TYPE;
    }

    /** CheckIndexCompatible in indexcmds.c: an index with an expression or a predicate is always built again. */
    private boolean indexesToBuild(QualifiedName relation, String column, boolean indexesKept) {
        return relations.indexes().of(relation).stream()
                .anyMatch(index -> index.has(column) && (!indexesKept || index.isComputed()));
    }

    private static boolean keepsCollation(Column column, ColumnDef definition) {
        String wanted = definition.collClause() == null
                ? null
                : String.join(".", Nodes.names(definition.collClause().collname()));
        String now = column.collation();
        if (wanted == null || now == null) {
            return wanted == null && now == null;
        }
        return now.replace("\"", "").endsWith(wanted);
    }

    /** Foreign keys of and to the column are made again, and asked again unless the operators stay. */
    private void keysOf(String column, boolean sameOperators) {
        for (Constraint.ForeignKey key : relations.foreignKeys(table.name())) {
            if (key.columns().contains(column)) {
                effects.on(ColumnForm.TYPE_OF_KEY, Role.REFERENCED, relations.family(key.referenced()));
                keyIndex(key);
                if (!sameOperators && key.validated() && key.enforced()) {
                    effects.on(ColumnForm.TYPE_RECHECKS_KEY, Role.REFERENCED, relations.family(key.referenced()));
                    effects.on(
                            ColumnForm.TYPE_RECHECKS_KEY,
                            Role.REFERENCED_INDEX,
                            relations.indexes().names(relations.family(key.referenced())));
                }
            }
        }
        for (Catalog.TableForeignKey to : relations.foreignKeysTo(table.name())) {
            if (to.key().referencedColumns().contains(column)) {
                List<QualifiedName> family = relations.family(to.table().name());
                effects.on(ColumnForm.TYPE_OF_KEY, Role.REFERENCING, family);
                if (!sameOperators && to.key().validated() && to.key().enforced()) {
                    effects.on(ColumnForm.TYPE_RECHECKS_KEY, Role.REFERENCING, family);
                    effects.on(
                            ColumnForm.TYPE_RECHECKS_KEY,
                            Role.REFERENCING_INDEX,
                            relations.indexes().ofStored(to.table().name()));
                }
            }
        }
    }

    private void keyIndex(Constraint.ForeignKey key) {
        relations
                .indexes()
                .key(key.referenced(), key.referencedColumns())
                .ifPresent(index -> effects.on(ColumnForm.TYPE_OF_KEY, Role.REFERENCED_KEY, index.name()));
    }
}
