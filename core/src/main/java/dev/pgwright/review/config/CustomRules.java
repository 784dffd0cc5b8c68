package dev.pgwright.review.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules of one's own.
 *
 * @param jars with rules in Java
 * @param sql a folder with rules in SQL; null when there is none
 */
public record CustomRules(List<Path> jars, @Nullable Path sql) {
    public static final CustomRules NONE = new CustomRules(List.of(), null);

    public CustomRules {
        jars = List.copyOf(jars);
    }
}
