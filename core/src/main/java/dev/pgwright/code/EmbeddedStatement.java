package dev.pgwright.code;

import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SQL in a program.
 *
 * @param call the call that sends it
 * @param span of the text in the file, from its first to its last character that stands there
 * @param sql as PostgreSQL's parser takes it: placeholders of all styles are {@code $1}, {@code $2}, ...
 * @param at the offset in the file of each character of {@code sql}
 * @param certain whether the program sends exactly this, so that a fault of it is one of the program
 * @param judged whether what it means is known well enough to be judged
 * @param parts what is put into it when the program runs
 * @param repetition the loop that it is run in, null for none
 */
public record EmbeddedStatement(
        SourceFile file,
        Span call,
        Span span,
        String sql,
        int[] at,
        boolean certain,
        boolean judged,
        List<OpenPart> parts,
        @Nullable Repetition repetition) {
    public EmbeddedStatement {
        parts = List.copyOf(parts);
    }

    /**
     * Something that becomes a part of a statement when the program runs.
     *
     * @param shown as the program writes it
     * @param fromInput whether it is a text that a caller or request gives
     * @param argument whether a caller gives it, and nobody has written of what type it is
     * @param quoted whether it stands between quotes, where a value is meant
     */
    public record OpenPart(Span span, String shown, boolean fromInput, boolean argument, boolean quoted) {}

    /**
     * A statement is run once for each of something.
     *
     * @param loop its first line
     * @param call what runs the statement there
     * @param variables what is another one each time and goes into the statement
     */
    public record Repetition(Span loop, Span call, List<String> variables) {
        public Repetition {
            variables = List.copyOf(variables);
        }
    }

    public Optional<Repetition> repeated() {
        return Optional.ofNullable(repetition);
    }

    /** The offset in the file of an offset in the SQL. */
    public int place(int offset) {
        if (at.length == 0) {
            return span.start();
        }
        return offset < at.length ? at[Math.max(offset, 0)] : at[at.length - 1] + 1;
    }

    /** The span in the file of one in the SQL. */
    public Span place(Span part) {
        int start = place(part.start());
        int end = part.end() > part.start() ? place(part.end() - 1) + 1 : start;
        return new Span(start, Math.max(start, end));
    }
}
