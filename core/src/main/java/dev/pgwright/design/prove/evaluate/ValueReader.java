package dev.pgwright.design.prove.evaluate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads values from the texts of a session with DateStyle ISO, IntervalStyle postgres and time zone UTC, and from the
 * elements of JSON documents that PostgreSQL made of such values.
 */
public final class ValueReader {
    private ValueReader() {}

    /** The value of a text. */
    public static Value read(ValueKind kind, String text) {
        return new Value(kind, key(kind, text), text);
    }

    /** The value of an element of a JSON document; null for its null. */
    static @Nullable Value ofJson(ValueKind kind, @Nullable Object element) {
        if (element == null || element == Json.NULL) {
            return null;
        }
        return switch (kind.family()) {
            case JSON, TEXTS -> new Value(kind, element, element.toString());
            default -> read(kind, element instanceof BigDecimal number ? number.toPlainString() : element.toString());
        };
    }

    private static Object key(ValueKind kind, String text) {
        return switch (kind.family()) {
            case TEXT, OTHER -> text;
            case NUMBER -> new BigDecimal(text).stripTrailingZeros();
            case BOOLEAN -> text.startsWith("t");
            case DATE -> day(text);
            case TIME ->
                text.startsWith("24:") ? 86_400_000_000L : LocalTime.parse(text).toNanoOfDay() / 1000;
            case TIMESTAMP -> moment(text);
            case INTERVAL -> Interval.parse(text);
            case UUID -> text.toLowerCase(Locale.ROOT);
            case INET -> Network.parse(text);
            case ENUMERATION -> kind.steps().indexOf(text);
            case JSON -> Json.parse(text);
            case TEXTS -> texts(text);
            case PERIOD -> Span.parse(text, ValueReader::moment);
            case DATE_PERIOD -> Span.parse(text, ValueReader::day);
            case POINT -> point(text);
        };
    }

    private static long day(String text) {
        return switch (text) {
            case "infinity" -> Long.MAX_VALUE;
            case "-infinity" -> Long.MIN_VALUE;
            default -> LocalDate.parse(text).toEpochDay();
        };
    }

    /** Microseconds since 1970. */
    static long moment(String text) {
        if (text.endsWith("infinity")) {
            return text.startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        String iso = text.replace(' ', 'T').replace("Z", "+00:00");
        int sign = Math.max(iso.lastIndexOf('+'), iso.lastIndexOf('-'));
        boolean zoned = sign > iso.indexOf('T');
        OffsetDateTime moment = zoned
                ? LocalDateTime.parse(iso.substring(0, sign)).atOffset(ZoneOffset.of(iso.substring(sign)))
                : LocalDateTime.parse(iso).atOffset(ZoneOffset.UTC);
        return ChronoUnit.MICROS.between(OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), moment);
    }

    private static Value.Point point(String text) {
        int comma = text.indexOf(',');
        return new Value.Point(
                Double.parseDouble(text.substring(1, comma)),
                Double.parseDouble(text.substring(comma + 1, text.length() - 1)));
    }

    /** The elements of an array's text; the null element is {@link Json#NULL}. */
    private static List<Object> texts(String text) {
        List<Object> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        boolean quoted = false;
        boolean inQuotes = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                element.append(text.charAt(i));
            } else if (c == '"') {
                inQuotes = !inQuotes;
                quoted = true;
            } else if (!inQuotes && (c == ',' || (c == '}' && text.length() > 2))) {
                elements.add(!quoted && element.toString().equals("NULL") ? Json.NULL : element.toString());
                element.setLength(0);
                quoted = false;
            } else if (inQuotes || c != '}') {
                element.append(c);
            }
        }
        return elements;
    }
}
