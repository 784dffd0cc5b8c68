package dev.pgwright.design.decide;

import dev.pgwright.design.requirements.Attribute;
import java.util.ArrayList;
import java.util.List;

/** What the values of a business type must keep beyond their PostgreSQL type. */
final class TypeConditions {
    /** RFC 5321, 4.5.3.1.3: a path has at most 256 octets, two of them its brackets. */
    private static final int EMAIL_LENGTH = 254;

    private TypeConditions() {}

    /** SQL conditions on a column, each true for good values; NULL passes. Not for a status, which is decided elsewhere. */
    static List<String> of(Attribute attribute, String column) {
        List<String> conditions = new ArrayList<>();
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
            conditions.add(column + " ~ " + TypeDecision.literal(attribute.pattern()));
        }
        range(attribute, column, conditions);
        return conditions;
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
            case DATE, TIME, TIMESTAMP, DURATION -> TypeDecision.sqlType(attribute) + " " + TypeDecision.literal(value);
            default -> value;
        };
    }
}
