package dev.pgwright.api;

import dev.pgwright.code.CodeFolder;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.Finding;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.source.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The migrations that a person names, with those that come before them: a file in a folder of migrations is judged against
 * what its neighbours have made.
 *
 * @param history with the neighbours
 * @param reviewed whether a file, by the name that the history gives it, was asked for
 */
record MigrationInput(MigrationHistory history, Predicate<String> reviewed) {
    /** Where frameworks keep their migrations unless told otherwise, the likeliest first. */
    private static final List<String> USUAL_FOLDERS = List.of(
            "db/migrate",
            "db/migrations",
            "db/migration",
            "migrations",
            "src/main/resources/db/migration",
            "src/main/resources/db/changelog",
            "prisma/migrations",
            "supabase/migrations",
            "drizzle",
            "sql/migrations");

    /** No files at all, for a review of a database alone. */
    static MigrationInput none() {
        return new MigrationInput(MigrationHistory.of(Framework.PLAIN, List.of(), List.of()), file -> true);
    }

    /**
     * Reads what is named.
     *
     * @param paths files and folders; none means the usual folders of frameworks below the working directory
     * @throws PgwrightException if there is nothing, or nothing of it can be read
     */
    static MigrationInput read(List<Path> paths, @Nullable Framework framework) {
        List<Path> named = paths.isEmpty() ? List.of(usualFolder()) : paths;
        for (Path path : named) {
            if (!Files.exists(path)) {
                throw new PgwrightException(
                        ErrorCode.INPUT,
                        Place.of(path.toString()),
                        "there is no such file or folder",
                        "name files of SQL or source code, or a folder of them");
            }
        }
        List<Path> migrations = withoutCode(named, framework);
        if (migrations.isEmpty()) {
            return none();
        }
        return ofMigrations(named, migrations, framework);
    }

    /** What is named, less source files, and folders that hold nothing but source files. */
    private static List<Path> withoutCode(List<Path> named, @Nullable Framework framework) {
        return named.stream()
                .filter(path -> !(Files.isDirectory(path)
                        ? CodeInput.isCode(path)
                                && MigrationFolder.read(List.of(path), framework)
                                        .migrations()
                                        .isEmpty()
                        : CodeFolder.isCode(path)))
                .toList();
    }

    private static MigrationInput ofMigrations(List<Path> all, List<Path> named, @Nullable Framework framework) {
        Optional<MigrationInput> amongNeighbours = amongNeighbours(named, framework);
        if (amongNeighbours.isPresent()) {
            MigrationInput input = amongNeighbours.get();
            return new MigrationInput(
                    input.history(), file -> input.reviewed().test(file) || isBelow(Path.of(file), all, named));
        }
        MigrationHistory history = MigrationFolder.read(named, framework);
        if (history.migrations().isEmpty()) {
            throw nothing(history);
        }
        return new MigrationInput(history, file -> true);
    }

    /** Whether a file lies in one of the paths that are not only migrations. */
    private static boolean isBelow(Path file, List<Path> all, List<Path> migrations) {
        return all.stream()
                .filter(path -> !migrations.contains(path))
                .anyMatch(path -> real(file).startsWith(real(path)));
    }

    /** The files with those that lie beside them, when that is a folder of migrations which they are a part of. */
    private static Optional<MigrationInput> amongNeighbours(List<Path> files, @Nullable Framework framework) {
        @Nullable Path home = homeOf(files, framework);
        if (home == null) {
            return Optional.empty();
        }
        MigrationHistory history = MigrationFolder.read(List.of(home), framework);
        Set<Path> there = history.migrations().stream()
                .map(migration -> real(Path.of(migration.up().source().name())))
                .collect(Collectors.toSet());
        Set<Path> wanted = files.stream().map(MigrationInput::real).collect(Collectors.toSet());
        return there.containsAll(wanted)
                ? Optional.of(new MigrationInput(history, file -> wanted.contains(real(Path.of(file)))))
                : Optional.empty();
    }

    private static PgwrightException nothing(MigrationHistory history) {
        List<Problem> problems = history.problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(MigrationInput::problem)
                .toList();
        return problems.isEmpty()
                ? new PgwrightException(
                        ErrorCode.INPUT,
                        Place.of(history.root().toString()),
                        "there are no migrations here",
                        "name files of SQL or source code, or a folder of them")
                : new PgwrightException(ErrorCode.INPUT, problems);
    }

    private static Problem problem(Finding finding) {
        return new Problem(finding.place(), finding.message(), finding.hint());
    }

    private static Path usualFolder() {
        return USUAL_FOLDERS.stream()
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new PgwrightException(
                        ErrorCode.USAGE,
                        Place.UNKNOWN,
                        "no files or folders are named, and there is no folder of migrations here",
                        "pgwright review migrations/"));
    }

    /** The folder of migrations that all the files lie in; null when they are plain files. */
    private static @Nullable Path homeOf(List<Path> files, @Nullable Framework given) {
        if (!files.stream().allMatch(Files::isRegularFile)) {
            return null;
        }
        Set<Path> folders = parents(files.stream().map(MigrationInput::real));
        boolean inFolders = given == Framework.DIESEL || given == Framework.PRISMA;
        if (folders.size() == 1 && !inFolders && frameworkOf(folders.iterator().next(), given) != Framework.PLAIN) {
            return shown(folders.iterator().next());
        }
        // Diesel and Prisma have a folder for each migration
        Set<Path> above = parents(folders.stream());
        if (above.size() == 1) {
            Framework framework = frameworkOf(above.iterator().next(), given);
            if (framework == Framework.DIESEL || framework == Framework.PRISMA) {
                return shown(above.iterator().next());
            }
        }
        return null;
    }

    private static Framework frameworkOf(Path folder, @Nullable Framework given) {
        return given == null ? MigrationFolder.detect(folder) : given;
    }

    private static Set<Path> parents(Stream<Path> paths) {
        return paths.map(Path::getParent).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** As somebody in the working directory would write it. */
    private static Path shown(Path folder) {
        Path here = Path.of("").toAbsolutePath();
        return folder.startsWith(here) ? Path.of("").resolve(here.relativize(folder)) : folder;
    }

    private static Path real(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
