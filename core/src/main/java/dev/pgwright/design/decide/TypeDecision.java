package dev.pgwright.design.decide;

import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which PostgreSQL type a business type becomes. */
final class TypeDecision {
    /** Digits before the point: a thousand billion of any currency. */
    private static final int MONEY_DIGITS = 12;

    private static final int DECIMAL_PRECISION = 18;
    private static final int QUANTITY_PRECISION = 14;
    private static final int QUANTITY_SCALE = 3;
    private static final int PERCENTAGE_PRECISION = 5;
    private static final int PERCENTAGE_SCALE = 2;
    /** Digits of the unit with the most: ISO 4217 has CLF and UYW with four. numeric keeps digits by fours anyway. */
    private static final int MOST_MINOR_DIGITS = 4;

    /** Where the tree ends: how the values of an attribute are stored. */
    enum Leaf {
        /** Words, codes, names of files: text, whose length is nobody's rule. */
        TEXT,
        /** Text with a check of its length. */
        TEXT_LIMITED,
        /** Text in lower case, compared as it is. */
        TEXT_LOWER_CASE,
        /** Text of a form that a check knows: phone, URL, ISO codes. */
        TEXT_OF_FORM,
        /** A whole number with a stated maximum that four bytes hold. */
        INTEGER,
        /** A whole number that may outgrow four bytes. */
        BIGINT,
        /** An exact number of any length. */
        NUMERIC_ANY,
        /** An exact number with a fixed number of digits behind the point. */
        NUMERIC_SCALED,
        /** Amounts in one currency, with its minor unit's digits. */
        MONEY_ONE_CURRENCY,
        /** Amounts with their currency beside them. */
        MONEY_ANY_CURRENCY,
        BOOLEAN,
        /** A day is the same day everywhere. */
        DATE,
        /** A time of day on whatever day, at whatever place. */
        TIME,
        /** A moment, the same everywhere. */
        TIMESTAMPTZ,
        INTERVAL,
        /** Start and end as one value. */
        RANGE,
        JSONB,
        TEXT_ARRAY,
        POINT,
        UUID,
        INET
    }

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
    static Leaf leaf(Attribute attribute) {
        return switch (attribute.type()) {
            case TEXT, CODE, FILE -> attribute.maxLength() == null ? Leaf.TEXT : Leaf.TEXT_LIMITED;
            case EMAIL -> Leaf.TEXT_LOWER_CASE;
            case PHONE, URL, COUNTRY, CURRENCY, LANGUAGE -> Leaf.TEXT_OF_FORM;
            case INTEGER -> fitsInteger(attribute) ? Leaf.INTEGER : Leaf.BIGINT;
            case DECIMAL -> attribute.scale() == null ? Leaf.NUMERIC_ANY : Leaf.NUMERIC_SCALED;
            case MONEY -> attribute.currency() == null ? Leaf.MONEY_ANY_CURRENCY : Leaf.MONEY_ONE_CURRENCY;
            case QUANTITY ->
                attribute.scale() == null || attribute.scale() > 0
                        ? Leaf.NUMERIC_SCALED
                        : fitsInteger(attribute) ? Leaf.INTEGER : Leaf.BIGINT;
            case PERCENTAGE -> Leaf.NUMERIC_SCALED;
            case BOOLEAN -> Leaf.BOOLEAN;
            case DATE -> Leaf.DATE;
            case TIME -> Leaf.TIME;
            case TIMESTAMP -> Leaf.TIMESTAMPTZ;
            case DURATION -> Leaf.INTERVAL;
            case PERIOD, DATE_PERIOD -> Leaf.RANGE;
            case JSON -> Leaf.JSONB;
            case TAGS -> Leaf.TEXT_ARRAY;
            case GEO_POINT -> Leaf.POINT;
            case UUID -> Leaf.UUID;
            case IP_ADDRESS -> Leaf.INET;
            case STATUS -> throw new IllegalStateException("a status is decided elsewhere");
        };
    }

    /** Integer where a stated maximum fits one, else bigint: a counter that outgrows its type is an outage. */
    private static boolean fitsInteger(Attribute attribute) {
        boolean above = attribute.minimum() != null
                && new BigDecimal(attribute.minimum()).compareTo(BigDecimal.valueOf(Integer.MIN_VALUE)) < 0;
        return !above
                && attribute.maximum() != null
                && new BigDecimal(attribute.maximum()).compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }

    static ColumnType columnType(Attribute attribute, String column) {
        String defaultExpression = attribute.type() == BusinessType.TAGS
                ? "'{}'"
                : attribute.type() == BusinessType.JSON && attribute.required() ? "'{}'" : null;
        return new ColumnType(sqlType(attribute), TypeConditions.of(attribute, column), defaultExpression);
    }

    static String sqlType(Attribute attribute) {
        return switch (leaf(attribute)) {
            case TEXT, TEXT_LIMITED, TEXT_LOWER_CASE, TEXT_OF_FORM -> "text";
            case INTEGER -> "integer";
            case BIGINT -> "bigint";
            case NUMERIC_ANY -> "numeric";
            case NUMERIC_SCALED -> scaled(attribute);
            case MONEY_ONE_CURRENCY, MONEY_ANY_CURRENCY -> money(attribute);
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case TIME -> "time without time zone";
            case TIMESTAMPTZ -> "timestamp with time zone";
            case INTERVAL -> "interval";
            case RANGE -> attribute.type() == BusinessType.DATE_PERIOD ? "daterange" : "tstzrange";
            case JSONB -> "jsonb";
            case TEXT_ARRAY -> "text[]";
            case POINT -> "point";
            case UUID -> "uuid";
            case INET -> "inet";
        };
    }

    private static String money(Attribute attribute) {
        int scale = moneyScale(attribute);
        return numeric(attribute, MONEY_DIGITS + scale, scale);
    }

    private static String scaled(Attribute attribute) {
        Integer scale = attribute.scale();
        return switch (attribute.type()) {
            case QUANTITY -> numeric(attribute, QUANTITY_PRECISION, scale == null ? QUANTITY_SCALE : scale);
            case PERCENTAGE -> numeric(attribute, PERCENTAGE_PRECISION, scale == null ? PERCENTAGE_SCALE : scale);
            default -> numeric(attribute, DECIMAL_PRECISION, scale == null ? 0 : scale);
        };
    }

    /** The digits behind the point of the currency's minor unit (ISO 4217), unless the requirements say more or less. */
    private static int moneyScale(Attribute attribute) {
        if (attribute.scale() != null) {
            return attribute.scale();
        }
        String code = attribute.currency();
        if (code == null) {
            return MOST_MINOR_DIGITS;
        }
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getCurrencyCode().equals(code))
                .map(Currency::getDefaultFractionDigits)
                .filter(digits -> digits >= 0)
                .findFirst()
                .orElse(2);
    }

    /** At least so many digits in all; more where a stated bound needs them. */
    private static String numeric(Attribute attribute, int digits, int scale) {
        int before = Stream.of(Optional.ofNullable(attribute.minimum()), Optional.ofNullable(attribute.maximum()))
                .flatMap(Optional::stream)
                .map(BigDecimal::new)
                .mapToInt(bound -> bound.precision() - bound.scale())
                .max()
                .orElse(0);
        return "numeric(" + Math.max(Math.max(digits, before + scale), scale) + "," + scale + ")";
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
