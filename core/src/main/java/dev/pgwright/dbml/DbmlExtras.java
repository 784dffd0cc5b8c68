package dev.pgwright.dbml;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a DBML file says that no catalog knows.
 *
 * @param more the rest as DBML: rows, table partials, views, dependencies, properties of the project; tables, enums and
 *     references with no more than their own settings; null where there is none
 */
public record DbmlExtras(
        @Nullable String projectName,
        @Nullable String projectNote,
        List<Group> groups,
        List<Note> notes,
        @Nullable String more) {
    public static final DbmlExtras NONE = new DbmlExtras(null, null, List.of(), List.of(), null);

    public DbmlExtras {
        groups = List.copyOf(groups);
        notes = List.copyOf(notes);
        if (notes.stream().anyMatch(note -> note.name().equals(PostgresNote.NAME))) {
            throw new IllegalArgumentException("the note '" + PostgresNote.NAME + "' is written from the catalog");
        }
    }

    /** All of it as DBML; empty where there is nothing. */
    public String dbml() {
        return DbmlPrinter.print(new ExtrasDocument(this).elements());
    }

    /**
     * Reads what {@link #dbml} wrote or a person edited.
     *
     * @param catalog whose tables and enums it speaks of
     * @param problems gets what speaks of something that is not there; that is left out
     * @throws PgwrightException if it is no DBML
     */
    public static DbmlExtras read(SourceFile dbml, Catalog catalog, List<Problem> problems) {
        List<Problem> faults = new ArrayList<>();
        DbmlDocument document = Dbml.tree(dbml, DbmlSources.of(dbml), faults);
        DbmlDocument fitting = new ExtrasCheck(catalog, problems).fitting(new DbmlParse(document, faults).require());
        return new ExtrasReader(fitting, new DbmlNames(fitting)).extras();
    }

    /** What of it a catalog has the tables, columns and enums for. */
    public DbmlExtras fitting(Catalog catalog) {
        return equals(NONE) ? this : read(SourceFile.of("what only DBML says", dbml()), catalog, new ArrayList<>());
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
     * @param color such as {@code #3498db}, or {@code none}
     */
    public record Note(String name, String text, @Nullable String color) {}
}
