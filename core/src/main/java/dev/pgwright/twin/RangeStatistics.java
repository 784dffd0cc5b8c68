package dev.pgwright.twin;

import java.util.List;

/**
 * Of a range type. What {@code &&}, {@code @>} and {@code <@} are estimated by.
 *
 * @param bounds ranges of a histogram of lower and upper bounds, each sorted for itself: the i-th range goes from the
 *     i-th lower to the i-th upper bound
 * @param lengths histogram of lengths, ascending; seconds for ranges of time, days for dates
 * @param emptyFraction part of the ranges that are not null that are empty
 */
public record RangeStatistics(List<String> bounds, List<Double> lengths, double emptyFraction) {
    public RangeStatistics {
        bounds = List.copyOf(bounds);
        lengths = List.copyOf(lengths);
        Bounds.fraction("emptyFraction", emptyFraction);
    }
}
