package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TypeNames;
import java.util.List;
import java.util.Optional;

/**
 * A column of integers of which one form of a table holds more values than the other.
 *
 * @param narrow the type that holds less
 * @param wide the type that holds more
 */
record WiderColumn(String name, String narrow, String wide) {
    private static final List<String> TYPES = List.of("smallint", "integer", "bigint");

    /** The columns that hold more in a second form of a table. */
    static List<WiderColumn> between(Table old, Table wanted) {
        return wanted.columns().stream()
                .flatMap(column -> old.column(column.name()).flatMap(first -> of(first, column)).stream())
                .toList();
    }

    private static Optional<WiderColumn> of(Column old, Column wanted) {
        int before = TYPES.indexOf(TypeNames.canonical(old.type()));
        int after = TYPES.indexOf(TypeNames.canonical(wanted.type()));
        return before >= 0 && before < after
                ? Optional.of(new WiderColumn(wanted.name(), TYPES.get(before), TYPES.get(after)))
                : Optional.empty();
    }

    /** Whether the narrow type holds the value; none is a value as well. */
    String fits(String prefix) {
        int bits = narrow.equals(TYPES.get(0)) ? Short.SIZE : Integer.SIZE;
        long limit = 1L << (bits - 1);
        return "(" + prefix + quoteIdentifier(name) + " NOT BETWEEN " + -limit + " AND " + (limit - 1)
                + ") IS NOT TRUE";
    }

    /** The value as both forms can compare it. */
    String compared(String prefix) {
        return prefix + quoteIdentifier(name) + "::" + wide;
    }

    /** A table whose column is of one of both types. */
    static List<Column> with(List<Column> columns, List<WiderColumn> wider, boolean wide) {
        return columns.stream()
                .map(column -> wider.stream()
                        .filter(each -> each.name().equals(column.name()))
                        .findFirst()
                        .map(each -> column.withType(wide ? each.wide() : each.narrow()))
                        .orElse(column))
                .toList();
    }
}
