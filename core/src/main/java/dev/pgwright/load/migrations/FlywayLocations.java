package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Folder.Entry;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * The folders that Flyway's configuration names, each with all that lies below it: {@code filesystem:} from the folder of
 * the configuration, {@code classpath:} (or nothing) below whatever a class path begins with.
 *
 * <p>Source: Flyway 11, documentation page "Locations": {@code ?}, {@code *} and {@code **} stand for parts of a path.
 */
final class FlywayLocations {
    private static final String FILE_SYSTEM = "filesystem:";
    private static final String CLASS_PATH = "classpath:";

    private final FlywayConfiguration configuration;
    private final List<String> locations;

    FlywayLocations(FlywayConfiguration configuration) {
        this.configuration = configuration;
        this.locations = configuration.list("locations");
    }

    /**
     * The files of a folder that lie in one of the locations; all of them where none of the locations is in the folder or
     * around it, since then it is not known what the folder is to Flyway.
     */
    List<Entry> in(Folder folder, Problems problems) {
        List<Entry> all = folder.entries();
        List<Entry> inside = all.stream()
                .filter(entry -> locations.stream().anyMatch(location -> holds(location, entry.path())))
                .toList();
        if (folder.isOfFiles() || inside.isEmpty()) {
            return all;
        }
        Path root = folder.root().toAbsolutePath().normalize();
        for (String location : locations) {
            if (location.startsWith(FILE_SYSTEM) && !hasSigns(location)) {
                Path path = resolved(location);
                if (Files.isDirectory(path) && !path.startsWith(root) && !root.startsWith(path)) {
                    problems.warning(
                            Problems.CONFIGURATION,
                            Problems.at(folder.root()),
                            configuration.file() + " names the location " + location
                                    + " too, and what lies there is not read",
                            "Name the folder above both, so that the whole history is known");
                }
            }
        }
        return inside;
    }

    private Path resolved(String location) {
        return configuration
                .folder()
                .resolve(location.substring(FILE_SYSTEM.length()).replace('\\', '/'))
                .normalize();
    }

    private static boolean hasSigns(String location) {
        return location.indexOf('*') >= 0 || location.indexOf('?') >= 0;
    }

    private boolean holds(String location, Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        if (parent == null) {
            return false;
        }
        if (location.startsWith(FILE_SYSTEM)) {
            return hasSigns(location)
                    ? fits(configuration.folder() + "/" + location.substring(FILE_SYSTEM.length()), parent)
                    : parent.startsWith(resolved(location));
        }
        if (location.contains(":") && !location.startsWith(CLASS_PATH)) {
            // a store of some cloud is not here
            return false;
        }
        String below = location.replaceFirst("^" + CLASS_PATH, "").replaceFirst("^/+", "");
        return fits("**/" + below, parent);
    }

    /** Whether a folder or one above it is what a pattern says. */
    private static boolean fits(String pattern, Path folder) {
        try {
            PathMatcher matcher = FileSystems.getDefault()
                    .getPathMatcher(
                            "glob:" + pattern.replaceAll("/(?:\\./)+", "/").replaceFirst("/+$", ""));
            for (Path above = folder; above != null; above = above.getParent()) {
                if (matcher.matches(above)) {
                    return true;
                }
            }
            return false;
        } catch (PatternSyntaxException e) {
            // no folder is named so
            return false;
        }
    }
}
