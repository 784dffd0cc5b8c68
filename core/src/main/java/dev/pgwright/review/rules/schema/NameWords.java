package dev.pgwright.review.rules.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words that a name is made of. What rules take a name to mean, they read from these. */
public final class NameWords {
    private static final Set<String> NO_PLURAL = Set.of(
            "address",
            "status",
            "analysis",
            "access",
            "process",
            "progress",
            "business",
            "class",
            "news",
            "series",
            "basis",
            "canvas",
            "bonus",
            "gas",
            "bus",
            "virus",
            "campus",
            "census",
            "corpus",
            "focus",
            "lens",
            "pass",
            "loss",
            "stress",
            "success",
            "witness",
            "alias",
            "bias",
            "diagnosis",
            "radius",
            "dns",
            "sms",
            "gps",
            "https",
            "has",
            "is",
            "was",
            "this",
            "previous",
            "css",
            "tls",
            "iss",
            "as",
            "us",
            "os",
            "plus",
            "minus");
    private static final Map<String, String> IRREGULAR = Map.of(
            "people", "person",
            "children", "child",
            "men", "man",
            "women", "woman",
            "data", "datum",
            "media", "medium",
            "criteria", "criterion",
            "indices", "index",
            "movies", "movie",
            "cookies", "cookie");

    private NameWords() {}

    /** In lower case: those of {@code order_line_id}, {@code orderLineID} and {@code "Order Line Id"} are the same. */
    public static List<String> of(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean begins = Character.isUpperCase(c)
                    && i > 0
                    && (!Character.isUpperCase(name.charAt(i - 1))
                            || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
            if ((begins || !Character.isLetterOrDigit(c)) && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (Character.isLetterOrDigit(c)) {
                word.append(Character.toLowerCase(c));
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return List.copyOf(words);
    }

    /** The last of the words; empty for a name without letters and digits. */
    public static String last(String name) {
        List<String> words = of(name);
        return words.isEmpty() ? "" : words.get(words.size() - 1);
    }

    /** The words joined by underscores. */
    public static String snake(String name) {
        return String.join("_", of(name));
    }

    /** Whether a word means several things, as far as its ending tells. */
    public static boolean isPlural(String word) {
        return !singular(word).equals(word);
    }

    /** The singular of an English word; what is none already stays as it is. */
    public static String singular(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        if (word.length() < 3 || NO_PLURAL.contains(word) || !word.endsWith("s") || word.endsWith("ss")) {
            return word;
        }
        if (word.endsWith("ies") && word.length() > 4) {
            return word.substring(0, word.length() - 3) + "y";
        }
        boolean es =
                List.of("sses", "shes", "ches", "xes", "uses", "zzes").stream().anyMatch(word::endsWith);
        String shorter = word.substring(0, word.length() - 2);
        if (es && (!word.endsWith("uses") || NO_PLURAL.contains(shorter))) {
            return shorter;
        }
        return word.substring(0, word.length() - 1);
    }

    /** The words of a name joined by underscores, the last in the singular: {@code order_line} of {@code OrderLines}. */
    public static String singularOf(String name) {
        List<String> words = new ArrayList<>(of(name));
        if (words.isEmpty()) {
            return "";
        }
        words.set(words.size() - 1, singular(words.get(words.size() - 1)));
        return String.join("_", words);
    }
}
