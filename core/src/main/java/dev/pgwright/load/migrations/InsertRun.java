package dev.pgwright.load.migrations;

import dev.pgwright.sql.InsertRows;
import org.jspecify.annotations.Nullable;

/**
 * An INSERT whose rows come piece by piece. It is held until its end has come, or until it is so long that it is certain to be
 * rows: from then on they are left out as they come, so that its length does not matter.
 */
final class InsertRun {
    /** UTF-16 units that are held at most. */
    private static final int LONG = 4 << 20;

    private final InsertSink sink;
    private final String head;
    private final boolean known;
    private final StringBuilder held = new StringBuilder();
    private @Nullable String firstRow;
    private int firstRowEnd;
    private boolean begun;
    private boolean committed;
    private boolean waiting;

    /** @param known whether a row into its table was kept already */
    InsertRun(InsertSink sink, String head, boolean known) {
        this.sink = sink;
        this.head = head;
        this.known = known;
    }

    /** Whether more has to come; else its end has come, or it is another statement. */
    boolean isWaiting() {
        return waiting;
    }

    int length() {
        return held.length();
    }

    /** Takes as much as there is of it; the offset behind. */
    int take(String text, int from) {
        int at = from;
        if (!begun) {
            begun = true;
            at += head.length();
        }
        waiting = false;
        while (true) {
            int row = behindBlanks(text, at);
            int end = row == text.length() ? InsertRows.OPEN : InsertRows.rowEnd(text, row);
            int next = end < 0 ? end : behindBlanks(text, end);
            if (end == InsertRows.OPEN || next == text.length()) {
                hold(text, from, at);
                waiting = true;
                return at;
            }
            if (end < 0 || (text.charAt(next) != ',' && text.charAt(next) != ';')) {
                hold(text, from, at);
                giveUp();
                return at;
            }
            if (firstRow == null) {
                firstRow = text.substring(row, end);
                firstRowEnd = held.length() + end - from;
            }
            at = next + 1;
            if (text.charAt(next) == ';') {
                end(text, from, at);
                return at;
            }
        }
    }

    static int behindBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    private void hold(String text, int from, int to) {
        if (committed) {
            sink.leaveOut(text, from, to);
        } else {
            held.append(text, from, to);
            if (held.length() > LONG) {
                commit();
            }
        }
    }

    private void end(String text, int from, int to) {
        if (!committed && !known) {
            held.append(text, from, to);
            sink.divide(held.toString());
            return;
        }
        leaveOutHeld();
        sink.leaveOut(text, from, to);
        if (!known) {
            sink.keepLast(';');
        }
        sink.countDropped();
    }

    /** Leaves out what is held but for the first row into its table. */
    void commit() {
        if (committed || firstRow == null) {
            return;
        }
        committed = true;
        if (!known) {
            sink.keptRow();
            sink.keep(held.substring(0, firstRowEnd));
            held.delete(0, firstRowEnd);
        }
        leaveOutHeld();
    }

    private void leaveOutHeld() {
        if (!held.isEmpty()) {
            sink.leaveOut(held.toString(), 0, held.length());
            held.setLength(0);
        }
    }

    /** It has more than rows of constants, or ends without its semicolon: what is left goes the way of other statements. */
    void giveUp() {
        if (!committed) {
            sink.divide(held.toString());
        } else if (known) {
            sink.keep(head + " " + firstRow + ",");
        } else {
            sink.keepLast(',');
        }
    }
}
