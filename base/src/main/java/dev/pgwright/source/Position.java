package dev.pgwright.source;

/**
 * A place in a text as editors and compilers show it.
 *
 * @param line 1-based
 * @param column 1-based, in code points: an emoji is one column
 */
public record Position(int line, int column) implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
