package dev.pgwright.dbml;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a DBML file says that no catalog knows. */
public record DbmlExtras(
        @Nullable String projectName, @Nullable String projectNote, List<Group> groups, List<Note> notes) {
    public static final DbmlExtras NONE = new DbmlExtras(null, null, List.of(), List.of());

    public DbmlExtras {
        groups = List.copyOf(groups);
        notes = List.copyOf(notes);
        if (notes.stream().anyMatch(note -> note.name().equals(PostgresNote.NAME))) {
            throw new IllegalArgumentException("the note '" + PostgresNote.NAME + "' is written from the catalog");
        }
    }

    /**
     * Tables that belong together; a table is in one group at most.
     *
     * @param color such as {@code #3498db}
     */
    public record Group(
            String name,
            List<QualifiedName> tables,
            @Nullable String note,
            @Nullable String color) {
        public Group {
            tables = List.copyOf(tables);
        }
    }

    /**
     * A sticky note.
     *
     * @param color such as {@code #3498db}
     */
    public record Note(String name, String text, @Nullable String color) {}
}
