package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ADD UNIQUE and ADD PRIMARY KEY: the index is built concurrently, and the constraint then takes it over, which is quick
 * (PostgreSQL 18, ALTER TABLE, ADD table_constraint_using_index). The columns of a primary key are made NOT NULL before,
 * since that would read the table. Partitioned tables cannot take an index over.
 */
public final class UsingIndex {
    private static final String TITLE = "build the index concurrently, then make it the constraint's";

    private UsingIndex() {}

    /** The safe form of an ALTER TABLE one of whose actions adds a key over columns. */
    public static Optional<SafeForm> ofKey(Change change, int action) {
        Optional<Constraint> constraint = keyOf(change, action);
        if (constraint.isEmpty()
                || constraint.get().indexname() != null
                || constraint.get().withoutOverlaps()) {
            return Optional.empty();
        }
        Optional<Table> table = table(change);
        if (table.isPresent() && table.get().partitioning() != null) {
            return Optional.empty();
        }
        AlterTableText text = AlterTableText.of(change.sql());
        List<Part> parts = new ArrayList<>();
        text.without(List.of(action)).ifPresent(rest -> parts.add(Part.transaction(rest)));
        parts.addAll(key(
                change,
                text,
                constraint.get(),
                text.action(action),
                Nodes.names(constraint.get().keys())));
        return Optional.of(new SafeForm(TITLE, parts));
    }

    /** The safe form of ADD PRIMARY KEY USING INDEX over columns that may be null: they are made NOT NULL before. */
    public static Optional<SafeForm> ofPrimaryKeyUsingIndex(Change change, int action) {
        Optional<Constraint> constraint = keyOf(change, action);
        Optional<Table> table = table(change);
        if (constraint.isEmpty() || constraint.get().indexname() == null || table.isEmpty()) {
            return Optional.empty();
        }
        String index = constraint.get().indexname();
        List<String> columns = change.state().indexesOf(table.get().name()).stream()
                .filter(owned -> owned.name().name().equals(index))
                .flatMap(owned -> owned.index().elements().stream())
                .map(element -> element.key())
                .toList();
        List<Part> parts = notNull(change, AlterTableText.of(change.sql()), columns);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        parts.add(Part.transaction(change.sql()));
        return Optional.of(new SafeForm("make the columns NOT NULL without a long lock first", parts));
    }

    /** The parts that add a key; {@code definition} is its text from UNIQUE, PRIMARY KEY or what stands before them. */
    static List<Part> key(
            Change change, AlterTableText text, Constraint constraint, String definition, List<String> columns) {
        QualifiedName table = tableName(change);
        boolean primary = constraint.contype() == ConstrType.CONSTR_PRIMARY;
        ChosenNames names = new ChosenNames(change.state(), table);
        String name = constraint.conname();
        if (name == null) {
            // ChooseIndexName counts the included columns in
            List<String> all = new ArrayList<>(columns);
            all.addAll(Nodes.names(constraint.including()));
            name = primary ? names.primaryKey() : names.unique(all);
        }
        List<Part> parts = new ArrayList<>();
        if (primary) {
            parts.addAll(notNull(change, text, columns));
        }
        Definition words = Definition.of(definition, columns);
        parts.add(Part.alone(
                "DROP INDEX CONCURRENTLY IF EXISTS " + text.qualifier() + quoteIdentifier(name),
                "CREATE UNIQUE INDEX CONCURRENTLY " + quoteIdentifier(name) + " ON " + text.table() + " "
                        + words.index()));
        parts.add(Part.transaction(
                text.head() + "ADD CONSTRAINT " + quoteIdentifier(name) + (primary ? " PRIMARY KEY" : " UNIQUE")
                        + " USING INDEX " + quoteIdentifier(name) + words.attributes()));
        return parts;
    }

    private static List<Part> notNull(Change change, AlterTableText text, List<String> columns) {
        List<Part> parts = new ArrayList<>();
        Optional<Table> table = table(change);
        for (String column : columns) {
            boolean known = table.flatMap(found -> found.column(column))
                    .map(Column::notNull)
                    .orElse(false);
            if (!known) {
                parts.addAll(SafeNotNull.parts(change, tableName(change), text, column));
            }
        }
        return parts;
    }

    private static Optional<Constraint> keyOf(Change change, int action) {
        return change.tree() instanceof AlterTableStmt alter
                        && alter.relation() != null
                        && alter.cmds().get(action) instanceof AlterTableCmd command
                        && command.def() instanceof Constraint constraint
                        && (constraint.contype() == ConstrType.CONSTR_UNIQUE
                                || constraint.contype() == ConstrType.CONSTR_PRIMARY)
                ? Optional.of(constraint)
                : Optional.empty();
    }

    private static Optional<Table> table(Change change) {
        return change.state().table(tableName(change));
    }

    private static QualifiedName tableName(Change change) {
        if (change.tree() instanceof AlterTableStmt alter && alter.relation() != null) {
            return change.state().resolve(alter.relation());
        }
        throw new IllegalStateException("no ALTER TABLE");
    }

    /**
     * A key's definition as an index has it.
     *
     * @param index what stands behind the table's name in CREATE INDEX
     * @param attributes what stays with the constraint, with a blank before it
     */
    private record Definition(String index, String attributes) {
        static Definition of(String text, List<String> columns) {
            Fragments words = new Fragments(text);
            int unique = words.find(0, "unique");
            int at = unique >= 0 ? unique + 1 : words.find(0, "primary", "key") + 2;
            StringBuilder index = new StringBuilder();
            String distinct = "";
            if (words.areWords(at, "nulls", "not", "distinct")) {
                distinct = " NULLS NOT DISTINCT";
                at += 3;
            } else if (words.areWords(at, "nulls", "distinct")) {
                at += 2;
            }
            if (words.isSymbol(at, '(')) {
                index.append(words.text(at, words.behindParenthesis(at)));
                at = words.behindParenthesis(at);
            } else {
                index.append('(').append(quoteIdentifier(columns.get(0))).append(')');
            }
            if (words.isWord(at, "include")) {
                index.append(' ').append(words.text(at, words.behindParenthesis(at + 1)));
                at = words.behindParenthesis(at + 1);
            }
            index.append(distinct);
            if (words.isWord(at, "with") && words.isSymbol(at + 1, '(')) {
                index.append(' ').append(words.text(at, words.behindParenthesis(at + 1)));
                at = words.behindParenthesis(at + 1);
            }
            if (words.areWords(at, "using", "index", "tablespace")) {
                index.append(" TABLESPACE ").append(words.text(at + 3, at + 4));
                at += 4;
            }
            String attributes = words.from(at);
            return new Definition(index.toString(), attributes.isEmpty() ? "" : " " + attributes);
        }
    }
}
