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
                        .map(span -> List.of(new TextEdit(span, asIn(origin, type))))
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

    /** In the letters that the statement is written in. */
    static String asIn(Origin origin, String sql) {
        String statement = origin.step().span().of(origin.migration().source().text());
        return LetterCase.isSmall(statement) ? LetterCase.small(sql) : sql;
    }
}
