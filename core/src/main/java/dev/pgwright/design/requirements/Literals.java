package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.Attribute.StatusValues;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Checks constants, in defaults and in filters, against the business type they are for. */
final class Literals {
    /** What is expected of a type that has no constants. */
    static final String NONE = "";

    /** The word for the moment of the insert. */
    static final String NOW = "now";

    /** Special inputs of PostgreSQL's date types (documentation, 8.5.1.4), and its functions. */
    private static final Set<String> MOVING = Set.of("now", "today", "tomorrow", "yesterday", "current_", "localt");

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern DURATION =
            Pattern.compile("[0-9]+(\\.[0-9]+)? (second|minute|hour|day|week|month|year)s?");
    private static final Pattern IP_ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final JsonFactory JSON = new JsonFactory();

    private Literals() {}

    /** Whether a text means another moment each time it is read, as PostgreSQL's words for dates do. */
    static boolean isMoving(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return MOVING.stream().anyMatch(word::startsWith);
    }

    /** ISO 4217, by form only: the list of currencies changes while databases live. */
    static boolean isCurrency(String text) {
        return CURRENCY.matcher(text).matches();
    }

    /**
     * What a literal of the type looks like, if this text is none; null when it is one.
     *
     * @param status the values of a status; null for other types
     */
    static @Nullable String expected(String text, BusinessType type, @Nullable StatusValues status) {
        return switch (type) {
            case TEXT, EMAIL, PHONE, URL, CODE, FILE -> null;
            case COUNTRY -> COUNTRY.matcher(text).matches() ? null : "a country code such as DE";
            case CURRENCY -> isCurrency(text) ? null : "a currency code such as EUR";
            case LANGUAGE -> LANGUAGE.matcher(text).matches() ? null : "a language tag such as en or pt-BR";
            case INTEGER -> isInteger(text) ? null : "a whole number";
            case DECIMAL, MONEY, QUANTITY, PERCENTAGE -> Amounts.plainNumber(text) != null ? null : "a number";
            case BOOLEAN -> Set.of("true", "false").contains(text) ? null : "true or false";
            case DATE ->
                text.equals(NOW) || parses(LocalDate::parse, text) ? null : "a date such as 2027-01-31, or now";
            case TIME -> parses(LocalTime::parse, text) ? null : "a time such as 08:30";
            case TIMESTAMP ->
                text.equals(NOW) || parses(OffsetDateTime::parse, text)
                        ? null
                        : "a moment such as 2027-01-31T08:30:00Z, or now";
            case DURATION ->
                DURATION.matcher(text).matches() || parses(Duration::parse, text)
                        ? null
                        : "a duration such as 30 minutes or PT30M";
            case STATUS -> status == null || status.values().contains(text) ? null : "one of its values";
            case JSON -> isJson(text) ? null : "a JSON document";
            case UUID -> UUID.matcher(text).matches() ? null : "a UUID";
            case IP_ADDRESS -> IP_ADDRESS.matcher(text).matches() ? null : "an IP address";
            case PERIOD, DATE_PERIOD, TAGS, GEO_POINT -> NONE;
        };
    }

    /** Digits behind the decimal point that matter. */
    static int fractionDigits(BigDecimal number) {
        return Math.max(0, number.stripTrailingZeros().scale());
    }

    private static boolean isInteger(String text) {
        BigDecimal number = Amounts.plainNumber(text);
        return number != null
                && fractionDigits(number) == 0
                && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                && number.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0;
    }

    private static boolean parses(Function<CharSequence, Object> parser, String text) {
        try {
            return parser.apply(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}
