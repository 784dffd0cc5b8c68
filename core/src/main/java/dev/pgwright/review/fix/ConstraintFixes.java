package dev.pgwright.review.fix;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Origin;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.ConstrType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fixes that make another schema: of a constraint. */
public final class ConstraintFixes {
    private ConstraintFixes() {}

    /** A foreign key with more words behind its reference. */
    public static Fix foreignKeyWith(
            SchemaContext schema,
            QualifiedName table,
            String constraint,
            String words,
            String title,
            List<String> statements) {
        return foreignKey(schema, table, constraint, words, title, statements, ConstraintText::behindReference);
    }

    /** The same with the words at its end. */
    public static Fix foreignKeyAtEnd(
            SchemaContext schema,
            QualifiedName table,
            String constraint,
            String words,
            String title,
            List<String> statements) {
        return foreignKey(
                schema,
                table,
                constraint,
                words,
                title,
                statements,
                text -> text.tokens().stream().anyMatch(token -> token.isWord("deferrable"))
                        ? Optional.empty()
                        : Optional.of(text.span().end()));
    }

    private static Fix foreignKey(
            SchemaContext schema,
            QualifiedName table,
            String constraint,
            String words,
            String title,
            List<String> statements,
            Function<ConstraintText, Optional<Integer>> place) {
        SchemaObject object = SchemaObject.constraint(table, constraint);
        @Nullable Origin origin = schema.origin(object);
        Optional<List<TextEdit>> edits = origin == null
                ? Optional.empty()
                : ConstraintText.of(origin)
                        .filter(text -> text.constraint().contype() == ConstrType.CONSTR_FOREIGN)
                        .flatMap(place)
                        .map(at -> List.of(new TextEdit(Span.at(at), SchemaFixes.asIn(origin, " " + words))));
        return SchemaFixes.change(schema, object, origin, title, edits, statements, null);
    }

    /** An index in the place of a unique constraint. */
    public static Fix instead(SchemaContext schema, QualifiedName table, String constraint, String index) {
        SchemaObject object = SchemaObject.constraint(table, constraint);
        @Nullable Origin origin = schema.origin(object);
        Optional<List<TextEdit>> edits = origin == null
                ? Optional.empty()
                : removal(origin)
                        .filter(removed -> !removed.span().equals(origin.step().span()))
                        .map(removed -> List.of(
                                removed,
                                new Insertions(origin.migration().source().text(), List.of())
                                        .behind(origin.step().span(), index)));
        return SchemaFixes.change(
                schema,
                object,
                origin,
                "make " + constraint + " a partial unique index",
                edits,
                List.of(
                        "ALTER TABLE " + SqlNames.of(table) + " DROP CONSTRAINT "
                                + Identifiers.quoteIdentifier(constraint),
                        index),
                null);
    }

    /** A table without a constraint. */
    public static Fix withoutConstraint(SchemaContext schema, QualifiedName table, String constraint) {
        SchemaObject object = SchemaObject.constraint(table, constraint);
        @Nullable Origin origin = schema.origin(object);
        return SchemaFixes.change(
                schema,
                object,
                origin,
                "leave out " + constraint,
                origin == null ? Optional.empty() : removal(origin).map(List::of),
                List.of("ALTER TABLE " + SqlNames.of(table) + " DROP CONSTRAINT "
                        + Identifiers.quoteIdentifier(constraint)),
                null);
    }

    private static Optional<TextEdit> removal(Origin origin) {
        return ConstraintText.of(origin)
                .flatMap(text -> text.isStatement(origin)
                        ? text.removed(origin).map(span -> new Insertions(text.text(), List.of()).without(span))
                        : text.removed(origin).map(span -> new TextEdit(span, "")));
    }

    /** A unique constraint that is the primary key. */
    public static Fix primaryKey(SchemaContext schema, QualifiedName table, String unique, List<String> columns) {
        SchemaObject object = SchemaObject.constraint(table, unique);
        @Nullable Origin origin = schema.origin(object);
        Optional<List<TextEdit>> edits = origin == null
                ? Optional.empty()
                : ConstraintText.of(origin)
                        .filter(text -> text.constraint().contype() == ConstrType.CONSTR_UNIQUE)
                        .flatMap(text -> text.words("unique", 1))
                        .map(span -> List.of(new TextEdit(span, SchemaFixes.asIn(origin, "PRIMARY KEY"))));
        boolean named = origin == null
                || ConstraintText.of(origin)
                        .filter(text -> text.constraint().conname() != null)
                        .isPresent();
        String name = named ? unique : schema.state().freeIndexName(table, List.of(), "pkey");
        boolean referenced = schema.state().foreignKeysTo(table).stream()
                .anyMatch(found -> Set.copyOf(found.key().referencedColumns()).equals(Set.copyOf(columns)));
        return SchemaFixes.change(
                schema,
                object,
                origin,
                "make it the primary key",
                edits,
                referenced
                        ? List.of()
                        : List.of("ALTER TABLE " + SqlNames.of(table) + " DROP CONSTRAINT "
                                + Identifiers.quoteIdentifier(unique) + ", ADD CONSTRAINT "
                                + Identifiers.quoteIdentifier(name) + " PRIMARY KEY (" + SqlNames.list(columns)
                                + ")"),
                referenced ? "foreign keys rest on the unique constraint and would have to be made anew" : null);
    }
}
