package dev.pgwright.review;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times as PostgreSQL's parameters take them (documentation, 19.1.1 "Parameter Names and Values"; units are
 * case-sensitive).
 */
final class Milliseconds {
    private static final Pattern TIME = Pattern.compile("\\s*([+-]?[0-9]*\\.?[0-9]+)\\s*(us|ms|s|min|h|d)?\\s*");
    private static final Map<String, BigDecimal> UNITS = Map.of(
            "us", new BigDecimal("0.001"),
            "ms", BigDecimal.ONE,
            "s", BigDecimal.valueOf(1_000),
            "min", BigDecimal.valueOf(60_000),
            "h", BigDecimal.valueOf(3_600_000),
            "d", BigDecimal.valueOf(86_400_000));

    private Milliseconds() {}

    static Optional<Long> of(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        String unit = time.group(2) == null ? "ms" : time.group(2);
        return Optional.of(
                new BigDecimal(time.group(1)).multiply(UNITS.get(unit)).longValue());
    }
}
