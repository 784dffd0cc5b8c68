package dev.pgwright.design.prove.evaluate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A value that is not null.
 *
 * @param key what it is compared by: values are the same where their keys are equal
 * @param text as PostgreSQL wrote it
 */
public record Value(ValueKind kind, Object key, String text) {
    private static final int DIGITS = 12;

    public boolean isSameAs(Value other) {
        return key.equals(other.key);
    }

    /** A text that values which are the same have in common. */
    public String canonical() {
        return canonical(key);
    }

    static String canonical(Object key) {
        if (key instanceof BigDecimal number) {
            // an average has as many digits as the server likes, but so many at least
            return (number.scale() > DIGITS
                            ? number.setScale(DIGITS, RoundingMode.HALF_UP).stripTrailingZeros()
                            : number)
                    .toPlainString();
        }
        return key.toString();
    }

    /**
     * A point of a plane.
     *
     * @param x its first coordinate
     */
    record Point(double x, double y) {
        double distance(Point other) {
            return Math.hypot(x - other.x, y - other.y);
        }
    }
}
