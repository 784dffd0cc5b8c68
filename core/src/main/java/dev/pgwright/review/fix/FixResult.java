package dev.pgwright.review.fix;

import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.review.ReviewFinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was mended.
 *
 * @param fixed the migrations that have changed, in the order of the history
 * @param added the migration that comes behind all others, for what has been run already; null for none
 * @param unfixed findings with a fix that could not be made, with the reason
 * @param after the history as it is then
 */
public record FixResult(
        List<FixedMigration> fixed, @Nullable FixedMigration added, List<Unfixed> unfixed, MigrationHistory after) {
    public FixResult {
        fixed = List.copyOf(fixed);
        unfixed = List.copyOf(unfixed);
    }

    /** A finding whose fix cannot be made in its file; the reason is a sentence without a full stop. */
    public record Unfixed(ReviewFinding finding, String reason) {}
}
