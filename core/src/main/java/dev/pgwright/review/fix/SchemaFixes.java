package dev.pgwright.review.fix;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.Dependent;
import dev.pgwright.migrate.plan.LetterCase;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Origin;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.IndexStmt;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fixes that make another schema: of a column, of an index, or by statements of their own. */
public final class SchemaFixes {
    private SchemaFixes() {}

    /** Statements without semicolons, which come behind what was found or in a migration of their own. */
    public static Fix statements(String title, List<String> sql) {
        return new Fix.Change(title, List.of(), sql, null, null);
    }

    /** The same of one statement. */
    public static Fix statement(String title, String sql) {
        return statements(title, List.of(sql));
    }

    /** Another type for a column; its values are cast. */
    public static Fix type(SchemaContext schema, QualifiedName table, String column, String type) {
        return type(schema, table, column, type, Identifiers.quoteIdentifier(column) + "::" + type);
    }

    /**
     * Another type for a column.
     *
     * @param using makes the new values of the old ones, in the statement that changes a column which holds values
     */
    public static Fix type(SchemaContext schema, QualifiedName table, String column, String type, String using) {
        String title = "make " + column + " " + type;
        @Nullable Origin origin = schema.origin(SchemaObject.column(table, column));
        List<TextEdit> edits = origin == null
                ? List.of()
                : ColumnText.of(origin, column)
                        .flatMap(text -> text.type())
                        .map(span -> List.of(new TextEdit(span, asIn(origin, counted(origin, span, type)))))
                        .orElse(List.of());
        @Nullable String obstacle = needsType(schema, table, column);
        return new Fix.Change(
                title,
                edits,
                obstacle != null
                        ? List.of()
                        : List.of("ALTER TABLE " + SqlNames.of(table) + " ALTER COLUMN "
                                + Identifiers.quoteIdentifier(column) + " TYPE " + type + " USING " + using),
                null,
                obstacle);
    }

    /** A serial column keeps its sequence. */
    private static String counted(Origin origin, Span written, String type) {
        String before = written.of(origin.migration().source().text()).toLowerCase(Locale.ROOT);
        return type.equals("bigint") && before.matches("serial[24]?|smallserial") ? "bigserial" : type;
    }

    /** What keeps PostgreSQL from changing a column's type; null for nothing. */
    private static @Nullable String needsType(SchemaContext schema, QualifiedName table, String column) {
        Optional<Dependent> first =
                schema.state().dependentsOf(table, column).stream().findFirst();
        return first.map(dependent -> "the " + dependent.kind() + " " + dependent.name()
                        + " needs the column as it is and has to be made anew")
                .orElse(null);
    }

    /**
     * A column that holds no NULL.
     *
     * @param value for the rows that have one, such as the column's default
     */
    public static Fix notNull(SchemaContext schema, QualifiedName table, String column, String value) {
        String name = Identifiers.quoteIdentifier(column);
        @Nullable Origin origin = schema.origin(SchemaObject.column(table, column));
        return new Fix.Change(
                "make " + column + " NOT NULL",
                origin == null ? List.of() : notNull(origin, column),
                List.of(
                        "UPDATE " + SqlNames.of(table) + " SET " + name + " = " + value + " WHERE " + name + " IS NULL",
                        "ALTER TABLE " + SqlNames.of(table) + " ALTER COLUMN " + name + " SET NOT NULL"),
                null,
                null);
    }

    private static List<TextEdit> notNull(Origin origin, String column) {
        return ColumnText.of(origin, column)
                .filter(text -> text.isNew()
                        && text.constraint(ConstrType.CONSTR_NULL).isEmpty()
                        // a column that is added to rows needs a value for them
                        && (!(origin.step().tree() instanceof AlterTableStmt)
                                || text.constraint(ConstrType.CONSTR_DEFAULT).isPresent()))
                .map(text -> List.of(new TextEdit(Span.at(text.behindTypeOrEnd()), asIn(origin, " NOT NULL"))))
                .orElse(List.of());
    }

    /** A table without an index: the statement that makes it goes. */
    public static Fix withoutIndex(SchemaContext schema, QualifiedName table, String index) {
        @Nullable Origin origin = schema.origin(SchemaObject.index(table, index));
        boolean alone = origin != null && origin.step().tree() instanceof IndexStmt;
        List<TextEdit> edits = alone && origin != null
                ? List.of(new Insertions(origin.migration().source().text(), List.of())
                        .without(origin.step().span()))
                : List.of();
        return new Fix.Change(
                "leave out " + index,
                edits,
                List.of("DROP INDEX " + SqlNames.of(QualifiedName.of(table.schema(), index))),
                null,
                null);
    }

    /**
     * A change whose edits stand in the file in which it is found.
     *
     * @param found what the finding is about
     * @param changed what the edits are of; null for none
     */
    static Fix.Change change(
            SchemaContext schema,
            SchemaObject found,
            @Nullable Origin changed,
            String title,
            Optional<List<TextEdit>> edits,
            List<String> statements,
            @Nullable String otherwise) {
        @Nullable Origin origin = schema.origin(found);
        boolean here = origin != null && changed != null && origin.migration() == changed.migration();
        return new Fix.Change(title, here ? edits.orElse(List.of()) : List.of(), statements, null, otherwise);
    }

    /** Text of any length, and a check that says how long it may be. */
    public static Fix textUpTo(SchemaContext schema, QualifiedName table, String column, int length) {
        String name = Identifiers.quoteIdentifier(column);
        String check = "CONSTRAINT "
                + Identifiers.quoteIdentifier(schema.state().freeConstraintName(table, column, "check"))
                + " CHECK (char_length(" + name + ") <= " + length + ")";
        @Nullable Origin origin = schema.origin(SchemaObject.column(table, column));
        Optional<ColumnText> text = origin == null
                ? Optional.empty()
                : ColumnText.of(origin, column).filter(ColumnText::isNew);
        Optional<List<TextEdit>> edits = text.flatMap(definition -> definition
                .type()
                .map(span -> List.of(
                        new TextEdit(span, asIn(Objects.requireNonNull(origin), "text")),
                        new TextEdit(Span.at(definition.end()), asIn(Objects.requireNonNull(origin), " " + check)))));
        boolean hasDefault = schema.table(table)
                .flatMap(found -> found.column(column))
                .filter(found -> found.defaultExpression() != null)
                .isPresent();
        @Nullable String obstacle =
                hasDefault ? "its default has to be written anew for the other type" : needsType(schema, table, column);
        String alter = "ALTER TABLE " + SqlNames.of(table) + " ";
        return change(
                schema,
                SchemaObject.column(table, column),
                origin,
                "make " + column + " text with a CHECK of its length",
                edits,
                obstacle != null
                        ? List.of()
                        : List.of(alter + "ALTER COLUMN " + name + " TYPE text", alter + "ADD " + check),
                obstacle);
    }

    /** A column without its default. */
    public static Fix withoutDefault(SchemaContext schema, QualifiedName table, String column) {
        SchemaObject object = SchemaObject.defaultOf(table, column);
        @Nullable Origin origin = schema.origin(object);
        Optional<List<TextEdit>> edits = origin == null
                ? Optional.empty()
                : ColumnText.of(origin, column)
                        .flatMap(text -> text.constraint(ConstrType.CONSTR_DEFAULT)
                                .flatMap(text::span)
                                .map(span -> List.of(new TextEdit(text.withBlanks(span), ""))));
        return change(
                schema,
                object,
                origin,
                "leave out the default of " + column,
                edits,
                List.of("ALTER TABLE " + SqlNames.of(table) + " ALTER COLUMN " + Identifiers.quoteIdentifier(column)
                        + " DROP DEFAULT"),
                null);
    }

    /** A column with another default. */
    public static Fix otherDefault(SchemaContext schema, QualifiedName table, String column, String value) {
        SchemaObject object = SchemaObject.defaultOf(table, column);
        @Nullable Origin origin = schema.origin(object);
        Optional<List<TextEdit>> edits = origin == null
                ? Optional.empty()
                : ColumnText.of(origin, column)
                        .flatMap(text -> text.constraint(ConstrType.CONSTR_DEFAULT)
                                .flatMap(text::span)
                                .map(span -> List.of(new TextEdit(span, asIn(origin, "DEFAULT " + value)))));
        return change(
                schema,
                object,
                origin,
                "make the default of " + column + " " + value,
                edits,
                List.of("ALTER TABLE " + SqlNames.of(table) + " ALTER COLUMN " + Identifiers.quoteIdentifier(column)
                        + " SET DEFAULT " + value),
                null);
    }

    /** Another type for a column whose values cannot be taken over. */
    public static Fix typeOfNew(
            SchemaContext schema, QualifiedName table, String column, String type, String otherwise) {
        @Nullable Origin origin = schema.origin(SchemaObject.column(table, column));
        boolean fresh = origin != null
                && ColumnText.of(origin, column).filter(ColumnText::isNew).isPresent();
        return fresh
                        && type(schema, table, column, type) instanceof Fix.Change change
                        && !change.edits().isEmpty()
                ? new Fix.Change(change.title(), change.edits(), List.of(), null, otherwise)
                : new Fix.ByHand(otherwise);
    }

    /** A column that is written as serial as an identity. */
    public static Fix serialAsIdentity(
            SchemaContext schema, QualifiedName table, String column, String type, List<String> statements) {
        SchemaObject object = SchemaObject.column(table, column);
        @Nullable Origin origin = schema.origin(object);
        Optional<List<TextEdit>> edits = origin == null
                ? Optional.empty()
                : ColumnText.of(origin, column)
                        .filter(ColumnText::isNew)
                        .flatMap(ColumnText::type)
                        .filter(span -> span.of(origin.migration().source().text())
                                .toLowerCase(Locale.ROOT)
                                .contains("serial"))
                        .map(span ->
                                List.of(new TextEdit(span, asIn(origin, type + " GENERATED BY DEFAULT AS IDENTITY"))));
        return change(
                        schema,
                        SchemaObject.defaultOf(table, column),
                        origin,
                        "make " + column + " an identity",
                        edits,
                        statements,
                        null)
                .atomically();
    }

    /** Another type for a column than the one a key is found at needs. */
    public static Fix typeOfReference(
            SchemaContext schema, SchemaObject found, QualifiedName table, String column, String type) {
        Fix fix = type(schema, table, column, type);
        @Nullable Origin here = schema.origin(found);
        @Nullable Origin other = schema.origin(SchemaObject.column(table, column));
        boolean same = here != null && other != null && here.migration() == other.migration();
        return same || schema.isDatabase()
                ? fix
                : new Fix.ByHand("the column is there already: another type for it is a migration of its own");
    }

    /** In the letters that the statement is written in. */
    static String asIn(Origin origin, String sql) {
        String statement = origin.step().span().of(origin.migration().source().text());
        return LetterCase.isSmall(statement) ? LetterCase.small(sql) : sql;
    }
}
