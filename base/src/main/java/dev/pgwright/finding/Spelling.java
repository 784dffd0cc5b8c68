package dev.pgwright.finding;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a person meant. */
public final class Spelling {
    private Spelling() {}

    /**
     * The candidate nearest to a word, if one is near enough to be meant: at most a third of the letters differ.
     * Letter case and the choice between {@code -}, {@code _} and blank do not count. Of equally near candidates the
     * first is taken.
     */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        String wanted = folded(word);
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            String offered = folded(candidate);
            int allowed = Math.max(wanted.length(), offered.length()) / 3;
            if (Math.abs(wanted.length() - offered.length()) > allowed) {
                continue;
            }
            int distance = distance(wanted, offered);
            if (distance <= allowed && distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    private static String folded(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    /**
     * Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other (optimal string
     * alignment distance).
     */
    static int distance(String left, String right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        Arrays.setAll(last, j -> j);
        for (int i = 1; i <= left.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = last[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                int best = Math.min(replaced, Math.min(last[j], current[j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
                current[j] = swapped ? Math.min(best, beforeLast[j - 2] + 1) : best;
            }
            int[] reused = beforeLast;
            beforeLast = last;
            last = current;
            current = reused;
        }
        return last[right.length()];
    }
}
