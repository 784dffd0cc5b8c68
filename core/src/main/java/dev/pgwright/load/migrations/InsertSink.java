package dev.pgwright.load.migrations;

import dev.pgwright.sql.InsertRows;
import dev.pgwright.sql.StatementStream;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes SQL as it comes and keeps all of it but the rows of INSERT, of which the first into each table shows enough: it
 * has the columns, and it is what a rule finds. What is left out leaves its line ends, and blanks where something follows
 * on its last line.
 */
final class InsertSink {
    /** What a comment has in it that speaks to a rule. */
    private static final String DIRECTIVE = "pgwright:";

    private static final String INSERT = "INSERT INTO ";

    /** Behind more than that on one line, columns are no longer true: blanks would take the place of what was left out. */
    private static final int LONGEST_PADDING = 64 << 20;

    private static final String LARGE_OBJECT = "SELECT pg_catalog.lowrite(";

    private final StatementStream stream = new StatementStream(this::statement);
    private final StringBuilder kept = new StringBuilder();
    private final Set<String> targets = new HashSet<>();
    private final StringBuilder carry = new StringBuilder();
    private int enough;
    private int nextLook;
    private String lastHead = "";
    private String lastTarget = "";
    private @Nullable InsertRun run;
    private long dropped;

    /** Code points that stood on the line that is being written, behind what is kept of it. */
    private int missing;

    void append(CharSequence lines) {
        if (!carry.isEmpty()) {
            carry.append(lines);
            if (carry.length() < enough) {
                return;
            }
        }
        String text = carry.isEmpty() ? lines.toString() : carry.toString();
        carry.setLength(0);
        take(text, 0);
    }

    private void take(String text, int from) {
        int at = from;
        while (at < text.length()) {
            if (run != null || begins(text, at)) {
                at = rows(text, at);
            } else {
                int blanks = InsertRun.behindBlanks(text, at);
                int line = text.indexOf('\n', at);
                int end = blanks > at ? blanks : line < 0 ? text.length() : line + 1;
                divide(text.substring(at, end));
                at = end;
            }
        }
    }

    /** Whether an INSERT of rows begins here, between two statements; then it is the one that runs. */
    private boolean begins(String text, int at) {
        if (!text.regionMatches(true, at, INSERT, 0, INSERT.length()) || !isBetweenStatements()) {
            return false;
        }
        if (lastHead.isEmpty() || !text.startsWith(lastHead, at)) {
            int values = InsertRows.valuesEnd(text, at);
            if (values < 0) {
                return false;
            }
            lastHead = text.substring(at, values);
            lastTarget = InsertRows.target(lastHead);
        }
        run = new InsertRun(this, lastHead, targets.contains(lastTarget));
        return true;
    }

    /** Takes rows of the INSERT that runs; the offset behind what was taken. */
    private int rows(String text, int from) {
        InsertRun running = Objects.requireNonNull(run);
        int end = running.take(text, from);
        if (running.isWaiting()) {
            carry.append(text, end, text.length());
            enough = 2 * carry.length();
            return text.length();
        }
        run = null;
        return end;
    }

    /** Nothing but blanks and comments stands behind the last statement; they are kept. */
    private boolean isBetweenStatements() {
        if (stream.waiting() == 0) {
            return true;
        }
        if (stream.waiting() < nextLook) {
            return false;
        }
        stream.divide();
        String rest = stream.takeRest();
        if (isBefore(rest, rest.length())) {
            nextLook = 0;
            keepComments(rest);
            return true;
        }
        nextLook = 2 * rest.length();
        stream.append(rest);
        return false;
    }

    /** Whether a text up to there is blanks and comments that speak to no rule. */
    private static boolean isBefore(String text, int end) {
        return start(text) == end && !text.substring(0, end).contains(DIRECTIVE);
    }

    /** Takes what is no INSERT of rows after all. */
    void divide(String text) {
        if (stream.waiting() == 0 && text.isBlank()) {
            leaveOut(text, 0, text.length());
        } else {
            stream.append(text);
        }
    }

    /** A row was kept of the INSERT that runs. */
    void keptRow() {
        targets.add(lastTarget);
    }

    /** Leaves out what can be left out already. */
    void shrink() {
        if (run == null) {
            stream.divide();
            String rest = stream.takeRest();
            int start = Math.max(start(rest), 0);
            if (isBefore(rest, start) && begins(rest, start)) {
                keepComments(rest.substring(0, start));
                take(rest, start);
            } else {
                stream.append(rest);
            }
        }
        if (run != null) {
            run.commit();
        }
    }

    /** UTF-16 units that are held. */
    long length() {
        return (long) kept.length() + stream.waiting() + carry.length() + (run == null ? 0 : run.length());
    }

    /** Statements that were left out, wholly or but for their first row. */
    long dropped() {
        return dropped;
    }

    String finish() {
        if (run != null) {
            run.giveUp();
        }
        stream.append(carry);
        stream.finish();
        return kept.toString();
    }

    private void statement(String text) {
        int start = start(text);
        Optional<InsertRows> rows =
                start < 0 || start == text.length() ? Optional.empty() : InsertRows.of(text.substring(start));
        boolean again = start >= 0 && rows.isEmpty() && text.startsWith(LARGE_OBJECT, start);
        if (start < 0 || (rows.isEmpty() && !again) || text.substring(0, start).contains(DIRECTIVE)) {
            keep(text);
        } else if (again || !targets.add(rows.get().target())) {
            leaveOut(text, 0, text.length());
            countDropped();
        } else {
            int first = start + rows.get().firstRowEnd();
            int last = start + rows.get().lastRowEnd();
            String tail = text.substring(last);
            boolean oneLine = tail.indexOf('\n') < 0 && tail.indexOf('\r') < 0;
            keep(text.substring(0, first));
            if (last > first && oneLine) {
                // the end before what is left out: else blanks as long as the rows would stand between them
                kept.append(tail);
                leaveOut(text, first, last, tail.codePointCount(0, tail.length()));
            } else {
                leaveOut(text, first, last);
                keep(tail);
            }
            dropped += last > first ? 1 : 0;
        }
    }

    /** Where a statement starts that may be left out; the end where there is none; -1 when it starts otherwise. */
    private static int start(String text) {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c <= ' ') {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0 || text.substring(at + 2, end).contains("/*")) {
                    return -1;
                }
                at = end + 2;
            } else {
                return c == 'I' || c == 'i' || c == 'S' ? at : -1;
            }
        }
        return at;
    }

    void countDropped() {
        dropped++;
    }

    void keep(String text) {
        if (missing > 0 && !text.isEmpty() && text.charAt(0) != '\n' && text.charAt(0) != '\r') {
            kept.append(" ".repeat(Math.min(missing, LONGEST_PADDING)));
        }
        missing = 0;
        kept.append(text);
    }

    /** Keeps comments: they may divide a file. The column of one that ends its line does not matter. */
    private void keepComments(String text) {
        if (text.isBlank()) {
            leaveOut(text, 0, text.length());
        } else {
            missing = text.indexOf('\n') < 0 ? missing : 0;
            keep(text);
        }
    }

    /** Keeps the character that was left out last, behind what was kept before. */
    void keepLast(char c) {
        kept.append(c);
        missing--;
    }

    /** Leaves out a part of a text. */
    void leaveOut(String text, int from, int to) {
        leaveOut(text, from, to, 0);
    }

    /**
     * Leaves out a part of a text.
     *
     * @param behind code points that follow it on its last line, and which have been kept already
     */
    private void leaveOut(String text, int from, int to, int behind) {
        int lineStart = from;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
                kept.append('\n');
                missing = 0;
                lineStart = i + 1;
            }
        }
        missing += text.codePointCount(lineStart, to) + (lineStart > from ? behind : 0);
    }
}
