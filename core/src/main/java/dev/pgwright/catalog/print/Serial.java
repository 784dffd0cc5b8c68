package dev.pgwright.catalog.print;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.SequenceOptions;
import dev.pgwright.catalog.Table;
import dev.pgwright.sql.Identifiers;

/** Recognises what {@code serial} makes: a column, its default and a sequence that PostgreSQL would make just so. */
final class Serial {
    private Serial() {}

    /** {@code smallserial}, {@code serial} or {@code bigserial}; empty when it is not the same. */
    static String type(Table table, String columnName, Sequence sequence) {
        Column column = table.column(columnName).orElse(null);
        if (column == null || table.partitionOf() != null || !table.inherits().isEmpty()) {
            return "";
        }
        String regclass = Identifiers.quoteIdentifier(
                sequence.name().schema(), sequence.name().name());
        boolean same = column.notNull()
                && column.type().equals(sequence.dataType())
                && ("nextval(" + Identifiers.quoteLiteral(regclass) + "::regclass)").equals(column.defaultExpression())
                && sequence.comment() == null
                && sequence.name().schema().equals(table.name().schema())
                && sequence.name().name().equals(ObjectNames.of(table.name().name(), columnName, "seq"))
                && sequence.options().equals(SequenceOptions.defaults(sequence.dataType()));
        if (!same) {
            return "";
        }
        return switch (sequence.dataType()) {
            case "smallint" -> "smallserial";
            case "integer" -> "serial";
            default -> "bigserial";
        };
    }
}
