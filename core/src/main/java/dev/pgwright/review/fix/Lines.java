package dev.pgwright.review.fix;

import dev.pgwright.source.Span;

/** What belongs to a statement in a file besides its own words. */
final class Lines {
    private final String text;

    Lines(String text) {
        this.text = text;
    }

    /**
     * A statement with the lines of comment right above it, its semicolon, a comment behind it and the line's end.
     *
     * @param before the end of the statement before it, 0 when there is none
     */
    Span around(Span statement, int before) {
        int floor = before == 0 ? 0 : behindSemicolon(before);
        return new Span(above(statement, floor), below(statement));
    }

    private int above(Span statement, int floor) {
        int start = lineStart(statement.start());
        if (start < floor || !text.substring(start, statement.start()).isBlank()) {
            return statement.start();
        }
        int above = lineStart(start - 1);
        while (start > 0 && above >= floor && isComment(text.substring(above, start))) {
            start = above;
            above = lineStart(start - 1);
        }
        return start;
    }

    /** The end of a statement's line, if nothing but a comment stands behind its semicolon there. */
    int below(Span statement) {
        int end = behindSemicolon(statement.end());
        int lineEnd = text.indexOf('\n', end);
        String rest = text.substring(end, lineEnd < 0 ? text.length() : lineEnd);
        if (rest.isBlank() || isComment(rest)) {
            return lineEnd < 0 ? text.length() : lineEnd + 1;
        }
        return end;
    }

    private static boolean isComment(String line) {
        return line.strip().startsWith("--");
    }

    int lineStart(int offset) {
        return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
    }

    /** Behind the semicolon that ends a statement; where there is none, behind the statement. */
    int behindSemicolon(int end) {
        int at = end;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() && text.charAt(at) == ';' ? at + 1 : end;
    }
}
