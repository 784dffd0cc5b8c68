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
 * @param pending whether those that are reviewed are known to be the ones that have not been run
 */
public record HistoryContext(
        MigrationHistory history,
        List<MigrationContext> migrations,
        SchemaState state,
        DatabaseFacts facts,
        boolean pending) {
    public HistoryContext {
        migrations = List.copyOf(migrations);
    }

    /**
     * The migrations that will be run together: those under review if the others have been run before; else each is a
     * release of its own, for all that is known.
     */
    public List<List<MigrationContext>> releases() {
        return pending ? List.of(reviewed()) : reviewed().stream().map(List::of).toList();
    }

    /** Those that findings are wanted about. */
    public List<MigrationContext> reviewed() {
        return migrations.stream().filter(MigrationContext::isReviewed).toList();
    }
}
