package dev.pgwright.load.migrations;

import dev.pgwright.finding.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A folder of migrations in the making, and what is read of it. */
final class Migrations {
    private final Path folder;

    private Migrations(Path folder) {
        this.folder = folder;
    }

    static Migrations in(Path folder) {
        return new Migrations(folder);
    }

    Migrations file(String name, String text) {
        try {
            Path path = folder.resolve(name);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MigrationHistory read() {
        return MigrationFolder.read(List.of(folder), null);
    }

    MigrationHistory read(@Nullable Framework framework) {
        return MigrationFolder.read(List.of(folder), framework);
    }

    static List<String> versions(MigrationHistory history) {
        return history.migrations().stream().map(Migration::version).toList();
    }

    static List<String> descriptions(MigrationHistory history) {
        return history.migrations().stream().map(Migration::description).toList();
    }

    /** The problems as {@code file:line:column message}, without the path of the folder. */
    List<String> problems(MigrationHistory history) {
        return history.problems().stream()
                .map(problem -> shown(problem).replace(folder + "/", "").replace(folder.toString(), "."))
                .toList();
    }

    private static String shown(Finding problem) {
        return problem.place() + " " + problem.id() + ": " + problem.message();
    }
}
