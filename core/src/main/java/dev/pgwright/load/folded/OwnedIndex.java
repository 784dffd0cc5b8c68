package dev.pgwright.load.folded;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * An index and what it belongs to.
 *
 * @param table the table or materialized view
 * @param constraint the key or exclusion that it is the index of, null for none
 */
public record OwnedIndex(
        QualifiedName name,
        QualifiedName table,
        Index index,
        @Nullable Constraint constraint) {}
