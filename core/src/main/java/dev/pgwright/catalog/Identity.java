package dev.pgwright.catalog;

import org.jspecify.annotations.Nullable;

/**
 * An identity column's sequence.
 *
 * @param always {@code GENERATED ALWAYS}, else {@code BY DEFAULT}
 * @param sequenceName null when it is the default, {@code <table>_<column>_seq} in the table's schema
 */
public record Identity(boolean always, @Nullable QualifiedName sequenceName, SequenceOptions options) {
    public static final Identity ALWAYS = new Identity(true, null, SequenceOptions.BIGINT);
}
