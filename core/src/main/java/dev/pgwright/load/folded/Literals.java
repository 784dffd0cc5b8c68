package dev.pgwright.load.folded;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values as PostgreSQL writes them out again, as far as that is plain. */
final class Literals {
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendLiteral('-')
            .appendValue(ChronoField.MONTH_OF_YEAR, 1, 2, SignStyle.NORMAL)
            .appendLiteral('-')
            .appendValue(ChronoField.DAY_OF_MONTH, 1, 2, SignStyle.NORMAL)
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private static final Pattern TIMESTAMP = Pattern.compile(
            "(\\d{4}-\\d{1,2}-\\d{1,2})(?:[ T](\\d{2}:\\d{2})(:\\d{2})?(\\.\\d+)?)?(Z|[+-]\\d{2}(?::?\\d{2})?| UTC)?");

    private Literals() {}

    static boolean isTrue(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals("1")
                || lower.equals("on")
                || (!lower.isEmpty() && ("true".startsWith(lower) || "yes".startsWith(lower)));
    }

    /** The text of a value of this type; as it is where it would take the server to know. */
    static String normal(String text, String type) {
        return switch (type) {
            case "date" -> date(text);
            case "timestamp" -> timestamp(text, "");
            case "timestamptz" -> timestamp(text, "+00");
            case "uuid" -> text.toLowerCase(Locale.ROOT);
            default -> text;
        };
    }

    private static String date(String text) {
        try {
            return LocalDate.parse(text, DATE).toString();
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    private static String timestamp(String text, String zone) {
        Matcher parts = TIMESTAMP.matcher(text);
        if (!parts.matches()) {
            return text;
        }
        String time = parts.group(2) == null ? "00:00" : parts.group(2);
        String seconds = parts.group(3) == null ? ":00" : parts.group(3);
        String fraction = parts.group(4) == null ? "" : parts.group(4).replaceAll("\\.?0+$", "");
        String offset = parts.group(5);
        String day = date(parts.group(1));
        if (offset == null || zone.isEmpty() || !Character.isDigit(offset.charAt(offset.length() - 1))) {
            return day + " " + time + seconds + fraction + zone;
        }
        try {
            return LocalDateTime.parse(day + "T" + time + seconds)
                            .atOffset(ZoneOffset.of(offset))
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .format(SECONDS)
                    + fraction
                    + zone;
        } catch (DateTimeException e) {
            return text;
        }
    }
}
