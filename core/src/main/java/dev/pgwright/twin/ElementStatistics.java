package dev.pgwright.twin;

import java.util.List;

/**
 * Of the elements of arrays, or of the words of texts ({@code tsvector}). What {@code @>}, {@code &&} and {@code @@} are
 * estimated by.
 *
 * @param commonElements each with the part of the rows that are not null in which it is met
 * @param nullElementFraction part of those rows that have a null element; 0 for words
 * @param averageCount distinct elements of a row; meaningless for words
 */
public record ElementStatistics(List<CommonValue> commonElements, double nullElementFraction, double averageCount) {
    public ElementStatistics {
        commonElements = List.copyOf(commonElements);
        Bounds.fraction("nullElementFraction", nullElementFraction);
        Bounds.atLeastZero("averageCount", averageCount);
    }
}
