package dev.pgwright.review.fix;

import dev.pgwright.load.migrations.Migration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration in its mended form.
 *
 * @param parts in order; a single one of the original's mode is an edit in place
 * @param down the text of the way back if it has changed, else null
 * @param fixes what was done, in order: the rule's id, a colon and words for people
 */
public record FixedMigration(
        Migration original, List<FixedPart> parts, @Nullable String down, List<String> fixes) {
    public FixedMigration {
        parts = List.copyOf(parts);
        fixes = List.copyOf(fixes);
    }

    public boolean isSplit() {
        return parts.size() > 1 || parts.get(0).mode() != original.up().transactions();
    }
}
