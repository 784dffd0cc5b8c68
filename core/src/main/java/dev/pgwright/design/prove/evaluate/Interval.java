package dev.pgwright.design.prove.evaluate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An interval. It is compared as PostgreSQL does it, with months of 30 days and days of 24 hours (interval_cmp_value in
 * src/backend/utils/adt/timestamp.c, PostgreSQL 18).
 */
record Interval(long months, long days, BigInteger micros) implements Comparable<Interval> {
    private static final Pattern PART = Pattern.compile("([+-]?\\d+) (year|mon|day)s?");
    private static final Pattern CLOCK = Pattern.compile("([+-]?)(\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?)$");
    private static final BigInteger DAY = BigInteger.valueOf(86_400_000_000L);

    /** Reads IntervalStyle {@code postgres}. */
    static Interval parse(String text) {
        long months = 0;
        long days = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            long count = Long.parseLong(part.group(1));
            switch (part.group(2)) {
                case "year" -> months += 12 * count;
                case "mon" -> months += count;
                default -> days += count;
            }
        }
        BigInteger micros = BigInteger.ZERO;
        Matcher clock = CLOCK.matcher(text);
        if (clock.find()) {
            BigDecimal seconds = new BigDecimal(clock.group(4))
                    .add(BigDecimal.valueOf(60L * Long.parseLong(clock.group(3))))
                    .add(BigDecimal.valueOf(3600L).multiply(new BigDecimal(clock.group(2))));
            micros = seconds.movePointRight(6).toBigIntegerExact();
            micros = clock.group(1).equals("-") ? micros.negate() : micros;
        }
        return new Interval(months, days, micros);
    }

    Interval plus(Interval other) {
        return new Interval(months + other.months, days + other.days, micros.add(other.micros));
    }

    /** All of it in microseconds. */
    BigInteger length() {
        return BigInteger.valueOf(months * 30 + days).multiply(DAY).add(micros);
    }

    @Override
    public int compareTo(Interval other) {
        return length().compareTo(other.length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Interval interval && length().equals(interval.length());
    }

    @Override
    public int hashCode() {
        return length().hashCode();
    }

    @Override
    public String toString() {
        return length() + " µs";
    }
}
