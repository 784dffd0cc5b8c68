package dev.pgwright.design.requirements;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Map;

/** The order of literals as PostgreSQL sorts their values. */
final class LiteralOrder {
    private static final BigDecimal DAY = BigDecimal.valueOf(86_400);

    /** In seconds; a month counts as 30 days (interval_cmp_value in timestamp.c of PostgreSQL 18). */
    private static final Map<String, BigDecimal> UNITS = Map.of(
            "second", BigDecimal.ONE,
            "minute", BigDecimal.valueOf(60),
            "hour", BigDecimal.valueOf(3_600),
            "day", DAY,
            "week", DAY.multiply(BigDecimal.valueOf(7)),
            "month", DAY.multiply(BigDecimal.valueOf(30)),
            "year", DAY.multiply(BigDecimal.valueOf(360)));

    private LiteralOrder() {}

    /** Compares two literals of a type in {@link TypeTraits#LIMITED}; {@code now} is none. */
    static int compare(String left, String right, BusinessType type) {
        return switch (type) {
            case DATE -> LocalDate.parse(left).compareTo(LocalDate.parse(right));
            case TIME -> LocalTime.parse(left).compareTo(LocalTime.parse(right));
            case TIMESTAMP ->
                OffsetDateTime.parse(left)
                        .toInstant()
                        .compareTo(OffsetDateTime.parse(right).toInstant());
            case DURATION -> seconds(left).compareTo(seconds(right));
            case INTEGER, DECIMAL, MONEY, QUANTITY, PERCENTAGE ->
                new BigDecimal(left.replace("_", "")).compareTo(new BigDecimal(right.replace("_", "")));
            default -> throw new IllegalStateException("literals of " + type.word() + " have no order");
        };
    }

    private static BigDecimal seconds(String duration) {
        int space = duration.indexOf(' ');
        if (space < 0) {
            Duration parsed = Duration.parse(duration);
            return BigDecimal.valueOf(parsed.getSeconds()).add(BigDecimal.valueOf(parsed.getNano(), 9));
        }
        String unit = duration.substring(space + 1);
        BigDecimal factor = UNITS.get(unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit);
        if (factor == null) {
            throw new IllegalStateException("no duration: " + duration);
        }
        return new BigDecimal(duration.substring(0, space)).multiply(factor);
    }
}
