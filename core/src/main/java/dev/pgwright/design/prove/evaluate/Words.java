package dev.pgwright.design.prove.evaluate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Full-text search as far as it is simple: words of letters and digits, in lower case, no stemming, no stop words. That
 * is what configuration {@code simple} does of texts that are such words and spaces.
 */
public final class Words {
    private Words() {}

    /** Whether PostgreSQL's parser would take the text apart as this class does. */
    public static boolean isSimple(String text) {
        return Arrays.stream(text.split(" +"))
                .allMatch(word -> word.matches("[A-Za-z]+") || word.matches("[0-9]{1,9}") || word.isEmpty());
    }

    public static List<String> of(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Whether the texts together have all words of the search; words with a minus in front must be missing. */
    static boolean match(List<String> texts, String search) {
        Set<String> words = new HashSet<>();
        texts.forEach(text -> words.addAll(of(text)));
        return Arrays.stream(search.toLowerCase(Locale.ROOT).split(" +"))
                .allMatch(word -> word.startsWith("-") ? !words.contains(word.substring(1)) : words.contains(word));
    }
}
