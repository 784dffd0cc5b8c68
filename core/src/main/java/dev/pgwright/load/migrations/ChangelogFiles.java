package dev.pgwright.load.migrations;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files of changelogs, each read once, and where the paths in them lead. */
final class ChangelogFiles {
    private static final int FOLDERS_ABOVE = 8;
    private static final int DEPTH = 16;

    private final Problems problems;
    private final Map<Path, Optional<Changelog>> read = new HashMap<>();

    /**
     * A file.
     *
     * @param root the element databaseChangeLog; null of a file of SQL
     */
    record Changelog(Path path, SourceFile source, @Nullable ChangeNode root) {}

    ChangelogFiles(Problems problems) {
        this.problems = problems;
    }

    static boolean mayBeChangelog(String name) {
        return name.endsWith(".sql") || isTree(name);
    }

    private static boolean isTree(String name) {
        return name.endsWith(".xml") || name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    /** The changelog in a file; empty when it is none, or cannot be read, which is then a problem. */
    Optional<Changelog> get(Path path) {
        return read.computeIfAbsent(path.toAbsolutePath().normalize(), key -> read(path));
    }

    private Optional<Changelog> read(Path path) {
        String name = String.valueOf(path.getFileName());
        Optional<SourceFile> source = MigrationText.read(path, problems);
        if (source.isEmpty() || !isTree(name)) {
            return source.map(file -> new Changelog(path, file, null));
        }
        try {
            ChangeNode root =
                    name.endsWith(".xml") ? ChangelogXml.read(source.get()) : ChangelogTree.read(source.get());
            return root.name().equals("databaseChangeLog")
                    ? Optional.of(new Changelog(path, source.get(), root))
                    : Optional.empty();
        } catch (PgwrightException e) {
            // of other files that happen to lie here nothing is to be said
            if (source.get().text().contains("databaseChangeLog")) {
                e.problems()
                        .forEach(problem -> problems.error(
                                Problems.UNREADABLE, problem.place(), problem.message(), problem.hint()));
            }
            return Optional.empty();
        }
    }

    /**
     * The file or folder that a path in a changelog means: relative to that changelog, or found below one of the folders
     * above it, as in a search path.
     */
    static Optional<Path> resolve(Path changelog, String path, boolean relative) {
        String bare =
                path.replaceFirst("^classpath\\*?:", "").replace('\\', '/').replaceFirst("^/+", "");
        Path folder = changelog.resolveSibling("");
        Path here = changelog.resolveSibling(bare);
        if (relative) {
            return Files.exists(here) ? Optional.of(here.normalize()) : Optional.empty();
        }
        Path above = folder.toString().isEmpty() ? Path.of("").toAbsolutePath() : folder;
        if (Files.exists(here)) {
            return Optional.of(here.normalize());
        }
        for (int i = 0; i < FOLDERS_ABOVE && above != null; i++) {
            Path candidate = above.resolve(bare);
            if (Files.exists(candidate)) {
                return Optional.of(candidate.normalize());
            }
            above = above.getParent();
        }
        return Optional.empty();
    }

    /** The files below a folder in the order of their paths, as includeAll takes them. */
    List<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> mayBeChangelog(String.valueOf(file.getFileName())))
                    .sorted((left, right) -> left.toString().compareTo(right.toString()))
                    .toList();
        } catch (IOException e) {
            problems.error(Problems.UNREADABLE, Problems.at(folder), Problems.unreadable(e), null);
            return List.of();
        }
    }
}
