package dev.pgwright.review;

import dev.pgwright.source.Span;

/** The word of a text that stands at an offset. */
final class Words {
    private Words() {}

    /** A quoted or plain name, number or string; a single sign where there is none. */
    static Span at(String text, int offset) {
        char first = text.charAt(offset);
        int end = offset + 1;
        if (first == '"' || first == '\'') {
            int close = text.indexOf(first, end);
            end = close < 0 ? end : close + 1;
        } else {
            while (end < text.length()
                    && Character.isJavaIdentifierPart(first)
                    && Character.isJavaIdentifierPart(text.charAt(end))) {
                end++;
            }
        }
        return new Span(offset, end);
    }
}
