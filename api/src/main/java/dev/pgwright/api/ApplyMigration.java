package dev.pgwright.api;

import dev.pgwright.finding.Count;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.apply.ApplyListener;
import dev.pgwright.migrate.apply.ApplyOptions;
import dev.pgwright.migrate.apply.Fleet;
import dev.pgwright.migrate.apply.Fleet.Target;
import dev.pgwright.migrate.apply.FleetRun;
import dev.pgwright.migrate.apply.FleetRun.End;
import dev.pgwright.migrate.apply.FleetRun.Outcome;
import dev.pgwright.migrate.apply.Migrator;
import dev.pgwright.migrate.apply.Migrator.Preview;
import dev.pgwright.migrate.apply.PlanFolder;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.server.Postgres;
import dev.pgwright.source.Place;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
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
     * @param schema the schema there that it is for; empty for the database as a whole
     * @param environment of the process, for what an address leaves out
     */
    public record Request(
            Path plan, String database, String schema, ApplyOptions options, Map<String, String> environment) {
        private Request of(Target target) {
            return new Request(plan, target.db(), target.schema() == null ? "" : target.schema(), options, environment);
        }
    }

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
     * Refuses a folder to which {@link #refresh} could write nothing.
     *
     * @throws PgwrightException with {@code INPUT}
     */
    public static void checkProject(Path project) {
        ProjectFiles.check(project);
    }

    /**
     * Lets the files of a project follow a database that the plan was applied to: {@code schema.dbml}, and the decisions in
     * {@code ARCHITECTURE.md}.
     *
     * @return the files that were changed
     * @throws PgwrightException if one cannot be read or written
     */
    public static List<Path> refresh(Request request, Path project) {
        return ProjectFiles.refresh(
                project,
                request.plan(),
                PlanInput.read(request.plan()).plan(),
                PlanInput.end(request.plan()),
                LocalDate.now(ZoneId.systemDefault()));
    }

    /**
     * Looks at each target of a fleet as {@link #preview} does.
     *
     * @return how many steps there are for each, or why it would be refused
     */
    public static Map<Target, Outcome> fleetPreview(Request request, Path targets, Progress progress) {
        Map<Target, Outcome> foreseen = new LinkedHashMap<>();
        for (Target target : fleet(targets, request).targets()) {
            try (Progress.Step step = progress.step("Look at " + target.title())) {
                Outcome outcome = foreseen(request, target);
                foreseen.put(target, outcome);
                step.done(outcome.code() == null ? outcome.text() : "refused");
            }
        }
        return foreseen;
    }

    private static Outcome foreseen(Request request, Target target) {
        try {
            Preview preview = preview(request.of(target));
            return preview.units().isEmpty()
                    ? new Outcome(End.THERE, "", null)
                    : new Outcome(End.NOT_BEGUN, Count.of(preview.units().size(), "step") + " to run", null);
        } catch (PgwrightException e) {
            return new Outcome(End.FAILED, String.valueOf(e.getMessage()), e.code());
        }
    }

    private static Fleet fleet(Path targets, Request request) {
        return Fleet.read(SchemaSource.read(targets)).withSchemas(target -> open(request.of(target)));
    }

    private static Postgres open(Request request) {
        return DatabaseTarget.parse(request.database(), request.environment()).open();
    }

    /**
     * Applies it to each target of a fleet; the request's own database is not looked at.
     *
     * @param targets the file that names them
     * @param stop whether to stop on all of them as soon as nothing is half done
     * @return what became of each
     * @throws PgwrightException with {@code INPUT} if the file or the plan cannot be read
     */
    public static Map<Target, Outcome> fleet(
            Request request, Path targets, BooleanSupplier stop, Consumer<String> journal, Progress progress) {
        PlanFolder plan = PlanInput.read(request.plan());
        Fleet fleet = fleet(targets, request);
        try (FleetProgress view = new FleetProgress(progress)) {
            return new FleetRun(
                            fleet,
                            (target, listener) -> migrator(plan, request.of(target), stop, listener)
                                    .apply(),
                            view,
                            journal)
                    .run();
        }
    }

    static Migrator migrator(Request request, BooleanSupplier stop, ApplyProgress listener) {
        return migrator(PlanInput.read(request.plan()), request, stop, listener);
    }

    private static Migrator migrator(PlanFolder plan, Request request, BooleanSupplier stop, ApplyListener listener) {
        int steps = plan.plan().steps().size();
        int deployed = request.options().deployed();
        if (deployed < 0 || (deployed > steps && deployed != ApplyOptions.ALL)) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.UNKNOWN,
                    "the plan has no step " + deployed + ", for which --deployed speaks",
                    "it has " + Count.of(steps, "step"));
        }
        String schema = request.schema();
        return new Migrator(
                open(request), schema.isEmpty() ? plan : plan.in(schema), request.options(), listener, stop);
    }
}
