package dev.pgwright.load.migrations;

import dev.pgwright.sql.InsertRows;
import dev.pgwright.sql.StatementStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Takes SQL line by line and keeps all of it but the rows of INSERT, of which the first into each table shows enough: it
 * has the columns, and it is what a rule finds. What is left out leaves its line ends, and blanks where something follows
 * on its last line.
 */
final class InsertSink {
    /** What a comment has in it that speaks to a rule. */
    private static final String DIRECTIVE = "pgwright:";

    private static final String LARGE_OBJECT = "SELECT pg_catalog.lowrite(";

    private final StatementStream stream = new StatementStream(this::statement);
    private final StringBuilder kept = new StringBuilder();
    private final Set<String> targets = new HashSet<>();
    private long dropped;

    /** Code points that stood on the line that is being written, behind what is kept of it. */
    private int missing;

    void append(CharSequence lines) {
        stream.append(lines);
    }

    /** Leaves out what can be left out already. */
    void shrink() {
        stream.divide();
    }

    /** UTF-16 units that are held. */
    long length() {
        return (long) kept.length() + stream.waiting();
    }

    /** Statements that were left out, wholly or but for their first row. */
    long dropped() {
        return dropped;
    }

    String finish() {
        stream.finish();
        return kept.toString();
    }

    private void statement(String text) {
        int start = start(text);
        Optional<InsertRows> rows = start < 0 ? Optional.empty() : InsertRows.of(text.substring(start));
        boolean again = start >= 0 && rows.isEmpty() && text.startsWith(LARGE_OBJECT, start);
        if (start < 0 || (rows.isEmpty() && !again) || text.substring(0, start).contains(DIRECTIVE)) {
            keep(text);
        } else if (again || !targets.add(rows.get().target())) {
            leaveOut(text, 0);
            dropped++;
        } else {
            int first = start + rows.get().firstRowEnd();
            int last = start + rows.get().lastRowEnd();
            String tail = text.substring(last);
            boolean oneLine = tail.indexOf('\n') < 0 && tail.indexOf('\r') < 0;
            keep(text.substring(0, first));
            if (last > first && oneLine) {
                // the end before what is left out: else blanks as long as the rows would stand between them
                kept.append(tail);
                leaveOut(text.substring(first, last), tail.codePointCount(0, tail.length()));
            } else {
                leaveOut(text.substring(first, last), 0);
                keep(tail);
            }
            dropped += last > first ? 1 : 0;
        }
    }

    /** Where a statement starts that may be left out; -1 when it starts otherwise. */
    private static int start(String text) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c <= ' ') {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                return c == 'I' || c == 'i' || c == 'S' ? at : -1;
            }
        }
        return -1;
    }

    private void keep(String text) {
        if (missing > 0 && !text.isEmpty() && text.charAt(0) != '\n' && text.charAt(0) != '\r') {
            kept.append(" ".repeat(missing));
        }
        missing = 0;
        kept.append(text);
    }

    /**
     * Leaves out a text.
     *
     * @param behind code points that follow it on its last line, and which have been kept already
     */
    private void leaveOut(String text, int behind) {
        int lineStart = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
                kept.append('\n');
                missing = 0;
                lineStart = i + 1;
            }
        }
        missing += text.codePointCount(lineStart, text.length()) + (lineStart > 0 ? behind : 0);
    }
}
