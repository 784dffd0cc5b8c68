package dev.pgwright.load.migrations;

import dev.pgwright.finding.Finding;
import java.nio.file.Path;
import java.util.List;

/**
 * Migrations in the order in which their tool runs them.
 *
 * @param root the folder that was read; of single files their common one
 * @param problems what could not be read or contradicts itself, by place
 * @param session SQL that the tool runs before each migration, in the migration's own session and transaction: what it sets
 *     is in force in the migration; empty for none
 */
public record MigrationHistory(
        Framework framework, Path root, List<Migration> migrations, List<Finding> problems, String session) {
    public MigrationHistory {
        migrations = List.copyOf(migrations);
        problems = List.copyOf(problems);
    }

    public MigrationHistory(Framework framework, Path root, List<Migration> migrations, List<Finding> problems) {
        this(framework, root, migrations, problems, "");
    }

    /** A history that was read from no folder. */
    public static MigrationHistory of(Framework framework, List<Migration> migrations, List<Finding> problems) {
        return new MigrationHistory(framework, Path.of(""), migrations, problems);
    }

    /** The same tool and folder with other migrations. */
    public MigrationHistory with(List<Migration> others, List<Finding> faults) {
        return new MigrationHistory(framework, root, others, faults, session);
    }
}
