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
                .filter(candidate -> Spelling.distance(written, candidate.toLowerCase(Locale.ROOT))
                        <= Math.max(1, Math.max(written.length(), candidate.length()) / 3))
                .min(Comparator.comparingInt(
                                (String candidate) -> Spelling.distance(written, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The nearest candidate as a hint, {@code did you mean 'orders'?}, if there is one. */
    public static Optional<String> hint(String word, Collection<String> candidates) {
        return nearest(word, candidates).map(candidate -> "did you mean '" + candidate + "'?");
    }
}
