package dev.pgwright.load.migrations;

import dev.pgwright.finding.Finding;
import java.nio.file.Path;
import java.util.List;

/**
 * Migrations in the order in which their tool runs them.
 *
 * @param root the folder that was read; of single files their common one
 * @param problems what could not be read or contradicts itself, by place
 */
public record MigrationHistory(Framework framework, Path root, List<Migration> migrations, List<Finding> problems) {
    public MigrationHistory {
        migrations = List.copyOf(migrations);
        problems = List.copyOf(problems);
    }

    /** A history that was read from no folder. */
    public static MigrationHistory of(Framework framework, List<Migration> migrations, List<Finding> problems) {
        return new MigrationHistory(framework, Path.of(""), migrations, problems);
    }
}
