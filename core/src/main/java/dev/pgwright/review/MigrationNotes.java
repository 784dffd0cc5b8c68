package dev.pgwright.review;

import dev.pgwright.sql.Comment;
import dev.pgwright.sql.ParsedSql;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the comments of a script say of its run: {@code -- duration: 3 min}, one note a line, or lines of a block comment. A line of
 * comment right below that is indented goes on with it. A text that begins with {@code ?} is still to be written.
 */
public final class MigrationNotes {
    private static final String OPEN = "?";

    private final Map<Note, String> texts = new EnumMap<>(Note.class);

    /** What can be noted. */
    public enum Note {
        DURATION("duration"),
        LOCKS("locks"),
        ORDER("order"),
        RECOVERY("recovery"),
        REHEARSED("rehearsed");

        private final String word;

        Note(String word) {
            this.word = word;
        }

        /** The word before the colon. */
        public String word() {
            return word;
        }

        private static Optional<Note> of(String word) {
            // how to recover is the same whether one means the script or the people
            String lower = word.toLowerCase(Locale.ROOT).replace("rollback", RECOVERY.word);
            for (Note note : values()) {
                if (note.word.equals(lower)) {
                    return Optional.of(note);
                }
            }
            return Optional.empty();
        }
    }

    private MigrationNotes() {}

    /** The notes in the comments of some SQL; of two of a kind both are kept. */
    public static MigrationNotes of(ParsedSql parsed) {
        MigrationNotes notes = new MigrationNotes();
        String text = parsed.source().text();
        @Nullable Note last = null;
        int end = -1;
        for (Comment comment : parsed.comments()) {
            boolean follows = end >= 0
                    && text.substring(end, comment.span().start()).isBlank()
                    && text.substring(end, comment.span().start())
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count()
                            == 1;
            last = follows ? last : null;
            for (String line : lines(comment, text)) {
                last = notes.take(line, last);
            }
            end = comment.span().end();
        }
        return notes;
    }

    private static List<String> lines(Comment comment, String text) {
        String whole = comment.span().of(text);
        if (comment.kind() == Comment.Kind.LINE) {
            return List.of(whole.substring(2));
        }
        List<String> lines = new ArrayList<>();
        whole.substring(2, whole.length() - 2).lines().forEach(line -> {
            String start = line.stripLeading();
            lines.add(start.startsWith("*") ? start.substring(1) : line);
        });
        return lines;
    }

    /** Takes a line in; the note that the next line may go on with. */
    private @Nullable Note take(String line, @Nullable Note last) {
        int colon = line.indexOf(':');
        Optional<Note> note =
                colon < 0 ? Optional.empty() : Note.of(line.substring(0, colon).strip());
        if (note.isPresent()) {
            texts.merge(note.get(), line.substring(colon + 1).strip(), MigrationNotes::joined);
            return note.get();
        }
        if (last == null || line.isBlank() || !line.startsWith("  ")) {
            return null;
        }
        texts.merge(last, line.strip(), MigrationNotes::joined);
        return last;
    }

    private static String joined(String one, String other) {
        return one.isEmpty() ? other : other.isEmpty() ? one : one + "\n" + other;
    }

    /** What is said, several lines with line ends between; empty where nothing is said yet. */
    public Optional<String> text(Note note) {
        return Optional.ofNullable(texts.get(note)).filter(text -> !text.isEmpty() && !text.startsWith(OPEN));
    }

    /** Whether the note is begun but still to be written. */
    public boolean isOpen(Note note) {
        return texts.containsKey(note) && text(note).isEmpty();
    }
}
