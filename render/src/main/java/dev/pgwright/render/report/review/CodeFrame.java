package dev.pgwright.render.report.review;

import dev.pgwright.render.report.review.Styling.Tone;
import dev.pgwright.source.LineIndex;
import dev.pgwright.source.Position;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;

/** The lines of a file in which a range lies, the range underlined. */
final class CodeFrame {
    private static final int MOST_LINES = 5;
    private static final int FIRST_LINES = 3;
    private static final int LEAST_WIDTH = 24;
    private static final String CUT = "…";

    private final SourceFile source;
    private final Span span;
    private final int first;
    private final int last;

    CodeFrame(SourceFile source, Span span) {
        this.source = source;
        int end = Math.min(span.end(), source.text().length());
        this.span = new Span(Math.min(span.start(), end), end);
        LineIndex lines = source.lines();
        this.first = lines.position(this.span.start()).line();
        this.last = lines.position(this.span.length() == 0 ? this.span.start() : this.span.end() - 1)
                .line();
    }

    /**
     * A line of the frame.
     *
     * @param number of the line, from 1
     * @param text without its end
     * @param from where the range begins in it, in UTF-16 units from 0
     * @param to where it ends; equal for an empty range
     */
    record Line(int number, String text, int from, int to) {}

    /** The lines with the range; empty lines and blanks at both ends are not of it. */
    List<Line> lines() {
        List<Line> found = new ArrayList<>();
        for (int number = first; number <= last; number++) {
            String text = source.lines().line(number);
            int start = source.lines().offset(new Position(number, 1));
            int from = Math.min(Math.max(span.start() - start, 0), text.length());
            int to = Math.min(Math.max(span.end() - start, from), text.length());
            while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
                to--;
            }
            while (from < to && Character.isWhitespace(text.charAt(from))) {
                from++;
            }
            found.add(new Line(number, text, from, to));
        }
        return found;
    }

    /** For people, at most so many columns wide. */
    List<String> text(Styling styling, Tone tone, int width) {
        List<String> frame = new ArrayList<>();
        int digits = String.valueOf(last).length();
        String gutter = " ".repeat(digits + 1) + "|";
        int available = Math.max(LEAST_WIDTH, width - digits - 3);
        frame.add(styling.apply(Tone.MUTED, gutter));
        List<Line> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.size() > MOST_LINES && i == FIRST_LINES) {
                frame.add(styling.apply(Tone.MUTED, " ".repeat(digits - 1) + "..."));
                i = lines.size() - 1;
            }
            Line line = lines.get(i);
            String number = String.format("%" + digits + "d |", line.number());
            Cells cells = Cells.of(line.text());
            int from = cells.column(line.from());
            int to = Math.max(cells.column(line.to()), from + (lines.size() == 1 ? 1 : 0));
            int begin = 0;
            int end = cells.width();
            if (end > available) {
                begin = Math.max(0, Math.min(from - available / 3, end - available));
                end = begin + available;
            }
            String shown = (begin > 0 ? CUT : "")
                    + cells.between(begin + (begin > 0 ? 1 : 0), end - (end < cells.width() ? 1 : 0))
                    + (end < cells.width() ? CUT : "");
            frame.add((styling.apply(Tone.MUTED, number) + " " + shown).stripTrailing());
            int marked = Math.min(to, Math.max(end, from + 1)) - Math.max(from, begin);
            if (marked > 0) {
                frame.add(styling.apply(Tone.MUTED, gutter) + " " + " ".repeat(Math.max(from, begin) - begin)
                        + styling.apply(tone, "^".repeat(marked)));
            }
        }
        return frame;
    }
}
