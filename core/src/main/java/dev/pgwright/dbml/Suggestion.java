package dev.pgwright.dbml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the known word that somebody may have meant. */
final class Suggestion {
    private Suggestion() {}

    /** {@code did you mean 'x'?}, or null where nothing is near. */
    static @Nullable String hint(String word, Collection<String> known) {
        return closest(word, known).map(near -> "did you mean '" + near + "'?").orElse(null);
    }

    static Optional<String> closest(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, Math.min(3, word.length() / 3));
        return known.stream()
                .map(candidate -> new Ranked(candidate, distance(lower, candidate.toLowerCase(Locale.ROOT))))
                .filter(ranked -> ranked.distance <= limit)
                .min(Comparator.comparingInt(Ranked::distance).thenComparing(Ranked::word))
                .map(Ranked::word);
    }

    private record Ranked(String word, int distance) {}

    /** Edits between two words: insert, delete, replace, swap of neighbours. */
    private static int distance(String left, String right) {
        if (Math.abs(left.length() - right.length()) > 3) {
            return Integer.MAX_VALUE;
        }
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= right.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            for (int j = 1; j <= right.length(); j++) {
                int replace = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                int best = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1);
                best = Math.min(best, cost[i - 1][j - 1] + replace);
                boolean swapped = i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
            }
        }
        return cost[left.length()][right.length()];
    }
}
