package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A column of a relation in FROM, or of a query's result.
 *
 * @param type null when it is not known
 * @param table the table or view whose column it is, also through subqueries and WITH; null for what is computed
 * @param column its name there
 * @param neverNull whether no row has a NULL in it, which is certain only when true
 */
public record BoundColumn(
        String name,
        @Nullable ValueType type,
        @Nullable QualifiedName table,
        @Nullable String column,
        boolean neverNull) {}
