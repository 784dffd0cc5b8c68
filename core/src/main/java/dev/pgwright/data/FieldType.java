package dev.pgwright.data;

import dev.pgwright.catalog.DomainType.DomainCheck;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a type look like.
 *
 * @param sql as {@code format_type} gives it; of a domain the type below it, whatever the number of domains between
 * @param name the same without length, precision and scale
 * @param modifiers these, such as 12 and 2
 * @param labels of an enum
 * @param parts of a composite type its fields, of an array its element, of a range its subtype; else none
 * @param kind how the parts are put together
 * @param required NULL is refused by a domain
 * @param checks of the domains, about {@code VALUE}
 */
record FieldType(
        String sql,
        String name,
        List<Integer> modifiers,
        List<String> labels,
        List<FieldType> parts,
        Kind kind,
        boolean required,
        List<DomainCheck> checks) {
    private static final int MOST_DIGITS = 15;

    /** How a value is made. */
    enum Kind {
        PLAIN,
        ARRAY,
        RANGE,
        MULTIRANGE,
        COMPOSITE
    }

    FieldType {
        modifiers = List.copyOf(modifiers);
        labels = List.copyOf(labels);
        parts = List.copyOf(parts);
        checks = List.copyOf(checks);
    }

    /** A type of PostgreSQL's own, or one that nothing more is known of. */
    static FieldType plain(String sql, String name, List<Integer> modifiers) {
        return new FieldType(sql, name, modifiers, List.of(), List.of(), Kind.PLAIN, false, List.of());
    }

    /** A type that is made of others. */
    static FieldType of(Kind composed, String text, List<FieldType> from) {
        return new FieldType(text, text, List.of(), List.of(), from, composed, false, List.of());
    }

    boolean isText() {
        return switch (name) {
            case "text", "character varying", "character", "bpchar", "name", "citext" -> true;
            default -> false;
        };
    }

    boolean isWhole() {
        return switch (name) {
            case "smallint", "integer", "bigint" -> true;
            default -> false;
        };
    }

    /** The first modifier: characters, bits or digits; null where there is none. */
    @Nullable Integer limit() {
        return modifiers.isEmpty() ? null : modifiers.get(0);
    }

    /** Digits behind the point. */
    int scale() {
        return modifiers.size() > 1 ? Math.max(0, modifiers.get(1)) : 0;
    }

    /** How many different values there can be, as far as that is few. */
    double capacity() {
        Integer limit = limit();
        if (!labels.isEmpty()) {
            return labels.size();
        }
        return switch (name) {
            case "boolean" -> 2;
            case "smallint" -> Short.MAX_VALUE;
            case "\"char\"" -> 26;
            case "bit", "bit varying" -> Math.pow(2, limit == null ? 1 : Math.min(limit, 40));
            case "character varying", "character" -> limit == null ? 26 : Math.pow(20, limit);
            case "numeric" -> limit == null ? Double.MAX_VALUE : Math.pow(10, Math.min(limit, MOST_DIGITS));
            case "time without time zone", "time with time zone" -> 86_400;
            default ->
                parts.isEmpty() || kind == Kind.ARRAY
                        ? Double.MAX_VALUE
                        : parts.get(0).capacity();
        };
    }

    /** The value with this number, as the server reads it. */
    String text(ColumnProfile profile, long index) {
        if (!labels.isEmpty()) {
            return labels.get((int) Long.remainderUnsigned(index, labels.size()));
        }
        if (ValueTexts.isKnown(name)) {
            return ValueTexts.text(name, profile, index);
        }
        return switch (kind) {
            case PLAIN -> odd(profile, index);
            case ARRAY -> array(profile, index);
            case RANGE -> range(profile, index);
            case MULTIRANGE -> "{" + range(profile, index) + "}";
            case COMPOSITE ->
                IntStream.range(0, parts.size())
                        .mapToObj(i -> quoted(parts.get(i).text(profile, index)))
                        .collect(Collectors.joining(",", "(", ")"));
        };
    }

    private String array(ColumnProfile profile, long index) {
        return IntStream.rangeClosed(0, (int) Long.remainderUnsigned(index, 3))
                .mapToObj(i -> quoted(parts.get(0).text(profile, index)))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** From one value to the next but one; of one value where greater numbers are not greater values. */
    private String range(ColumnProfile profile, long index) {
        FieldType subtype = parts.get(0);
        String first = quoted(subtype.text(profile, index));
        return subtype.isMeasured()
                ? "[" + first + "," + quoted(subtype.text(profile, index + 2)) + ")"
                : "[" + first + "," + first + "]";
    }

    private boolean isMeasured() {
        return isWhole()
                || name.equals("numeric")
                || name.equals("double precision")
                || name.equals("date")
                || name.startsWith("timestamp");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Of types that designs do not use. */
    private String odd(ColumnProfile profile, long index) {
        long random = Mix.hash(index, 61);
        int octet = (int) (index & 255);
        int second = (int) (index >>> 8 & 255);
        return switch (name) {
            case "real", "money" -> String.valueOf(index % 100_000);
            case "oid", "xid", "xid8", "cid" -> String.valueOf(1 + index % 1_000_000);
            case "timestamp without time zone" ->
                ValueTexts.text("timestamp with time zone", profile, index).replace("+00", "");
            case "time with time zone" -> ValueTexts.text("time without time zone", profile, index) + "+00";
            case "bytea" -> String.format(Locale.ROOT, "\\x%016x%016x", index, random);
            case "bit", "bit varying" -> bits(index);
            case "xml" -> "<n>" + index + "</n>";
            case "jsonpath" -> "$.n" + index;
            case "tsvector", "tsquery", "ltree" -> "w" + index;
            case "hstore" -> "\"n\"=>\"" + index + "\"";
            case "cidr" -> "10." + second + "." + octet + ".0/24";
            case "macaddr" -> String.format(Locale.ROOT, "08:00:2b:%02x:%02x:%02x", index >>> 16 & 255, second, octet);
            case "macaddr8" ->
                String.format(Locale.ROOT, "08:00:2b:ff:fe:%02x:%02x:%02x", index >>> 16 & 255, second, octet);
            case "pg_lsn" -> "0/" + Long.toHexString(index).toUpperCase(Locale.ROOT);
            case "tid" -> "(" + index % 1_000_000 + ",1)";
            case "\"char\"" -> String.valueOf((char) ('a' + Long.remainderUnsigned(index, 26)));
            case "line" -> "{1,-1," + index + "}";
            case "lseg", "box", "path" -> "((" + index + ",0),(" + (index + 1) + ",1))";
            case "polygon" -> "((" + index + ",0),(" + (index + 1) + ",1),(" + index + ",1))";
            case "circle" -> "<(" + index + ",0),1>";
            case "cube" -> "(" + index + ",1)";
            default -> ValueTexts.text("text", profile, index);
        };
    }

    private String bits(long index) {
        int count = limit() == null ? 1 : Math.min(limit(), 1_000);
        StringBuilder text = new StringBuilder(count);
        for (int i = count - 1; i >= 0; i--) {
            text.append(i < Long.SIZE && (index >>> i & 1) == 1 ? '1' : '0');
        }
        return text.toString();
    }
}
