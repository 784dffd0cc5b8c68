package dev.pgwright.review.fix;

import dev.pgwright.load.migrations.Migration;
import java.util.List;

/**
 * A migration in its mended form.
 *
 * @param parts in order; a single one of the original's mode is an edit in place
 * @param fixes what was done, in order: the rule's id, a colon and words for people
 */
public record FixedMigration(Migration original, List<FixedPart> parts, List<String> fixes) {
    public FixedMigration {
        parts = List.copyOf(parts);
        fixes = List.copyOf(fixes);
    }

    public boolean isSplit() {
        return parts.size() > 1 || parts.get(0).mode() != original.up().transactions();
    }
}
