package dev.pgwright.source;

import java.util.List;

/** Replaces one span of a text. */
public record TextEdit(Span span, String replacement) {

    /**
     * The text with all edits made; spans refer to the text before any of them.
     *
     * @throws IllegalArgumentException when two edits overlap
     */
    public static String apply(String text, List<TextEdit> edits) {
        var sorted = edits.stream()
                .sorted((left, right) -> left.span.compareTo(right.span))
                .toList();
        StringBuilder result = new StringBuilder(text.length());
        int done = 0;
        for (TextEdit edit : sorted) {
            if (edit.span.start() < done) {
                throw new IllegalArgumentException("edits overlap at offset " + edit.span.start());
            }
            result.append(text, done, edit.span.start()).append(edit.replacement);
            done = edit.span.end();
        }
        return result.append(text, done, text.length()).toString();
    }
}
