package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which PostgreSQL type a business type becomes, and which conditions its values must keep. */
final class TypeDecision {
    /** RFC 5321, 4.5.3.1.3: a path has at most 256 octets, two of them its brackets. */
    private static final int EMAIL_LENGTH = 254;

    private static final int MONEY_PRECISION = 14;
    private static final int MONEY_SCALE = 2;

    private TypeDecision() {}

    /**
     * A column type.
     *
     * @param sql the type
     * @param conditions SQL conditions on the column, each true for good values; NULL passes
     * @param defaultExpression where the type itself brings one
     */
    record ColumnType(
            String sql, List<String> conditions, @Nullable String defaultExpression) {
        ColumnType {
            conditions = List.copyOf(conditions);
        }
    }

    /** For every type but {@link BusinessType#STATUS}, which has a decision of its own. */
    static ColumnType columnType(Attribute attribute, String column) {
        List<String> conditions = new ArrayList<>();
        String type = sqlType(attribute);
        switch (attribute.type()) {
            case TEXT, FILE -> textLength(attribute, column, conditions);
            case CODE -> {
                textLength(attribute, column, conditions);
                if (attribute.pattern() == null && !attribute.required()) {
                    conditions.add(column + " <> ''");
                }
            }
            case EMAIL -> {
                conditions.add(column + " = lower(" + column + ")");
                conditions.add(column + " ~ '^[^@\\s]+@[^@\\s]+$'");
                conditions.add("char_length(" + column + ") <= "
                        + (attribute.maxLength() == null ? EMAIL_LENGTH : attribute.maxLength()));
            }
            case PHONE -> conditions.add(column + " ~ '^\\+[1-9][0-9]{6,14}$'");
            case URL -> {
                conditions.add(column + " ~ '^https?://[^\\s]+$'");
                if (attribute.maxLength() != null) {
                    conditions.add("char_length(" + column + ") <= " + attribute.maxLength());
                }
            }
            case COUNTRY -> conditions.add(column + " ~ '^[A-Z]{2}$'");
            case CURRENCY -> conditions.add(column + " ~ '^[A-Z]{3}$'");
            case LANGUAGE -> conditions.add(column + " ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'");
            case PERCENTAGE -> {
                if (attribute.minimum() == null && attribute.maximum() == null) {
                    conditions.add(column + " BETWEEN 0 AND 100");
                }
            }
            case PERIOD, DATE_PERIOD -> conditions.add("NOT isempty(" + column + ")");
            case JSON -> conditions.add("jsonb_typeof(" + column + ") = 'object'");
            case INTEGER,
                    DECIMAL,
                    MONEY,
                    QUANTITY,
                    BOOLEAN,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    DURATION,
                    TAGS,
                    GEO_POINT,
                    UUID,
                    IP_ADDRESS -> {}
            case STATUS -> throw new IllegalStateException("a status is decided elsewhere");
        }
        if (attribute.pattern() != null) {
            conditions.add(column + " ~ " + literal(attribute.pattern()));
        }
        range(attribute, column, conditions);
        String defaultExpression = attribute.type() == BusinessType.TAGS
                ? "'{}'"
                : attribute.type() == BusinessType.JSON && attribute.required() ? "'{}'" : null;
        return new ColumnType(type, conditions, defaultExpression);
    }

    private static String sqlType(Attribute attribute) {
        return switch (attribute.type()) {
            case TEXT, EMAIL, PHONE, URL, CODE, COUNTRY, CURRENCY, LANGUAGE, STATUS, FILE -> "text";
            case INTEGER -> integerType(attribute);
            case DECIMAL -> attribute.scale() == null ? "numeric" : "numeric(18," + attribute.scale() + ")";
            case MONEY ->
                "numeric("
                        + MONEY_PRECISION
                        + ","
                        + (attribute.scale() == null ? MONEY_SCALE : attribute.scale())
                        + ")";
            case QUANTITY ->
                attribute.scale() == null
                        ? "numeric(14,3)"
                        : attribute.scale() == 0 ? integerType(attribute) : "numeric(14," + attribute.scale() + ")";
            case PERCENTAGE -> "numeric(5," + (attribute.scale() == null ? 2 : attribute.scale()) + ")";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case TIME -> "time without time zone";
            case TIMESTAMP -> "timestamp with time zone";
            case DURATION -> "interval";
            case PERIOD -> "tstzrange";
            case DATE_PERIOD -> "daterange";
            case JSON -> "jsonb";
            case TAGS -> "text[]";
            case GEO_POINT -> "point";
            case UUID -> "uuid";
            case IP_ADDRESS -> "inet";
        };
    }

    /** Integer where a stated maximum fits one, else bigint: a counter that outgrows its type is an outage. */
    private static String integerType(Attribute attribute) {
        boolean fits = attribute.maximum() != null
                && new BigDecimal(attribute.maximum()).compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
        return fits ? "integer" : "bigint";
    }

    private static void textLength(Attribute attribute, String column, List<String> conditions) {
        if (attribute.maxLength() != null) {
            conditions.add(
                    attribute.required()
                            ? "char_length(" + column + ") BETWEEN 1 AND " + attribute.maxLength()
                            : "char_length(" + column + ") <= " + attribute.maxLength());
        } else if (attribute.required()) {
            conditions.add(column + " <> ''");
        }
    }

    private static void range(Attribute attribute, String column, List<String> conditions) {
        String minimum = attribute.minimum() == null ? null : limit(attribute, attribute.minimum());
        String maximum = attribute.maximum() == null ? null : limit(attribute, attribute.maximum());
        if (minimum != null && maximum != null) {
            conditions.add(column + " BETWEEN " + minimum + " AND " + maximum);
        } else if (minimum != null) {
            conditions.add(column + " >= " + minimum);
        } else if (maximum != null) {
            conditions.add(column + " <= " + maximum);
        }
    }

    /** A constant of the type, so that the check needs no setting of a session to be read. */
    private static String limit(Attribute attribute, String value) {
        return switch (attribute.type()) {
            case DATE, TIME, TIMESTAMP, DURATION -> sqlType(attribute) + " " + literal(value);
            default -> value;
        };
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The types that are worth a word; the others are what anybody would take. */
    static Optional<Decision> decision(Attribute attribute, String column) {
        return Optional.ofNullable(
                switch (attribute.type()) {
                    case TEXT, CODE, FILE ->
                        attribute.maxLength() == null
                                ? null
                                : type(
                                        attribute,
                                        column,
                                        "text with a check of its length",
                                        "the length is a rule of the business, not of the storage",
                                        new Alternative(
                                                "varchar(n)",
                                                "shorter to write",
                                                "the same storage; shortening it rewrites nothing but scans under an"
                                                        + " exclusive lock, where a check is validated online"),
                                        "never, but the limit itself may change");
                    case EMAIL ->
                        type(
                                attribute,
                                column,
                                "text in lower case, by check",
                                "two spellings of one address must not be two rows, and equality should use a plain index",
                                new Alternative(
                                        "citext",
                                        "compares without case by itself",
                                        "an extension, slower comparisons"),
                                "the spelling that people typed must be kept: add a column for it");
                    case MONEY ->
                        type(
                                attribute,
                                column,
                                attribute.currency() == null
                                        ? "numeric with a currency column beside it"
                                        : "numeric, all in " + attribute.currency(),
                                "amounts must be exact and add up",
                                new Alternative(
                                        "bigint of the smallest unit",
                                        "8 bytes, faster sums",
                                        "every reader must know the factor, which differs by currency"),
                                attribute.currency() == null
                                        ? "sums across currencies are needed: store the rate used"
                                        : "a second currency appears: add a currency column");
                    case TIMESTAMP ->
                        type(
                                attribute,
                                column,
                                "timestamptz",
                                "a moment is the same everywhere, whatever the session's time zone",
                                new Alternative(
                                        "timestamp without time zone",
                                        "none: the size is the same",
                                        "its meaning depends on who wrote it"),
                                "a wall-clock time at a place is meant: then store the zone's name beside it");
                    case JSON ->
                        type(
                                attribute,
                                column,
                                "jsonb",
                                "its structure differs from row to row, or belongs to somebody else",
                                new Alternative("columns", "types, constraints, statistics", "a migration per new key"),
                                "queries or rules start to use a key: make it a column");
                    case TAGS ->
                        type(
                                attribute,
                                column,
                                "text[] with a GIN index where it is searched",
                                "the values are plain words that only ever travel with the row",
                                new Alternative(
                                        "a table of tags and a junction",
                                        "tags can be renamed, counted, described",
                                        "a join"),
                                "tags get facts of their own");
                    case GEO_POINT ->
                        type(
                                attribute,
                                column,
                                "point (x = longitude, y = latitude)",
                                "only a position is kept; distances in a point are planar, in degrees, not metres on the"
                                        + " globe",
                                new Alternative(
                                        "PostGIS geography", "true distances and areas", "an extension to operate"),
                                "results must be right in metres, or areas and routes are asked for: then PostGIS");
                    case PERIOD, DATE_PERIOD ->
                        type(
                                attribute,
                                column,
                                "range type",
                                "start and end belong together, and overlap is one operator with index support",
                                new Alternative(
                                        "two columns", "familiar to every tool", "overlap rules need expressions"),
                                "the ends are needed apart in most queries");
                    case PHONE,
                            URL,
                            COUNTRY,
                            CURRENCY,
                            LANGUAGE,
                            INTEGER,
                            DECIMAL,
                            QUANTITY,
                            PERCENTAGE,
                            BOOLEAN,
                            DATE,
                            TIME,
                            DURATION,
                            STATUS,
                            UUID,
                            IP_ADDRESS -> null;
                });
    }

    private static Decision type(
            Attribute attribute,
            String column,
            String choice,
            String because,
            Alternative alternative,
            String revisit) {
        return new Decision("Types", column, choice, because, attribute.place(), List.of(alternative), revisit);
    }
}
