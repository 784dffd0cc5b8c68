package dev.pgwright.api;

import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which files of a history may still say something else, as far as their folder tells: nobody has run them, or all is. */
final class Unapplied {
    private Unapplied() {}

    /**
     * Files that the user names themselves, and plain files that no number makes a migration. A tool remembers what it has run:
     * some refuse a file that has changed since, the others never look at it again.
     */
    static Predicate<String> files(MigrationHistory history, List<Path> named) {
        Set<Path> own = named.stream().map(Unapplied::real).collect(Collectors.toSet());
        Set<String> plain = history.migrations().stream()
                .filter(migration -> isPlain(migration, history))
                .map(migration -> migration.up().source().name())
                .collect(Collectors.toSet());
        return file -> plain.contains(file) || own.contains(real(Path.of(file)));
    }

    private static boolean isPlain(Migration migration, MigrationHistory history) {
        return migration.framework() == Framework.PLAIN
                && (migration.version().isEmpty() || history.migrations().size() == 1);
    }

    private static Path real(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
