package dev.pgwright.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A sequence that no identity column implies: free-standing, or owned by a (serial) column.
 *
 * @param dataType {@code smallint}, {@code integer} or {@code bigint}
 * @param unlogged of itself (PostgreSQL 15); of an unlogged table's own sequence it goes without saying
 */
public record Sequence(
        QualifiedName name,
        String dataType,
        SequenceOptions options,
        @Nullable ColumnName ownedBy,
        boolean unlogged,
        @Nullable String comment) {
    /** A sequence that is logged, or that an unlogged table owns. */
    public Sequence(
            QualifiedName name,
            String dataType,
            SequenceOptions options,
            @Nullable ColumnName ownedBy,
            @Nullable String comment) {
        this(name, dataType, options, ownedBy, false, comment);
    }
}
