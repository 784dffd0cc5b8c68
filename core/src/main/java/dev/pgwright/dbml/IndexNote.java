package dev.pgwright.dbml;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.dbml.SqlCursor.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The note of an index: its comment, then one line for each property that DBML has no setting for, such as {@code @pg
 * where: status = 'open'}. DBML gives indexes no custom settings.
 *
 * @param keys null where the index's own keys say all
 * @param uniqueIndex a unique index of plain columns that is no constraint
 */
record IndexNote(
        @Nullable String comment,
        @Nullable List<IndexElement> keys,
        List<String> include,
        @Nullable String predicate,
        SortedMap<String, String> storageParameters,
        boolean nullsNotDistinct,
        boolean uniqueIndex,
        boolean invalid,
        @Nullable QualifiedName parent) {
    private static final String PREFIX = "@pg ";
    private static final List<String> DIRECTIVES =
            List.of("keys", "include", "where", "with", "parent", "nulls not distinct", "unique index", "invalid");

    static final IndexNote EMPTY =
            new IndexNote(null, null, List.of(), null, new TreeMap<>(), false, false, false, null);

    static IndexNote of(Index index) {
        boolean plain = index.elements().stream().allMatch(IndexNote::isPlain);
        boolean constraintLike = index.unique()
                && index.method().equals("btree")
                && index.predicate() == null
                && plain
                && index.elements().stream().noneMatch(IndexElement::expression);
        return new IndexNote(
                index.comment(),
                plain ? null : index.elements(),
                index.include(),
                index.predicate(),
                index.storageParameters(),
                index.nullsNotDistinct(),
                constraintLike,
                !index.valid(),
                index.parent());
    }

    private static boolean isPlain(IndexElement element) {
        return element.collation() == null
                && element.operatorClass() == null
                && !element.descending()
                && !element.nullsFirst();
    }

    /** Whether it says something that only an index can have. */
    boolean isIndexOnly() {
        return uniqueIndex || keys != null || predicate != null || !storageParameters.isEmpty() || parent != null;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        if (comment != null) {
            lines.add(comment);
        }
        if (uniqueIndex) {
            lines.add("@pg unique index");
        }
        if (keys != null) {
            lines.add("@pg keys: " + IndexClauses.elements(keys));
        }
        if (!include.isEmpty()) {
            lines.add("@pg include: " + IndexClauses.names(include));
        }
        if (predicate != null) {
            lines.add("@pg where: " + predicate);
        }
        if (!storageParameters.isEmpty()) {
            lines.add("@pg with: " + IndexClauses.parameters(storageParameters));
        }
        if (nullsNotDistinct) {
            lines.add("@pg nulls not distinct");
        }
        if (invalid) {
            lines.add("@pg invalid");
        }
        if (parent != null) {
            lines.add("@pg parent: " + IndexClauses.qualified(parent));
        }
        return String.join("\n", lines);
    }

    static IndexNote read(String text) throws Unreadable {
        List<String> directives = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (line.startsWith(PREFIX)) {
                directives.add(line.substring(PREFIX.length()));
            } else if (directives.isEmpty()) {
                comment.add(line);
            } else {
                directives.set(directives.size() - 1, directives.get(directives.size() - 1) + "\n" + line);
            }
        }
        IndexNote note = EMPTY.withComment(comment.isEmpty() || text.isEmpty() ? null : String.join("\n", comment));
        for (String directive : directives) {
            note = note.with(directive);
        }
        return note;
    }

    private IndexNote withComment(@Nullable String value) {
        return new IndexNote(
                value, keys, include, predicate, storageParameters, nullsNotDistinct, uniqueIndex, invalid, parent);
    }

    private IndexNote with(String directive) throws Unreadable {
        int colon = directive.indexOf(':');
        String name = (colon < 0 ? directive : directive.substring(0, colon)).strip();
        String value = colon < 0 ? "" : directive.substring(colon + 1).strip();
        if (!DIRECTIVES.contains(name)) {
            throw new Unreadable("unknown directive '@pg " + name + "', known are " + String.join(", ", DIRECTIVES));
        }
        SqlCursor cursor = new SqlCursor(value);
        return new IndexNote(
                comment,
                name.equals("keys") ? IndexClauses.readElements(value) : keys,
                name.equals("include") ? new SqlCursor("(" + value + ")").names() : include,
                name.equals("where") ? value : predicate,
                name.equals("with") ? cursor.parameters() : storageParameters,
                nullsNotDistinct || name.equals("nulls not distinct"),
                uniqueIndex || name.equals("unique index"),
                invalid || name.equals("invalid"),
                name.equals("parent") ? cursor.qualifiedName() : parent);
    }
}
