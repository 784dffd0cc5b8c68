package dev.pgwright.load.folded;

import dev.pgwright.catalog.ColumnSettings;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.ColumnEntry.Generation;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TableLikeClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code LIKE table INCLUDING ...} (transformTableLikeClause and expandTableLikeClause of parse_utilcmd.c). */
final class Likes {
    // TableLikeOption of PostgreSQL's parsenodes.h
    private static final int COMMENTS = 1;
    private static final int COMPRESSION = 1 << 1;
    private static final int CONSTRAINTS = 1 << 2;
    private static final int DEFAULTS = 1 << 3;
    private static final int GENERATED = 1 << 4;
    private static final int IDENTITY = 1 << 5;
    private static final int INDEXES = 1 << 6;
    private static final int STORAGE = 1 << 8;

    private final Folding folding;
    private final Store store;
    private final Columns columns;
    private final Indexes indexes;

    Likes(Folding folding, Columns columns, Indexes indexes) {
        this.folding = folding;
        this.store = folding.store;
        this.columns = columns;
        this.indexes = indexes;
    }

    void addColumns(RelationEntry table, TableLikeClause like) {
        if (like.relation() == null) {
            return;
        }
        RelationEntry source = folding.withColumns(like.relation());
        int options = like.options();
        for (ColumnEntry original : source.columns) {
            if (table.column(original.name) != null) {
                throw Refusal.duplicate(original.name, "column \"" + original.name + "\" specified more than once");
            }
            ColumnEntry column = original.copy(table.nextColumn++);
            column.inherited = 0;
            column.local = true;
            column.identitySequence = 0;
            column.expression = null;
            column.generation = Generation.NONE;
            column.comment = has(options, COMMENTS) ? original.comment : null;
            column.settings = settings(original, options);
            table.columns.add(column);
            columns.dependOnType(table, column);
            SequenceEntry sequence = store.get(original.identitySequence) instanceof SequenceEntry found ? found : null;
            if (sequence != null && has(options, IDENTITY)) {
                columns.addIdentity(table, column, original.identityAlways, List.of());
                SequenceEntry made = (SequenceEntry) store.get(column.identitySequence);
                if (made != null) {
                    made.options = sequence.options;
                    made.dataType = sequence.dataType;
                }
            }
        }
    }

    private static ColumnSettings settings(ColumnEntry column, int options) {
        ColumnSettings settings = column.settings;
        ColumnSettings kept = new ColumnSettings(
                has(options, STORAGE) ? settings.storage() : null,
                has(options, COMPRESSION) ? settings.compression() : null,
                null,
                new TreeMap<>(),
                new TreeMap<>());
        return kept.equals(ColumnSettings.NONE) ? ColumnSettings.NONE : kept;
    }

    private static boolean has(int options, int option) {
        return (options & option) != 0;
    }

    /** What needs all columns: defaults, checks and indexes. */
    void finish(RelationEntry table, List<Node> elements) {
        for (Node element : elements) {
            if (element instanceof TableLikeClause like && like.relation() != null) {
                finish(table, folding.withColumns(like.relation()), like.options());
            }
        }
    }

    private void finish(RelationEntry table, RelationEntry source, int options) {
        Map<Integer, Integer> numbers = Indexes.numbers(source, table);
        for (ColumnEntry original : source.columns) {
            ColumnEntry column = folding.column(table, original.name);
            boolean generated = original.generation != Generation.NONE;
            if (original.expression != null && has(options, generated ? GENERATED : DEFAULTS)) {
                column.generation = original.generation;
                columns.setDefault(table, column, Indexes.renumbered(original.expression, numbers));
            }
            if (column.notNull && columns.constraints().notNull().of(table, column.number) == null) {
                ConstraintEntry named = columns.constraints().notNull().of(source, original.number);
                columns.constraints().notNull().add(table, column, named == null ? null : named.name.name(), null);
            }
        }
        if (has(options, CONSTRAINTS)) {
            for (int oid : source.constraints) {
                copyCheck(table, store.constraint(oid), numbers, has(options, COMMENTS));
            }
        }
        if (has(options, INDEXES)) {
            for (int oid : List.copyOf(source.indexes)) {
                copyIndex(table, store.index(oid), numbers, has(options, COMMENTS));
            }
        }
    }

    private void copyCheck(
            RelationEntry table, ConstraintEntry check, Map<Integer, Integer> numbers, boolean comments) {
        Expression expression = check.expression;
        if (check.kind != ConstraintEntry.Kind.CHECK || expression == null) {
            return;
        }
        ConstraintEntry copy = new ConstraintEntry(
                store.nextOid(),
                QualifiedName.of(table.name.schema(), check.name.name()),
                ConstraintEntry.Kind.CHECK,
                table.oid);
        copy.expression = Indexes.renumbered(expression, numbers);
        copy.columns = copy.expression == null ? List.of() : copy.expression.ownColumns();
        copy.noInherit = check.noInherit;
        copy.enforced = check.enforced;
        copy.comment = comments ? check.comment : null;
        List<Dependency> dependencies = new ArrayList<>(List.of(Dependency.auto(table.oid, 0)));
        if (copy.expression != null) {
            dependencies.addAll(Binder.dependencies(copy.expression, table.oid, 0, Dependency.Strength.AUTO));
        }
        copy.dependencies = dependencies;
        store.add(copy);
        store.touch(table).constraints.add(copy.oid);
    }

    private void copyIndex(RelationEntry table, IndexEntry index, Map<Integer, Integer> numbers, boolean comments) {
        IndexEntry copy = indexes.copyFor(index, table, numbers);
        copy.comment = comments ? index.comment : null;
        ConstraintEntry original = index.constraint == 0 ? null : store.constraint(index.constraint);
        String label = original == null ? "idx" : Indexes.labelOf(original.kind);
        copy.name = QualifiedName.of(table.name.schema(), indexes.freeName(table, copy, label));
        List<Dependency> more = new ArrayList<>();
        if (original != null) {
            ConstraintEntry key = new ConstraintEntry(store.nextOid(), copy.name, original.kind, table.oid);
            key.columns = original.columns.stream()
                    .map(number -> numbers.getOrDefault(number, 0))
                    .toList();
            key.index = copy.oid;
            key.period = original.period;
            key.deferrability = original.deferrability;
            key.operators = original.operators;
            key.comment = comments ? original.comment : null;
            List<Dependency> dependencies = new ArrayList<>(List.of(Dependency.auto(table.oid, 0)));
            key.columns.forEach(number -> dependencies.add(Dependency.auto(table.oid, number)));
            key.dependencies = dependencies;
            store.add(key);
            store.touch(table).constraints.add(key.oid);
            copy.constraint = key.oid;
            more.add(Dependency.internal(key.oid));
            if (original.kind == ConstraintEntry.Kind.PRIMARY_KEY) {
                key.columns.forEach(number -> columns.constraints().notNull().set(table, number));
            }
        }
        indexes.add(table, copy, more);
    }
}
