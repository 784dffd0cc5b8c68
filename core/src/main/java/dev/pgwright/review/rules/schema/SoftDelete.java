package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.sql.Identifiers;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The column by which a table marks rows as deleted. */
public record SoftDelete(Column column) {
    private static final Set<String> WORDS = Set.of("deleted", "removed", "discarded", "trashed");
    private static final Set<String> OTHERS =
            Set.of("is", "at", "on", "date", "time", "was", "soft", "flag", "timestamp");

    /** A point in time or a yes-or-no whose name says nothing but that the row is deleted. */
    public static Optional<SoftDelete> of(Table table) {
        return table.columns().stream()
                .filter(column -> isMoment(column) || column.type().equals("boolean"))
                .filter(column -> {
                    List<String> words = NameWords.of(column.name());
                    return words.stream().anyMatch(WORDS::contains)
                            && words.stream().allMatch(word -> WORDS.contains(word) || OTHERS.contains(word));
                })
                .findFirst()
                .map(SoftDelete::new);
    }

    private static boolean isMoment(Column column) {
        return !column.notNull()
                && (column.type().startsWith("timestamp") || column.type().equals("date"));
    }

    /** What holds for rows that are not deleted, as SQL. */
    String liveCondition() {
        String name = Identifiers.quoteIdentifier(column.name());
        if (!column.type().equals("boolean")) {
            return name + " IS NULL";
        }
        return column.notNull() ? "NOT " + name : name + " IS NOT TRUE";
    }
}
