package dev.pgwright.design.model;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;

/**
 * A table whose changes are kept.
 *
 * @param history where they are kept
 * @param key the column of the table by which the history knows its rows
 * @param columns whose values are kept
 */
public record AuditTrail(QualifiedName table, QualifiedName history, String key, List<String> columns) {
    public AuditTrail {
        columns = List.copyOf(columns);
    }
}
