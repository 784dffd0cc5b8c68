package dev.pgwright.twin;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;

/**
 * How far columns of a table decide another one: what a statistics object of the kind {@code dependencies} knows
 * (documentation, 14.2.2). Of no effect where the schema has no such object on these columns.
 *
 * @param degree part of the rows for which it holds, 0 to 1
 */
public record ColumnDependency(QualifiedName table, List<String> from, String to, double degree) {
    public ColumnDependency {
        from = List.copyOf(from);
        Bounds.fraction("degree", degree);
    }
}
