package dev.pgwright.design.prove;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column's type with its domains taken off.
 *
 * @param sql the base type with its modifiers, as SQL
 * @param base the base type without modifiers; of the elements for an array
 * @param modifiers the numbers in its parentheses
 * @param domains from the outermost inwards
 * @param enumeration null for any other type
 */
record ColumnType(
        String sql,
        String base,
        boolean array,
        List<Integer> modifiers,
        List<DomainType> domains,
        Optional<EnumType> enumeration) {

    static ColumnType of(String type, Catalog catalog) {
        List<DomainType> domains = new ArrayList<>();
        String sql = type;
        Optional<DomainType> domain = domain(sql, catalog);
        while (domain.isPresent()) {
            domains.add(domain.get());
            sql = domain.get().baseType();
            domain = domain(sql, catalog);
        }
        boolean array = sql.endsWith("[]");
        String element = array ? sql.substring(0, sql.length() - 2) : sql;
        int open = element.indexOf('(');
        int close = element.indexOf(')');
        List<Integer> modifiers = new ArrayList<>();
        String base = element;
        if (open > 0 && close > open) {
            for (String number : element.substring(open + 1, close).split(",")) {
                if (number.strip().matches("-?\\d+")) {
                    modifiers.add(Integer.parseInt(number.strip()));
                }
            }
            base = (element.substring(0, open) + element.substring(close + 1)).strip();
        }
        return new ColumnType(sql, base, array, modifiers, domains, enumeration(base, catalog));
    }

    /**
     * An expression that is never what a column of this type says.
     *
     * @param column quoted
     */
    String otherThan(String column) {
        return switch (sql.startsWith("numeric") ? "numeric" : sql) {
            case "numeric", "bigint", "integer" -> "coalesce(" + column + ", 0) + 1";
            case "interval" -> "coalesce(" + column + ", '0') + interval '1 day'";
            case "timestamp with time zone", "date", "timestamp without time zone" ->
                "coalesce(" + column + ", '2000-01-01') + interval '1 day'";
            case "time without time zone" -> "coalesce(" + column + ", '00:00') + interval '1 hour'";
            default -> "coalesce(" + column + "::text, '') || 'x'";
        };
    }

    private static Optional<DomainType> domain(String type, Catalog catalog) {
        return catalog.domains().stream()
                .filter(domain -> isNamed(type, domain.name()))
                .findFirst();
    }

    private static Optional<EnumType> enumeration(String type, Catalog catalog) {
        return catalog.enums().stream().filter(one -> isNamed(type, one.name())).findFirst();
    }

    /** The type is written as PostgreSQL does it: quoted only where it must be. */
    private static boolean isNamed(String type, QualifiedName name) {
        String plain = type.replace("\"", "");
        return plain.equals(name.toString().replace("\"", ""))
                || plain.equals(name.name().replace("\"", ""));
    }
}
