package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.Table;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.sql.Identifiers;
import java.util.List;

/** Which columns may be NULL, as the server sees it: neither they nor their domain say NOT NULL. */
final class NullableColumns {
    private NullableColumns() {}

    /** Those of a list that may be NULL, in its order. */
    static List<String> of(Table table, List<String> columns, SchemaContext schema) {
        return columns.stream()
                .filter(column -> isNullable(table, column, schema))
                .toList();
    }

    /** What is no column of the table may not be. */
    static boolean isNullable(Table table, String name, SchemaContext schema) {
        return table.column(name)
                .filter(column -> !column.notNull() && !isNotNull(column.type(), schema))
                .isPresent();
    }

    private static boolean isNotNull(String type, SchemaContext schema) {
        return schema.catalog().domains().stream()
                .filter(domain -> isNamed(domain, type))
                .anyMatch(domain -> domain.notNull() || isNotNull(domain.baseType(), schema));
    }

    private static boolean isNamed(DomainType domain, String type) {
        return type.equals(domain.name().toString())
                || (type.indexOf('"') >= 0
                        && type.equals(Identifiers.quoteIdentifier(
                                domain.name().schema(), domain.name().name())));
    }
}
