package dev.pgwright.design.requirements;

import dev.pgwright.source.Place;
import dev.pgwright.source.Position;
import dev.pgwright.source.SourceFile;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Finds a place inside a scalar: its value differs from the file by quotes, escapes and indentation. */
final class ScalarText {
    private final Problems problems;

    ScalarText(Problems problems) {
        this.problems = problems;
    }

    /**
     * The place of an offset of the stripped value. Where the value was folded from several lines, that is the place of
     * the scalar.
     */
    Place place(Node node, int offset) {
        Place start = problems.place(node);
        Position position = start.position();
        boolean elsewhere = !problems.file().name().equals(start.file());
        if (position == null || elsewhere || !(node instanceof ScalarNode scalar)) {
            return start;
        }
        SourceFile file = problems.file();
        int leading =
                scalar.getValue().length() - scalar.getValue().stripLeading().length();
        int wanted = Math.min(leading + offset, scalar.getValue().length());
        if (scalar.getScalarStyle() == ScalarStyle.LITERAL) {
            return literal(scalar.getValue(), wanted, position, start);
        }
        int at = file.lines().offset(position);
        String line = file.lines().line(position.line());
        int end = at - file.lines().offset(new Position(position.line(), 1));
        String raw = line.substring(end);
        int column = column(scalar, raw, wanted);
        return column < 0 ? start : file.place(at + column);
    }

    /** Where in the raw text of one line the wanted character is; -1 when it is not on that line. */
    private static int column(ScalarNode scalar, String raw, int wanted) {
        ScalarStyle style = scalar.getScalarStyle();
        if (style == ScalarStyle.PLAIN) {
            return raw.startsWith(scalar.getValue()) ? wanted : -1;
        }
        char quote = style == ScalarStyle.SINGLE_QUOTED ? '\'' : '"';
        if (raw.isEmpty() || raw.charAt(0) != quote) {
            return -1;
        }
        int at = 1;
        for (int i = 0; i < wanted; i++) {
            if (at >= raw.length()) {
                return -1;
            }
            at += width(raw, at, style);
        }
        return at < raw.length() ? at : -1;
    }

    private static int width(String raw, int at, ScalarStyle style) {
        if (style == ScalarStyle.SINGLE_QUOTED) {
            return raw.startsWith("''", at) ? 2 : 1;
        }
        if (raw.charAt(at) != '\\' || at + 1 >= raw.length()) {
            return 1;
        }
        return switch (raw.charAt(at + 1)) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    private Place literal(String value, int wanted, Position header, Place start) {
        String before = value.substring(0, wanted);
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        int lineStart = before.lastIndexOf('\n') + 1;
        int lineEnd = value.indexOf('\n', wanted);
        String valueLine = value.substring(lineStart, lineEnd < 0 ? value.length() : lineEnd);
        int number = header.line() + 1 + lines;
        SourceFile file = problems.file();
        if (number > file.lines().lineCount()) {
            return start;
        }
        String rawLine = file.lines().line(number);
        if (!rawLine.endsWith(valueLine)) {
            return start;
        }
        int rawStart = file.lines().offset(new Position(number, 1));
        return file.place(rawStart + rawLine.length() - valueLine.length() + wanted - lineStart);
    }
}
