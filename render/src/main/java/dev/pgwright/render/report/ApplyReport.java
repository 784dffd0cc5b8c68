package dev.pgwright.render.report;

import dev.pgwright.finding.Count;
import dev.pgwright.migrate.apply.Activity;
import dev.pgwright.migrate.apply.Blocker;
import dev.pgwright.migrate.apply.Filling;
import dev.pgwright.migrate.apply.Fleet.Target;
import dev.pgwright.migrate.apply.FleetRun;
import dev.pgwright.migrate.apply.FleetRun.Outcome;
import dev.pgwright.migrate.apply.MigrationAccount.Status;
import dev.pgwright.migrate.apply.Migrator.Preview;
import dev.pgwright.migrate.apply.Run;
import dev.pgwright.migrate.apply.Run.Entry;
import dev.pgwright.migrate.apply.Run.Progress;
import dev.pgwright.migrate.apply.Run.Request;
import dev.pgwright.migrate.apply.Run.State;
import dev.pgwright.migrate.apply.Unit;
import dev.pgwright.migrate.plan.PlanStep.StepLock;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What a run would do and how far it is, for people and programs. */
public final class ApplyReport {
    private ApplyReport() {}

    /** The steps in order with their SQL, what is lost by them, and what to know before. */
    public static String text(Preview preview) {
        StringBuilder text = new StringBuilder();
        preview.warnings()
                .forEach(warning -> text.append("note: ").append(warning).append('\n'));
        preview.loses()
                .forEach(loss -> text.append("loses: ")
                        .append(loss.what())
                        .append("; to allow it: --allow-data-loss ")
                        .append(loss.object())
                        .append('\n'));
        for (Unit unit : preview.units()) {
            text.append(String.format(Locale.ROOT, "%3d  %s", unit.number(), unit.title()));
            text.append(
                            unit.backfill() != null
                                    ? " (in batches, each committed)"
                                    : unit.outside() ? " (outside of a transaction)" : "")
                    .append('\n');
            unit.awaits()
                    .forEach(awaited -> text.append("     waits for a deployment: ")
                            .append(awaited)
                            .append('\n'));
            for (StepLock lock : unit.locks()) {
                text.append("     locks ")
                        .append(lock.relation())
                        .append(": ")
                        .append(lock.mode().sql());
                lock.work().forEach(work -> text.append(", ").append(work.name().toLowerCase(Locale.ROOT)));
                text.append('\n');
            }
            for (String sql : unit.statements()) {
                (sql + ";")
                        .lines()
                        .forEach(line -> text.append("     ").append(line).append('\n'));
            }
        }
        return text.append(Count.of(preview.units().size(), "step"))
                .append(preview.continued() ? " left" : "")
                .append(" to run; nothing was changed\n")
                .toString();
    }

    /** What became of each target of a fleet. */
    public static String text(Map<Target, Outcome> fleet) {
        long well = fleet.values().stream().filter(Outcome::isWell).count();
        StringBuilder text = new StringBuilder();
        text.append(well)
                .append(" of ")
                .append(Count.of(fleet.size(), "target"))
                .append(" as the plan ends\n");
        fleet.forEach((target, outcome) -> text.append(String.format(
                        Locale.ROOT,
                        "  %-10s  %s",
                        outcome.end() == FleetRun.End.THERE
                                ? "was there"
                                : outcome.end().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        target.title()))
                .append(outcome.text().isEmpty() ? "" : ": " + outcome.text())
                .append('\n'));
        return text.toString();
    }

    /**
     * How far the latest run is, its units in order, and what the runner is at.
     *
     * @param schema the target that was asked about; empty for the database as a whole
     */
    public static String text(Status status, String schema) {
        Run run = status.latest();
        if (run == null && status.schemas().isEmpty()) {
            return "No plan was applied to " + (schema.isEmpty() ? "" : "schema " + schema + " of ")
                    + "this database by pgwright.\n";
        }
        StringBuilder text = new StringBuilder();
        if (run != null) {
            text(text, run, status);
        }
        status.schemas()
                .forEach(each -> text.append("Schema  ")
                        .append(each.schema())
                        .append(": ")
                        .append(each.title())
                        .append(" (")
                        .append(each.plan())
                        .append("), ")
                        .append(each.direction().word())
                        .append(' ')
                        .append(each.state() == State.RUNNING ? "begun" : state(each, null))
                        .append('\n'));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static void text(StringBuilder text, Run run, Status status) {
        text.append("Plan    ")
                .append(run.title())
                .append(" (")
                .append(run.plan())
                .append("), ");
        text.append(run.direction().word()).append('\n');
        text.append("State   ").append(state(run, status.runner())).append(", ").append(run.done());
        text.append(" of ").append(Count.of(run.units().size(), "step")).append(" done\n");
        text.append("Begun   ")
                .append(run.beganAt())
                .append(" by ")
                .append(run.beganBy())
                .append('\n');
        if (run.endedAt() != null) {
            text.append("Ended   ").append(run.endedAt()).append('\n');
        }
        if (status.runner() != null) {
            text.append("Runner  ").append(status.runner()).append('\n');
        }
        Activity activity = status.activity();
        if (activity != null && activity.state().equals("active")) {
            text.append("Now     ").append(activity.summary().isEmpty() ? "" : activity.summary() + "; ");
            text.append(activity.seconds()).append(" s: ");
            text.append(activity.query().lines().findFirst().orElse("")).append('\n');
        }
        text.append('\n');
        for (Entry unit : run.units()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-7s %3d  %s%s%n",
                    word(unit),
                    unit.number(),
                    unit.title(),
                    unit.tries() > Math.max(1, unit.statements()) ? " (" + unit.tries() + " tries)" : ""));
            Filling filling = unit.filling();
            if (filling != null) {
                text.append("               ")
                        .append(unit.progress() == Progress.DONE ? filled(filling) : filling.toString())
                        .append('\n');
            }
        }
    }

    private static String filled(Filling filling) {
        return Count.of(filling.done(), filling.blocks() ? "block" : "row") + " gone through, "
                + Count.of(filling.changed(), "row") + " changed";
    }

    private static String state(Run run, @Nullable String runner) {
        return switch (run.state()) {
            case DONE -> "done";
            case ABORTED -> "aborted";
            case LEFT -> "left for a rollback";
            case RUNNING ->
                (runner == null ? "stopped, to be continued" : "running")
                        + (run.request() == Request.PAUSE ? ", paused by command" : "")
                        + (run.request() == Request.ABORT ? ", to be aborted" : "");
        };
    }

    private static String word(Entry unit) {
        boolean tried = unit.progress() == Progress.WAITING && unit.beganAt() != null;
        return tried ? "tried" : unit.progress().name().toLowerCase(Locale.ROOT);
    }

    /** The same for programs; {@code run} is null where there was none. */
    public static String json(Status status) {
        return JsonText.of(json -> {
            json.writeStartObject();
            Run run = status.latest();
            if (run == null) {
                json.writeNullProperty("run");
            } else {
                json.writeObjectPropertyStart("run");
                write(json, run);
                json.writeEndObject();
            }
            optional(json, "runner", status.runner());
            Activity activity = status.activity();
            if (activity != null) {
                json.writeObjectPropertyStart("now");
                write(json, activity);
                json.writeEndObject();
            }
            if (!status.schemas().isEmpty()) {
                json.writeArrayPropertyStart("schemas");
                for (Run each : status.schemas()) {
                    json.writeStartObject();
                    json.writeStringProperty("schema", each.schema());
                    json.writeStringProperty("plan", each.plan());
                    json.writeStringProperty("title", each.title());
                    json.writeStringProperty("direction", each.direction().word());
                    json.writeStringProperty("state", each.state().name().toLowerCase(Locale.ROOT));
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Run run) {
        json.writeStringProperty("plan", run.plan());
        json.writeStringProperty("title", run.title());
        json.writeStringProperty("direction", run.direction().word());
        json.writeStringProperty("state", run.state().name().toLowerCase(Locale.ROOT));
        Request request = run.request();
        optional(json, "request", request == null ? null : request.name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("beganAt", run.beganAt());
        json.writeStringProperty("beganBy", run.beganBy());
        optional(json, "endedAt", run.endedAt());
        json.writeBooleanProperty("resumable", run.state() == State.RUNNING);
        json.writeNumberProperty("done", run.done());
        json.writeArrayPropertyStart("units");
        for (Entry unit : run.units()) {
            json.writeStartObject();
            json.writeNumberProperty("number", unit.number());
            json.writeNumberProperty("step", unit.step());
            json.writeStringProperty("title", unit.title());
            json.writeBooleanProperty("transaction", !unit.outside());
            json.writeStringProperty("progress", unit.progress().name().toLowerCase(Locale.ROOT));
            json.writeNumberProperty("statements", unit.statements());
            json.writeNumberProperty("statementsDone", unit.statementsDone());
            json.writeNumberProperty("tries", unit.tries());
            optional(json, "beganAt", unit.beganAt());
            optional(json, "endedAt", unit.endedAt());
            Filling filling = unit.filling();
            if (filling != null) {
                write(json, filling);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Filling filling) {
        json.writeObjectPropertyStart("backfill");
        json.writeStringProperty("counts", filling.blocks() ? "blocks" : "rows");
        json.writeNumberProperty("done", filling.done());
        json.writeNumberProperty("total", filling.total());
        json.writeNumberProperty("changed", filling.changed());
        json.writeNumberProperty("perSecond", Math.round(filling.perSecond()));
        json.writeNumberProperty("batch", filling.batch());
        if (filling.secondsLeft() >= 0) {
            json.writeNumberProperty("secondsLeft", filling.secondsLeft());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Activity activity) {
        json.writeNumberProperty("pid", activity.pid());
        json.writeStringProperty("state", activity.state());
        json.writeStringProperty("query", activity.query());
        json.writeNumberProperty("seconds", activity.seconds());
        if (!activity.phase().isEmpty()) {
            json.writeStringProperty("phase", activity.phase());
            json.writeNumberProperty("done", activity.done());
            json.writeNumberProperty("all", activity.all());
        }
        json.writeArrayPropertyStart("waitsFor");
        for (Blocker blocker : activity.blockers()) {
            json.writeStartObject();
            json.writeNumberProperty("pid", blocker.pid());
            json.writeStringProperty("user", blocker.user());
            json.writeStringProperty("application", blocker.application());
            json.writeStringProperty("state", blocker.state());
            json.writeNumberProperty("seconds", blocker.seconds());
            json.writeStringProperty("query", blocker.query());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
