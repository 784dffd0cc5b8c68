package dev.pgwright.review.fix;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file with its new text.
 *
 * @param before null for a file that no migration was read from: a new one, or one of settings
 */
public record FileChange(Path path, @Nullable String before, String after) {
    /** As {@code diff -u} shows it; empty when nothing changes. */
    public String diff() {
        String name = path.toString().replace('\\', '/');
        return UnifiedDiff.of(
                before == null ? "/dev/null" : "a/" + name, "b/" + name, before == null ? "" : before, after);
    }
}
