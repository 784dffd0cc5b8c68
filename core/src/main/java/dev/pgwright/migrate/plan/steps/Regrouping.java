package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.QualifiedName;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Columns of a table that become others of it: one that is split, several that are merged.
 *
 * @param table by its name in both schemas
 * @param there what each new column holds, over the old ones, by its name and of its type
 * @param back what each old column holds, over the new ones
 * @param exact whether the old values must come back as they were
 */
public record Regrouping(
        QualifiedName table,
        SortedMap<String, RowExpression> there,
        SortedMap<String, RowExpression> back,
        boolean exact) {
    public Regrouping {
        there = Collections.unmodifiableSortedMap(new TreeMap<>(there));
        back = Collections.unmodifiableSortedMap(new TreeMap<>(back));
    }

    /** For people: {@code public.people.name}, {@code public.people.first_name, last_name}. */
    public String said(Map<String, RowExpression> columns) {
        return table + "." + String.join(", ", columns.keySet());
    }
}
