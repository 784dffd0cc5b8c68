package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.TableColumn;
import java.util.List;
import java.util.Set;

/** What rules ask of columns. */
final class ColumnParts {
    private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "citext", "public.citext");

    private ColumnParts() {}

    /** The type of its values, below domains; where the type does not parse, the text of it. */
    static ColumnType type(TableColumn column, SchemaContext schema) {
        return type(column.column(), schema);
    }

    /** The type of its values, below domains; where the type does not parse, the text of it. */
    static ColumnType type(Column column, SchemaContext schema) {
        return schema.type(column.type()).orElseGet(() -> new ColumnType(column.type(), List.of(), false));
    }

    /** Whether its values are texts, and no arrays. */
    static boolean isText(ColumnType type) {
        return !type.array() && TEXTS.contains(type.base());
    }

    /** Whether it is text of any length. */
    static boolean isUnlimited(ColumnType type) {
        return isText(type) && type.modifiers().isEmpty() && !type.base().equals("bpchar");
    }

    /** The type as people write it; of a user's type the name without its schema. */
    static String written(TableColumn column) {
        String brief = TypeNames.brief(column.column().type());
        return brief.substring(brief.lastIndexOf('.') + 1).replace("\"", "");
    }

    /** {@code price is money}; of a domain, {@code price is money (by the domain amount)}. */
    static String is(TableColumn column, ColumnType type) {
        String written = written(column);
        String words = type.words();
        boolean domain =
                !written.equals(words) && !type.base().equals(column.column().type());
        return column.name() + " is " + words + (domain ? " (by the domain " + written + ")" : "");
    }
}
