package dev.pgwright.load.folded;

import dev.pgwright.catalog.ColumnSettings;
import dev.pgwright.catalog.SerialTypes;
import dev.pgwright.load.folded.ColumnEntry.Generation;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the columns of tables from their definitions. */
final class Columns {
    private final Folding folding;
    private final Store store;
    private final Sequences sequences;
    private final Constraints constraints;

    Columns(Folding folding, Sequences sequences, Constraints constraints) {
        this.folding = folding;
        this.store = folding.store;
        this.sequences = sequences;
        this.constraints = constraints;
    }

    /** The column with its type and settings; its constraints are for {@link #finish}. */
    ColumnEntry start(RelationEntry table, ColumnDef definition) {
        String name = Scope.text(definition.colname());
        ColumnEntry column = new ColumnEntry(table.nextColumn++, name, typeOf(definition));
        column.collation = definition.collClause() == null
                ? null
                : Collations.qualified(store, definition.collClause().collname());
        column.settings = settings(definition, column.type);
        table.columns.add(column);
        return column;
    }

    private TypeRef typeOf(ColumnDef definition) {
        TypeName type = definition.typeName();
        if (type == null) {
            return TypeRef.unknown("unknown");
        }
        String serial = serialType(definition);
        return serial == null ? folding.types.resolve(type) : TypeRef.builtin(serial);
    }

    static @Nullable String serialType(ColumnDef definition) {
        TypeName type = definition.typeName();
        List<String> parts = type == null ? List.of() : Nodes.names(type.names());
        return type != null && type.arrayBounds().isEmpty() ? SerialTypes.integer(parts) : null;
    }

    private static ColumnSettings settings(ColumnDef definition, TypeRef type) {
        ColumnSettings.Storage storage = storage(definition.storageName(), type);
        String compression = compression(definition.compression());
        TreeMap<String, String> foreign = new TreeMap<>(Options.parameters(definition.fdwoptions()));
        if (storage == null && compression == null && foreign.isEmpty()) {
            return ColumnSettings.NONE;
        }
        return new ColumnSettings(storage, compression, null, new TreeMap<>(), foreign);
    }

    static @Nullable String compression(@Nullable String name) {
        return name == null || name.equalsIgnoreCase("default") ? null : name.toLowerCase(Locale.ROOT);
    }

    static ColumnSettings.@Nullable Storage storage(@Nullable String name, TypeRef type) {
        if (name == null || name.equalsIgnoreCase("default")) {
            return null;
        }
        ColumnSettings.Storage storage = switch (name.toLowerCase(Locale.ROOT)) {
            case "plain" -> ColumnSettings.Storage.PLAIN;
            case "external" -> ColumnSettings.Storage.EXTERNAL;
            case "extended" -> ColumnSettings.Storage.EXTENDED;
            case "main" -> ColumnSettings.Storage.MAIN;
            default -> null;
        };
        char usual = BuiltinTypes.storage(type);
        boolean same = storage == null
                || storage.name().toLowerCase(Locale.ROOT).charAt(0) == usual
                || (storage == ColumnSettings.Storage.EXTENDED && usual == 'x');
        return same && !(storage == ColumnSettings.Storage.EXTERNAL) ? null : storage;
    }

    /** The sequence of a serial column, the default and the identity; the rest is left to {@link #constraints}. */
    void finish(RelationEntry table, ColumnEntry column, ColumnDef definition) {
        String serial = serialType(definition);
        if (serial != null) {
            SequenceEntry sequence =
                    sequences.ofColumn(table, column, BuiltinTypes.formatted(serial, ""), List.of(), false);
            setDefault(table, column, SerialDefault.of(sequence));
            column.notNull = true;
        }
        for (Node node : definition.constraints()) {
            if (node instanceof Constraint constraint) {
                switch (constraint.contype()) {
                    case CONSTR_DEFAULT -> {
                        if (constraint.rawExpr() != null) {
                            setDefault(table, column, folding.binder.constant(constraint.rawExpr()));
                        }
                    }
                    case CONSTR_IDENTITY -> identity(table, column, constraint);
                    case CONSTR_GENERATED -> generated(table, column, constraint);
                    case CONSTR_NOTNULL, CONSTR_PRIMARY -> column.notNull = true;
                    default -> {
                        // the others need the whole table
                    }
                }
            }
        }
        if (definition.rawDefault() != null) {
            setDefault(table, column, folding.binder.constant(definition.rawDefault()));
        }
    }

    private void identity(RelationEntry table, ColumnEntry column, Constraint constraint) {
        addIdentity(table, column, "a".equals(constraint.generatedWhen()), constraint.options());
    }

    void addIdentity(RelationEntry table, ColumnEntry column, boolean always, List<Node> options) {
        SequenceEntry sequence =
                sequences.ofColumn(table, column, store.text(column.type.withModifier("")), options, true);
        column.identitySequence = sequence.oid;
        column.identityAlways = always;
        column.notNull = true;
    }

    private void generated(RelationEntry table, ColumnEntry column, Constraint constraint) {
        if (constraint.rawExpr() != null) {
            column.generation = "v".equals(constraint.generatedKind()) ? Generation.VIRTUAL : Generation.STORED;
            setDefault(table, column, folding.binder.ofRelation(constraint.rawExpr(), table));
        }
    }

    /** Sets or drops a default or a generated column's expression. */
    void setDefault(RelationEntry table, ColumnEntry column, @Nullable Expression expression) {
        Expression shown = expression == null || DefaultLiterals.isNull(expression.tree(), column.type, folding.types)
                ? null
                : expression;
        column.expression = shown;
        int own = column.generation == Generation.NONE ? -column.number : column.number;
        List<Dependency> dependencies = new ArrayList<>(table.dependencies);
        dependencies.removeIf(dependency -> dependency.own() == -column.number
                || (own > 0 && dependency.own() == own && dependency.object() == table.oid));
        if (shown != null) {
            dependencies.addAll(Binder.dependencies(shown, table.oid, own, Dependency.Strength.NORMAL));
        }
        store.setDependencies(table, dependencies);
    }

    /** What a column needs: its type. */
    void dependOnType(RelationEntry table, ColumnEntry column) {
        List<Dependency> dependencies = new ArrayList<>(table.dependencies);
        dependencies.removeIf(dependency -> dependency.own() == column.number
                && dependency.object() != table.oid
                && isType(store.get(dependency.object())));
        if (column.type.object() != 0) {
            dependencies.add(new Dependency(column.type.object(), 0, column.number, Dependency.Strength.NORMAL));
        }
        store.setDependencies(table, dependencies);
    }

    private static boolean isType(@Nullable Entry entry) {
        return entry instanceof TypeEntry || entry instanceof RelationEntry;
    }

    /** Those of a column's constraints that are the table's, with the column filled in and the settings that follow. */
    static List<Constraint> tableConstraints(ColumnDef definition) {
        List<Constraint> constraints = new ArrayList<>();
        for (Constraint constraint : ConstraintNodes.merged(definition.constraints())) {
            switch (constraint.contype()) {
                case CONSTR_CHECK, CONSTR_PRIMARY, CONSTR_UNIQUE, CONSTR_FOREIGN, CONSTR_NOTNULL ->
                    constraints.add(ConstraintNodes.ofColumn(constraint, Scope.text(definition.colname())));
                default -> {
                    // defaults and the like are the column's own
                }
            }
        }
        return constraints;
    }

    Constraints constraints() {
        return constraints;
    }
}
