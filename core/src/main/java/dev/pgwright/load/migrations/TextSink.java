package dev.pgwright.load.migrations;

import java.nio.CharBuffer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
    private boolean lineIsLong;
    private boolean full;
    private boolean dropped;
    private final @Nullable InsertSink inserts;

    /** @param inserts takes lines as they come, and leaves rows of INSERT out too; null for none */
    TextSink(boolean dropRows, int limit, int expected, @Nullable InsertSink inserts) {
        this.dropRows = dropRows;
        this.limit = limit;
        this.inserts = inserts;
        this.text = new StringBuilder(Math.min(expected, limit));
    }

    /** Whether rows were left out. */
    boolean hasDropped() {
        return dropped || (inserts != null && inserts.dropped() > 0);
    }

    boolean isFull() {
        return full;
    }

    /** All that was kept; nothing can be appended behind it. */
    String text() {
        if (inserts == null) {
            return text.toString();
        }
        inserts.append(text);
        return inserts.finish();
    }

    /** Takes the characters; the index of a NUL among them, or -1. */
    int append(CharBuffer chars) {
        String piece = chars.toString();
        int nul = piece.indexOf(0);
        if (nul >= 0) {
            return nul;
        }
        if (!dropRows) {
            text.append(piece);
        } else {
            appendLines(piece);
        }
        if (inserts != null) {
            handOn(inserts);
        }
        if (inserts != null && held() > limit) {
            inserts.shrink();
        }
        full = held() > limit;
        return -1;
    }

    /** Hands on whole lines, and of a line that is too long for a COPY, all that has come. */
    private void handOn(InsertSink sink) {
        lineIsLong |= !inRows && text.length() - lineStart >= LONGEST_COPY;
        int end = lineIsLong ? text.length() : lineStart;
        if (end > 0) {
            sink.append(text.substring(0, end));
            text.delete(0, end);
            lineStart = 0;
        }
    }

    private long held() {
        return text.length() + (inserts == null ? 0 : inserts.length());
    }

    private void appendLines(String piece) {
        int from = 0;
        while (from < piece.length()) {
            int lineEnd = piece.indexOf('\n', from);
            int to = lineEnd < 0 ? piece.length() : lineEnd + 1;
            boolean mayBeEnd = !rowGoesOn && text.length() - lineStart + to - from <= END_LINE;
            if (!inRows || mayBeEnd) {
                text.append(piece, from, to);
            } else {
                text.setLength(lineStart);
                rowGoesOn = true;
                dropped = true;
            }
            if (lineEnd >= 0) {
                endLine();
            }
            from = to;
        }
    }

    private void endLine() {
        if (inRows) {
            boolean end = !rowGoesOn && text.substring(lineStart).strip().equals("\\.");
            if (end) {
                inRows = false;
            } else {
                dropped |= text.length() > lineStart + 1;
                text.setLength(lineStart);
                text.append('\n');
            }
        } else if (!lineIsLong
                && text.length() - lineStart < LONGEST_COPY
                && (text.charAt(lineStart) == 'C' || text.charAt(lineStart) == 'c')
                && COPY.matcher(text.substring(lineStart)).matches()) {
            inRows = true;
        }
        rowGoesOn = false;
        lineIsLong = false;
        lineStart = text.length();
    }
}
