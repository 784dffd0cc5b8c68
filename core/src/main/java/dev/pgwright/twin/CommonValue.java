package dev.pgwright.twin;

/**
 * A value and how often it is met.
 *
 * @param value as text of its type
 * @param frequency part of all rows, 0 to 1
 */
public record CommonValue(String value, double frequency) {
    public CommonValue {
        Bounds.fraction("frequency", frequency);
    }
}
