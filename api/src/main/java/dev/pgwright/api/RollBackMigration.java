package dev.pgwright.api;

import dev.pgwright.migrate.apply.Migrator;
import dev.pgwright.migrate.apply.Migrator.Preview;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A plan is taken back, from wherever it is. */
public final class RollBackMigration {
    private RollBackMigration() {}

    /** What it would do, and what would be lost by it. */
    public static Preview preview(ApplyMigration.Request request) {
        return ApplyMigration.migrator(request, () -> false, new ApplyProgress(Progress.silent(), sql -> {}))
                .previewRollback();
    }

    /**
     * Takes it back.
     *
     * @param allowed objects whose data may be lost by it, by the names that a refusal says
     * @param stop whether to stop as soon as nothing is half done; asked often, by several threads
     * @param journal hears each statement
     * @throws dev.pgwright.finding.PgwrightException with {@code STOPPED} if it can be continued, with another code if
     *     nothing has changed
     */
    public static Migrator.Result run(
            ApplyMigration.Request request,
            Set<String> allowed,
            BooleanSupplier stop,
            Consumer<String> journal,
            Progress progress) {
        try (ApplyProgress listener = new ApplyProgress(progress, journal)) {
            return ApplyMigration.migrator(request, stop, listener).rollback(allowed);
        }
    }
}
