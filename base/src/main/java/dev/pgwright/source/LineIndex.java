package dev.pgwright.source;

import java.util.Arrays;

/** Translates offsets of one text to lines and columns. A line ends with LF, CR LF or CR. */
public final class LineIndex {
    private final String text;
    private final int[] lineStarts;

    public LineIndex(String text) {
        this.text = text;
        int[] starts = new int[64];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lineEnds = c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
            if (lineEnds) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        this.lineStarts = Arrays.copyOf(starts, count);
    }

    public int lineCount() {
        return lineStarts.length;
    }

    /** The position of an offset; an offset behind the end gives the place behind the last character. */
    public Position position(int offset) {
        int bounded = Math.min(Math.max(offset, 0), text.length());
        int found = Arrays.binarySearch(lineStarts, bounded);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, text.codePointCount(lineStarts[line], bounded) + 1);
    }

    /** The offset of a position; a column behind the end of its line gives the end of that line. */
    public int offset(Position position) {
        int line = Math.min(Math.max(position.line(), 1), lineStarts.length) - 1;
        int end = lineEnd(line);
        int available = text.codePointCount(lineStarts[line], end);
        return text.offsetByCodePoints(lineStarts[line], Math.min(position.column() - 1, available));
    }

    /** The text of a line without its line ending. */
    public String line(int number) {
        return text.substring(lineStarts[number - 1], lineEnd(number - 1));
    }

    private int lineEnd(int index) {
        int end = index + 1 < lineStarts.length ? lineStarts[index + 1] : text.length();
        while (end > lineStarts[index] && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return end;
    }
}
