package dev.pgwright.review.fix;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file with its new text.
 *
 * @param before null for a file that no migration was read from: a new one, or one of settings
 */
public record FileChange(Path path, @Nullable String before, String after) {
    /**
     * As {@code diff -u} shows it; empty when nothing changes. A file is named from the working folder on, and one that lies
     * elsewhere from its root on, as {@code patch -p1} takes them.
     */
    public String diff() {
        Path here = Path.of("").toAbsolutePath();
        Path file = path.toAbsolutePath().normalize();
        Path from = file.startsWith(here) ? here : Objects.requireNonNull(file.getRoot(), "it is absolute");
        String name = from.relativize(file).toString().replace('\\', '/');
        return UnifiedDiff.of(
                before == null ? "/dev/null" : "a/" + name, "b/" + name, before == null ? "" : before, after);
    }
}
