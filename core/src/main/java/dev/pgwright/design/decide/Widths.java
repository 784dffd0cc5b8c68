package dev.pgwright.design.decide;

/** Average widths of values in bytes: fixed ones from {@code pg_type.typlen}, the others assumed. */
public final class Widths {
    private static final int TEXT = 24;
    private static final int DOCUMENT = 200;

    private Widths() {}

    /** Bytes of a value of this type, length word included. */
    public static int bytes(String type) {
        if (type.startsWith("numeric")) {
            return 8;
        }
        return switch (type) {
            case "boolean" -> 1;
            case "integer", "date" -> 4;
            case "bigint", "timestamp with time zone", "time without time zone", "double precision" -> 8;
            case "uuid", "interval", "point" -> 16;
            case "inet" -> 7;
            case "tstzrange" -> 22;
            case "daterange" -> 14;
            case "text" -> TEXT;
            case "text[]" -> 2 * TEXT;
            case "jsonb", "tsvector" -> DOCUMENT;
            default -> 4; // an enum
        };
    }
}
