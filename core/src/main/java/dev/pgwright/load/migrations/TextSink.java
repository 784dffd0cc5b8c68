package dev.pgwright.load.migrations;

import java.nio.CharBuffer;
import java.util.regex.Pattern;

/** Takes the characters of a file as they come and keeps those that are needed. */
final class TextSink {
    /** As pg_dump writes it, on one line. */
    private static final Pattern COPY =
            Pattern.compile("COPY\\s.*\\sFROM\\s+stdin\\b.*;\\s*", Pattern.CASE_INSENSITIVE);

    /** Length of the line that ends the rows, with its line end. */
    private static final int END_LINE = "\\.\r\n".length();

    private static final int LONGEST_COPY = 1 << 20;

    private final boolean dropRows;
    private final int limit;
    private final StringBuilder text;
    private int lineStart;
    private boolean inRows;
    private boolean rowGoesOn;
    private boolean full;

    TextSink(boolean dropRows, int limit, int expected) {
        this.dropRows = dropRows;
        this.limit = limit;
        this.text = new StringBuilder(Math.min(expected, limit));
    }

    boolean isFull() {
        return full;
    }

    String text() {
        return text.toString();
    }

    /** Takes the characters; the index of a NUL among them, or -1. */
    int append(CharBuffer chars) {
        for (int i = 0; i < chars.length(); i++) {
            if (chars.charAt(i) == 0) {
                return i;
            }
        }
        if (!dropRows) {
            text.append(chars);
        } else {
            for (int i = 0; i < chars.length(); i++) {
                append(chars.charAt(i));
            }
        }
        full = text.length() > limit;
        return -1;
    }

    private void append(char c) {
        text.append(c);
        if (inRows && text.length() - lineStart > END_LINE) {
            // a row: what was kept to see whether it is the end
            text.setLength(lineStart);
            rowGoesOn = true;
        }
        if (c == '\n') {
            endLine();
        }
    }

    private void endLine() {
        if (inRows) {
            boolean end = !rowGoesOn && text.substring(lineStart).strip().equals("\\.");
            if (end) {
                inRows = false;
            } else {
                text.setLength(lineStart);
                text.append('\n');
            }
        } else if (text.length() - lineStart < LONGEST_COPY
                && text.charAt(lineStart) == 'C'
                && COPY.matcher(text.substring(lineStart)).matches()) {
            inRows = true;
        }
        rowGoesOn = false;
        lineStart = text.length();
    }
}
