package dev.pgwright.review.rules.redflag;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The relations that Markdown names in the rows of its tables, as {@code `schema.name`}. Running text may speak of what was
 * there once, or will be.
 */
final class NamedRelations {
    /** A span of code with two names and a point between. */
    private static final Pattern NAME =
            Pattern.compile("`([\\p{L}_][\\p{L}\\p{N}_$]*)\\.([\\p{L}_][\\p{L}\\p{N}_$]*)`");

    private NamedRelations() {}

    /**
     * Names by their places.
     *
     * @param isSchema of a name before a point that is none, it is a table's, and the one behind it a column's
     */
    static Map<Span, QualifiedName> of(SourceFile markdown, Predicate<String> isSchema) {
        Map<Span, QualifiedName> names = new TreeMap<>();
        String text = markdown.text();
        boolean fenced = false;
        int start = 0;
        for (String line : text.split("\n", -1)) {
            String content = line.strip();
            fenced ^= content.startsWith("```");
            if (!fenced && content.startsWith("|")) {
                Matcher found = NAME.matcher(line);
                while (found.find()) {
                    if (isSchema.test(found.group(1))) {
                        names.put(
                                new Span(start + found.start() + 1, start + found.end() - 1),
                                QualifiedName.of(found.group(1), found.group(2)));
                    }
                }
            }
            start += line.length() + 1;
        }
        return names;
    }
}
