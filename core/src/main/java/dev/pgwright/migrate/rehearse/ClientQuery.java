package dev.pgwright.migrate.rehearse;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A query that clients send.
 *
 * @param before by the old names
 * @param after by the new ones
 */
record ClientQuery(String before, String after, Usage usage) {
    /** By names that code says now; null where none works. */
    @Nullable String now(Random random) {
        boolean old = usage.saysOld();
        boolean renamed = usage.saysNew();
        if (old && renamed) {
            return random.nextBoolean() ? before : after;
        }
        return old ? before : renamed ? after : null;
    }
}
