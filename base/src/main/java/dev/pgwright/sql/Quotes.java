package dev.pgwright.sql;

/** Finds the ends of quoted texts by the rules of PostgreSQL's scanner (scan.l). */
final class Quotes {
    private final String text;

    Quotes(String text) {
        this.text = text;
    }

    /** Offset behind the closing quote, or -1. A doubled quote does not close; a backslash matters in E'' only. */
    int end(int from, char quote, boolean escapes) {
        int i = from + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (escapes && c == '\\') {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        return -1;
    }

    /** Offset behind {@code $tag$}, or -1 when no dollar quote starts here. */
    int dollarTagEnd(int from) {
        int i = from + 1;
        while (i < text.length() && text.charAt(i) != '$') {
            char c = text.charAt(i);
            boolean allowed = StatementLexer.isNameStart(c) || (i > from + 1 && c >= '0' && c <= '9');
            if (!allowed) {
                return -1;
            }
            i++;
        }
        return i < text.length() ? i + 1 : -1;
    }

    /** Offset behind the closing tag, or -1. */
    int dollarEnd(int from, int tagEnd) {
        int closing = text.indexOf(text.substring(from, tagEnd), tagEnd);
        return closing < 0 ? -1 : closing + tagEnd - from;
    }
}
