package dev.pgwright.design.prove.evaluate;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.EnumType;
import java.util.List;
import java.util.Optional;

/**
 * How PostgreSQL compares the values of a column.
 *
 * @param steps of an enumeration, in its order
 */
public record ValueKind(Family family, List<String> steps) {
    /** Values that compare alike. */
    public enum Family {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        TIME,
        TIMESTAMP,
        INTERVAL,
        UUID,
        INET,
        ENUMERATION,
        JSON,
        TEXTS,
        PERIOD,
        DATE_PERIOD,
        POINT,
        /** Compared by its text. */
        OTHER
    }

    public ValueKind {
        steps = List.copyOf(steps);
    }

    static ValueKind of(Family family) {
        return new ValueKind(family, List.of());
    }

    /** The kind of a column's type, which is written as PostgreSQL does it. */
    public static ValueKind ofType(String type, Catalog catalog) {
        int open = type.indexOf('(');
        return switch (open < 0 ? type : type.substring(0, open)) {
            case "text", "character varying", "character" -> of(Family.TEXT);
            case "smallint", "integer", "bigint", "numeric" -> of(Family.NUMBER);
            case "boolean" -> of(Family.BOOLEAN);
            case "date" -> of(Family.DATE);
            case "time without time zone" -> of(Family.TIME);
            case "timestamp with time zone" -> of(Family.TIMESTAMP);
            case "interval" -> of(Family.INTERVAL);
            case "uuid" -> of(Family.UUID);
            case "inet" -> of(Family.INET);
            case "jsonb" -> of(Family.JSON);
            case "text[]" -> of(Family.TEXTS);
            case "tstzrange" -> of(Family.PERIOD);
            case "daterange" -> of(Family.DATE_PERIOD);
            case "point" -> of(Family.POINT);
            default -> enumeration(type, catalog).orElseGet(() -> of(Family.OTHER));
        };
    }

    private static Optional<ValueKind> enumeration(String type, Catalog catalog) {
        String plain = type.replace("\"", "");
        return catalog.enums().stream()
                .filter(known -> plain.equals(known.name().toString().replace("\"", ""))
                        || plain.equals(known.name().name()))
                .map(EnumType::values)
                .map(values -> new ValueKind(Family.ENUMERATION, values))
                .findFirst();
    }
}
