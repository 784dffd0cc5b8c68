package dev.pgwright.load.folded;

import org.jspecify.annotations.Nullable;

/**
 * Whether the UPDATE and DELETE of a table are published.
 *
 * @param publication one that publishes them, as it is called; null where none is known to
 * @param known whether all publications are known, so that none means none
 */
public record Publishing(@Nullable String publication, boolean known) {
    /** Whether it is certain that they are not. */
    public boolean isCertainlyNot() {
        return publication == null && known;
    }
}
