package dev.pgwright.render.report.review;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of text as a terminal shows it: tabs are blanks, wide characters take two columns, combining ones none, and what
 * would steer the terminal, or turn the direction of the text, is made visible.
 */
final class Cells {
    private static final int TAB = 4;

    /** Ranges of wide characters outside of the ideographs: Unicode Standard Annex 11, first and last in turns. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x231A, 0x231B, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3, 0x25FD, 0x25FE, 0x2614, 0x2615,
        0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5,
        0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA, 0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD,
        0x2705, 0x2705, 0x270A, 0x270B, 0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757,
        0x2795, 0x2797, 0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x303E,
        0x3041, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6,
        0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F7E0, 0x1F7EB, 0x1F900, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000, 0x3FFFD
    };

    private final List<String> shown = new ArrayList<>();
    private final List<Integer> columns = new ArrayList<>();
    private final List<Integer> offsets = new ArrayList<>();
    private int width;

    private Cells() {}

    static Cells of(String line) {
        Cells cells = new Cells();
        for (int offset = 0; offset < line.length(); ) {
            int character = line.codePointAt(offset);
            String visible = character == '\t' ? " ".repeat(TAB - cells.width % TAB) : visible(character);
            cells.offsets.add(offset);
            cells.columns.add(cells.width);
            cells.shown.add(visible);
            cells.width += character == '\t' ? visible.length() : width(visible.codePointAt(0));
            offset += Character.charCount(character);
        }
        return cells;
    }

    /** A text on one line that steers no terminal. */
    static String visible(String line) {
        StringBuilder text = new StringBuilder();
        line.codePoints()
                .forEach(character -> text.append(character == '\t' || character == '\n' ? " " : visible(character)));
        return text.toString();
    }

    /** Code on one line that steers nothing; its tabs stay. */
    static String visibleCode(String line) {
        return Stream.of(line.split("\t", -1)).map(Cells::visible).collect(Collectors.joining("\t"));
    }

    static int width(String line) {
        return of(line).width();
    }

    /** Visible words in lines of at most so many columns, unless a word is longer. */
    static List<String> wrapped(String words, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : visible(words).split(" +")) {
            if (!line.isEmpty() && width(line + " " + word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    int width() {
        return width;
    }

    /** The column, from 0, of the character at an offset of the line. */
    int column(int offset) {
        for (int i = 0; i < offsets.size(); i++) {
            if (offsets.get(i) >= offset) {
                return columns.get(i);
            }
        }
        return width;
    }

    /** What stands in the columns, from the first to before the last. */
    String between(int first, int last) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shown.size(); i++) {
            int column = columns.get(i);
            int end = i + 1 < columns.size() ? columns.get(i + 1) : width;
            if (column >= first && end <= last) {
                text.append(shown.get(i));
            } else if (column < last && end > first) {
                // half of a wide character or of a tab
                text.append(" ".repeat(Math.min(end, last) - Math.max(column, first)));
            }
        }
        return text.toString();
    }

    private static String visible(int character) {
        if (character < ' ') {
            return Character.toString(0x2400 + character);
        }
        if (character == 0x7F) {
            return "\u2421";
        }
        boolean steers = character < 0xA0 && character > 0x7F
                || character >= 0x202A && character <= 0x202E
                || character >= 0x2066 && character <= 0x2069
                || character == 0x200E
                || character == 0x200F
                || character == 0x061C
                || character == 0x2028
                || character == 0x2029
                || Character.getType(character) == Character.SURROGATE;
        return steers ? "\uFFFD" : Character.toString(character);
    }

    private static int width(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT && character != 0xAD
                || character >= 0x1160 && character <= 0x11FF) {
            return 0;
        }
        for (int i = 0; i < WIDE.length && character >= WIDE[i]; i += 2) {
            if (character <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }
}
