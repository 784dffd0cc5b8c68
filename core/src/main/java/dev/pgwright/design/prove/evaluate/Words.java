package dev.pgwright.design.prove.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Full-text search of texts that are plain words of letters and digits with spaces between: a text is found when it has
 * the lexemes of all words of the search, and none of a word with a minus in front. Stop words neither find nor exclude.
 */
public final class Words {
    /** What a search takes for an operator (websearch_to_tsquery). */
    private static final String OR = "or";

    private Words() {}

    /** Whether PostgreSQL's parser would take the text apart as this class does. */
    public static boolean isSimple(String text) {
        return Arrays.stream(text.split(" +"))
                .allMatch(word -> word.matches("[A-Za-z]+") || word.matches("[0-9]{1,9}") || word.isEmpty());
    }

    /** The words of a text in lower case. */
    public static List<String> of(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Whether a search may have the word and mean it. */
    public static boolean isSearchable(String word) {
        return !word.equals(OR);
    }

    /** Whether the texts together are found by the search. */
    static boolean match(List<String> texts, String search, String configuration, Lexemes lexemes) {
        Set<String> has = new HashSet<>();
        List<String> words = new ArrayList<>();
        texts.forEach(text -> words.addAll(of(text)));
        lexemes.of(configuration, words).forEach(has::addAll);
        List<String> asked = Arrays.stream(search.toLowerCase(Locale.ROOT).split(" +"))
                .filter(word -> !word.isEmpty())
                .toList();
        List<Set<String>> meant = lexemes.of(
                configuration, asked.stream().map(Words::withoutMinus).toList());
        boolean asksForSomething = false;
        for (int i = 0; i < asked.size(); i++) {
            Set<String> wanted = meant.get(i);
            asksForSomething |= !wanted.isEmpty();
            if (!wanted.isEmpty() && has.containsAll(wanted) == asked.get(i).startsWith("-")) {
                return false;
            }
        }
        return asksForSomething;
    }

    private static String withoutMinus(String word) {
        return word.startsWith("-") ? word.substring(1) : word;
    }
}
