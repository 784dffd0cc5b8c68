package dev.pgwright.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A sequence that no identity column implies: free-standing, or owned by a (serial) column.
 *
 * @param dataType {@code smallint}, {@code integer} or {@code bigint}
 */
public record Sequence(
        QualifiedName name,
        String dataType,
        SequenceOptions options,
        @Nullable ColumnName ownedBy,
        @Nullable String comment) {}
