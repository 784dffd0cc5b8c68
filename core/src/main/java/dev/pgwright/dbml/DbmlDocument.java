package dev.pgwright.dbml;

import dev.pgwright.source.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * A DBML file as a tree: its blocks in order, and its comments. With what it takes from other files, where it was read
 * together with them.
 *
 * @param sources all files that spans of the tree may lie in
 */
public record DbmlDocument(
        SourceFile source, DbmlSources sources, List<DbmlElement> elements, List<DbmlComment> comments) {
    public DbmlDocument {
        elements = List.copyOf(elements);
        comments = List.copyOf(comments);
    }

    /** The blocks of one kind, in order. */
    public <T extends DbmlElement> List<T> of(Class<T> kind) {
        return elements.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public List<DbmlElement.Table> tables() {
        return of(DbmlElement.Table.class);
    }

    public Optional<DbmlElement.Project> project() {
        return of(DbmlElement.Project.class).stream().findFirst();
    }
}
