package dev.pgwright.catalog;

import org.jspecify.annotations.Nullable;

/**
 * An identity column's sequence.
 *
 * @param always {@code GENERATED ALWAYS}, else {@code BY DEFAULT}
 * @param sequenceName null when it is the default, {@code <table>_<column>_seq} in the table's schema
 */
public record Identity(boolean always, @Nullable QualifiedName sequenceName, SequenceOptions options) {
    /** {@code GENERATED ALWAYS} for a bigint column. */
    public static final Identity ALWAYS = always("bigint");

    /** {@code GENERATED ALWAYS} with the defaults for a column of this type. */
    public static Identity always(String columnType) {
        return new Identity(true, null, SequenceOptions.defaults(columnType));
    }
}
