package dev.pgwright.review;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that a rule goes by and that pgwright.yaml can change: a list of names, types or patterns.
 *
 * @param name kebab-case
 * @param values unless the configuration says otherwise
 * @param kind what the words are
 * @param description what they are for
 */
public record WordsParameter(String name, List<String> values, Kind kind, String description) {
    /** A name in braces in a pattern, which in a regular expression would be an error. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\\\[pPx])\\{([a-z]+)\\}");

    public WordsParameter {
        values = List.copyOf(values);
    }

    /** What the words of a parameter are. */
    public enum Kind {
        /** Names, types: taken as they are. */
        WORDS,
        /** Regular expressions that a whole name has to match; {@code {table}} and such stand for other names. */
        PATTERNS
    }

    public static WordsParameter words(String name, String description, String... values) {
        return new WordsParameter(name, List.of(values), Kind.WORDS, description);
    }

    public static WordsParameter patterns(String name, String description, String... values) {
        return new WordsParameter(name, List.of(values), Kind.PATTERNS, description);
    }

    /**
     * A pattern as a regular expression.
     *
     * @param names what to put in for the placeholders; one without a name stands for nothing
     * @throws java.util.regex.PatternSyntaxException when it is none
     */
    public static Pattern pattern(String text, Map<String, String> names) {
        return Pattern.compile(filled(text, name -> Pattern.quote(names.getOrDefault(name, ""))));
    }

    /** A pattern as a person would read it: with the names in it. */
    public static String shown(String text, Map<String, String> names) {
        return filled(text, name -> names.getOrDefault(name, ""));
    }

    private static String filled(String text, UnaryOperator<String> name) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(name.apply(found.group(1))));
    }
}
