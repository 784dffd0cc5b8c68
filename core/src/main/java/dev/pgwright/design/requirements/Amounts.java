package dev.pgwright.design.requirements;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers with units as people write them. A year has 365.25 days and a month a twelfth of that. Everything returns null
 * for what it cannot read.
 */
final class Amounts {
    private static final BigDecimal DAYS_A_YEAR = new BigDecimal("365.25");
    private static final BigDecimal DAYS_A_MONTH = new BigDecimal("30.4375");

    private static final int SECONDS_A_DAY = 86_400;

    private static final Pattern PLAIN = Pattern.compile("-?[0-9][0-9_]*(\\.[0-9]+)?");
    private static final Pattern SCALED = Pattern.compile("(-?[0-9][0-9_]*(?:\\.[0-9]+)?) ?([kKMB])?");
    private static final Pattern RATE = Pattern.compile("(.+?) ?/ ?([a-z]+)");
    private static final Pattern WITH_UNIT = Pattern.compile("([0-9][0-9_]*(?:\\.[0-9]+)?) ?([a-zµ]+)");

    private static final Map<String, BigDecimal> SCALES = Map.of(
            "k", new BigDecimal(1_000),
            "K", new BigDecimal(1_000),
            "M", new BigDecimal(1_000_000),
            "B", new BigDecimal(1_000_000_000));

    /** The units that a rate is per, in seconds. */
    static final Map<String, Integer> RATE_UNITS = rateUnits();

    private static final Map<String, BigDecimal> DURATION_UNITS =
            Map.of("day", BigDecimal.ONE, "week", new BigDecimal(7), "month", DAYS_A_MONTH, "year", DAYS_A_YEAR);

    private static final Map<String, BigDecimal> LATENCY_UNITS = Map.of(
            "µs", new BigDecimal("0.001"),
            "us", new BigDecimal("0.001"),
            "ms", BigDecimal.ONE,
            "s", new BigDecimal(1_000));

    private static final Map<String, Integer> SECONDS = Map.of(
            "second", 1, "seconds", 1, "minute", 60, "minutes", 60, "hour", 3_600, "hours", 3_600, "day", 86_400,
            "days", 86_400);

    private Amounts() {}

    private static Map<String, Integer> rateUnits() {
        Map<String, Integer> units = new LinkedHashMap<>();
        units.put("s", 1);
        units.put("min", 60);
        units.put("hour", 3_600);
        units.put("day", SECONDS_A_DAY);
        units.put("week", 604_800);
        units.put("month", 2_629_800);
        units.put("year", 31_557_600);
        return Collections.unmodifiableMap(units);
    }

    /** {@code 10}, {@code -1.5}, {@code 1_000}. */
    static @Nullable BigDecimal plainNumber(String text) {
        return PLAIN.matcher(text).matches() && text.length() < 60 ? new BigDecimal(text.replace("_", "")) : null;
    }

    /** {@code 1_000}, {@code 50k}, {@code 2M}, {@code 1.5B}. */
    static @Nullable BigDecimal scaledNumber(String text) {
        Matcher matcher = SCALED.matcher(text.strip());
        if (!matcher.matches() || text.length() > 60) {
            return null;
        }
        BigDecimal number = new BigDecimal(matcher.group(1).replace("_", ""));
        String scale = matcher.group(2);
        return scale == null ? number : number.multiply(SCALES.get(scale));
    }

    /** {@code 400k/day} as a number a day. */
    static @Nullable Double perDay(String text) {
        return per(text, SECONDS_A_DAY);
    }

    /** {@code 500/s} as a number a second. */
    static @Nullable Double perSecond(String text) {
        return per(text, 1);
    }

    private static @Nullable Double per(String text, int seconds) {
        Matcher matcher = RATE.matcher(text.strip());
        if (!matcher.matches()) {
            return null;
        }
        BigDecimal number = scaledNumber(matcher.group(1));
        Integer unit = RATE_UNITS.get(matcher.group(2));
        return number == null || unit == null
                ? null
                : number.multiply(new BigDecimal(seconds))
                        .divide(new BigDecimal(unit), 12, RoundingMode.HALF_EVEN)
                        .doubleValue();
    }

    /** {@code 90 days}, {@code 7 years} in whole days, rounded up: data is never kept shorter than was said. */
    static @Nullable Integer days(String text) {
        Matcher matcher = WITH_UNIT.matcher(text.strip());
        if (!matcher.matches()) {
            return null;
        }
        String unit = matcher.group(2);
        BigDecimal inDays = DURATION_UNITS.get(unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit);
        if (inDays == null || matcher.group(1).length() > 9) {
            return null;
        }
        BigDecimal days = new BigDecimal(matcher.group(1).replace("_", "")).multiply(inDays);
        BigDecimal whole = days.setScale(0, RoundingMode.CEILING);
        return whole.compareTo(new BigDecimal(Integer.MAX_VALUE)) > 0 ? null : whole.intValueExact();
    }

    /** A span of time in whole seconds, of {@code 5 minutes}; null when it is none. */
    static @Nullable Long seconds(String text) {
        Matcher matcher = WITH_UNIT.matcher(text.strip());
        if (!matcher.matches() || matcher.group(1).length() > 9) {
            return null;
        }
        Integer unit = SECONDS.get(matcher.group(2));
        return unit == null
                ? null
                : new BigDecimal(matcher.group(1).replace("_", ""))
                        .multiply(BigDecimal.valueOf(unit))
                        .longValue();
    }

    /** {@code 20 ms}, {@code 1.5 s} in milliseconds. */
    static @Nullable Double milliseconds(String text) {
        Matcher matcher = WITH_UNIT.matcher(text.strip());
        if (!matcher.matches() || matcher.group(1).length() > 12) {
            return null;
        }
        BigDecimal unit = LATENCY_UNITS.get(matcher.group(2));
        return unit == null
                ? null
                : new BigDecimal(matcher.group(1).replace("_", ""))
                        .multiply(unit)
                        .doubleValue();
    }
}
