package dev.pgwright.api;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.apply.ApplyOptions;
import dev.pgwright.migrate.apply.Fleet;
import dev.pgwright.migrate.apply.Fleet.Target;
import dev.pgwright.migrate.apply.FleetRun;
import dev.pgwright.migrate.apply.FleetRun.Outcome;
import dev.pgwright.migrate.apply.Migrator;
import dev.pgwright.migrate.apply.Migrator.Preview;
import dev.pgwright.migrate.apply.PlanFolder;
import dev.pgwright.server.DatabaseTarget;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A plan is run on its database, or goes on there. */
public final class ApplyMigration {
    private ApplyMigration() {}

    /**
     * What to apply where.
     *
     * @param plan the folder of the plan, or its {@code plan.yaml}
     * @param database an address as libpq takes it
     * @param environment of the process, for what an address leaves out
     */
    public record Request(Path plan, String database, ApplyOptions options, Map<String, String> environment) {}

    /**
     * Looks at all that is looked at before a run, and says what it would do.
     *
     * @throws PgwrightException if it would be refused
     */
    public static Preview preview(Request request) {
        return migrator(request, () -> false, new ApplyProgress(Progress.silent(), sql -> {}))
                .previewApply();
    }

    /**
     * Applies it.
     *
     * @param stop whether to stop as soon as nothing is half done; asked often, by several threads
     * @param journal hears each statement
     * @throws PgwrightException with {@code STOPPED} if it can be continued, with another code if nothing has changed
     */
    public static Migrator.Result run(
            Request request, BooleanSupplier stop, Consumer<String> journal, Progress progress) {
        try (ApplyProgress listener = new ApplyProgress(progress, journal)) {
            return migrator(request, stop, listener).apply();
        }
    }

    /**
     * Applies it to each database of a fleet; the request's own database is not looked at.
     *
     * @param targets the file that names them
     * @param stop whether to stop on all of them as soon as nothing is half done
     * @return what became of each
     * @throws PgwrightException with {@code INPUT} if the file or the plan cannot be read
     */
    public static Map<Target, Outcome> fleet(
            Request request, Path targets, BooleanSupplier stop, Consumer<String> journal, Progress progress) {
        PlanFolder plan = PlanInput.read(request.plan());
        Fleet fleet = Fleet.read(SchemaSource.read(targets));
        try (FleetProgress view = new FleetProgress(progress)) {
            return new FleetRun(
                            fleet,
                            (target, listener) -> new Migrator(
                                            DatabaseTarget.parse(target.db(), request.environment())
                                                    .open(),
                                            plan,
                                            request.options(),
                                            listener,
                                            stop)
                                    .apply(),
                            view,
                            journal)
                    .run();
        }
    }

    static Migrator migrator(Request request, BooleanSupplier stop, ApplyProgress listener) {
        PlanFolder plan = PlanInput.read(request.plan());
        return new Migrator(
                DatabaseTarget.parse(request.database(), request.environment()).open(),
                plan,
                request.options(),
                listener,
                stop);
    }
}
