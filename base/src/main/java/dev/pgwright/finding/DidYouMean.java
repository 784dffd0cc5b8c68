package dev.pgwright.finding;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant where an unknown one was written. */
public final class DidYouMean {
    private DidYouMean() {}

    /**
     * The candidate nearest to the word, ignoring case: at most a third of the longer one's letters may be wrong,
     * missing, too many or swapped with their neighbour. Of two equally near the first in alphabetical order.
     */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        String written = word.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .filter(candidate -> distance(written, candidate.toLowerCase(Locale.ROOT))
                        <= Math.max(1, Math.max(written.length(), candidate.length()) / 3))
                .min(Comparator.comparingInt(
                                (String candidate) -> distance(written, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The nearest candidate as a hint, {@code did you mean 'orders'?}, if there is one. */
    public static Optional<String> hint(String word, Collection<String> candidates) {
        return nearest(word, candidates).map(candidate -> "did you mean '" + candidate + "'?");
    }

    /** Edits to turn one word into the other, counting a swap of neighbours as one (optimal string alignment). */
    private static int distance(String from, String to) {
        int[] twoBack = new int[to.length() + 1];
        int[] oneBack = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            oneBack[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int substitution = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                int best = Math.min(
                        Math.min(current[column - 1], oneBack[column]) + 1, oneBack[column - 1] + substitution);
                if (row > 1
                        && column > 1
                        && from.charAt(row - 1) == to.charAt(column - 2)
                        && from.charAt(row - 2) == to.charAt(column - 1)) {
                    best = Math.min(best, twoBack[column - 2] + 1);
                }
                current[column] = best;
            }
            twoBack = oneBack;
            oneBack = current;
        }
        return oneBack[to.length()];
    }
}
