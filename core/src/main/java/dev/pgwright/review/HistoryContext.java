package dev.pgwright.review;

import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.workload.DatabaseFacts;
import java.util.List;

/**
 * All migrations of a history, after the last one.
 *
 * @param history as it was read, with what is wrong with its order
 * @param migrations in order, those that are not reviewed too
 * @param state the schema in the end
 */
public record HistoryContext(
        MigrationHistory history, List<MigrationContext> migrations, SchemaState state, DatabaseFacts facts) {
    public HistoryContext {
        migrations = List.copyOf(migrations);
    }

    /** Those that findings are wanted about. */
    public List<MigrationContext> reviewed() {
        return migrations.stream().filter(MigrationContext::isReviewed).toList();
    }
}
