package dev.pgwright.render.report;

import dev.pgwright.migrate.plan.PlanStep.Seconds;
import dev.pgwright.migrate.rehearse.Calibration;
import dev.pgwright.migrate.rehearse.Calibration.Bounds;
import dev.pgwright.migrate.rehearse.Calibration.Speed;
import dev.pgwright.migrate.rehearse.PlanRehearsal.Measured;
import dev.pgwright.migrate.rehearse.RehearsalReport;
import dev.pgwright.migrate.rehearse.RehearsalReport.Step;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What a rehearsal measured, for people and programs. */
public final class RehearsalText {
    private static final double KILO = 1024;
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    private RehearsalText() {}

    /** A line for each step and the verdict. */
    public static String text(RehearsalReport report) {
        StringBuilder text = new StringBuilder();
        int width = String.valueOf(report.steps().size()).length() + 1;
        for (Step step : report.steps()) {
            Measured measured = step.measured();
            text.append(String.format(
                    Locale.ROOT,
                    "%" + width + "d %s%n",
                    measured.step().number(),
                    measured.step().title()));
            text.append(" ".repeat(width + 1))
                    .append(String.format(
                            Locale.ROOT,
                            "%s, %s of WAL, %s of disk, longest wait %s of %,d queries",
                            time(measured.seconds()),
                            bytes(measured.walBytes()),
                            bytes(measured.diskBytes()),
                            time(measured.longestWait()),
                            measured.queries()));
            text.append(measured.failed() == 0 ? "" : ", " + measured.failed() + " FAILED");
            Seconds expected = step.expected();
            text.append(
                    expected == null
                            ? ""
                            : "; in production " + time(expected.least()) + " to " + time(expected.most())
                                    + (report.target().isMeasured() ? " at its speed" : " (assumed)")
                                    + more(", WAL ", step.wal()) + more(", disk ", step.disk()));
            text.append('\n');
            new TreeMap<>(measured.locks())
                    .forEach((relation, held) -> text.append(" ".repeat(width + 1))
                            .append(String.format(
                                    Locale.ROOT,
                                    "held %s on %s for %s%n",
                                    held.mode().sql().toUpperCase(Locale.ROOT),
                                    relation,
                                    time(held.seconds()))));
        }
        text.append(String.format(
                Locale.ROOT,
                "%,d rows; without the migration the longest query took %s%n",
                report.rows(),
                time(report.usualWait())));
        if (report.steps().stream().anyMatch(step -> step.expected() != null)) {
            text.append("Times in production are ")
                    .append(grade(report.target()))
                    .append('\n');
        }
        FillText.leftOut(report.leftOut(), text);
        report.notShown()
                .forEach(what -> text.append("Not shown: ").append(what).append('\n'));
        if (report.isGo()) {
            return text.append("GO: the plan and its way back ran, no query failed or waited for long, schema and rows")
                    .append(" were as before\n")
                    .toString();
        }
        return text.append("NO-GO:\n")
                .append(report.reasons().stream()
                        .map(reason -> "- " + reason + "\n")
                        .collect(Collectors.joining()))
                .toString();
    }

    private static String grade(Calibration target) {
        Speed speed = target.there();
        if (speed == null || !target.isMeasured()) {
            String reason = target.reason();
            return "assumed, since this machine's speed is not that of the target"
                    + (reason == null ? ": --calibrate times it" : ", and it could not be timed " + reason);
        }
        return "at the speed measured there: it takes " + times(target.computing()) + " what is taken here to compute, "
                + times(target.reading()) + " to read " + speed.table();
    }

    private static String times(Optional<Bounds> factor) {
        return factor.map(bounds -> String.format(Locale.ROOT, "%.1f to %.1f times", bounds.least(), bounds.most()))
                .orElse("");
    }

    /** The same as JSON. */
    public static String json(RehearsalReport report) {
        return JsonText.of(json -> write(json, report));
    }

    private static void write(JsonGenerator json, RehearsalReport report) {
        json.writeStartObject();
        json.writeStringProperty("plan", report.plan().id());
        json.writeBooleanProperty("go", report.isGo());
        json.writeArrayPropertyStart("reasons");
        report.reasons().forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("notShown");
        report.notShown().forEach(json::writeString);
        json.writeEndArray();
        json.writeNumberProperty("rows", report.rows());
        FillText.write(json, report.leftOut());
        json.writeNumberProperty("usualWait", report.usualWait());
        write(json, report.target());
        json.writeArrayPropertyStart("steps");
        for (Step step : report.steps()) {
            Measured measured = step.measured();
            json.writeStartObject();
            json.writeNumberProperty("number", measured.step().number());
            json.writeStringProperty("title", measured.step().title());
            json.writeNumberProperty("seconds", measured.seconds());
            json.writeNumberProperty("walBytes", measured.walBytes());
            json.writeNumberProperty("diskBytes", measured.diskBytes());
            json.writeArrayPropertyStart("locks");
            new TreeMap<>(measured.locks()).forEach((relation, held) -> {
                json.writeStartObject();
                json.writeStringProperty("relation", relation);
                json.writeStringProperty("mode", held.mode().sql());
                json.writeNumberProperty("seconds", held.seconds());
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeNumberProperty("longestWait", measured.longestWait());
            json.writeNumberProperty("queries", measured.queries());
            json.writeNumberProperty("failed", measured.failed());
            Seconds expected = step.expected();
            if (expected != null) {
                write(json, "expected", expected.least(), expected.most());
                write(json, "expectedWal", step.wal());
                write(json, "expectedDisk", step.disk());
                json.writeStringProperty("grade", word(report.target()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Calibration target) {
        json.writeObjectPropertyStart("target");
        json.writeStringProperty("grade", word(target));
        if (target.reason() != null) {
            json.writeStringProperty("reason", target.reason());
        }
        target.computing().ifPresent(factor -> write(json, "computing", factor.least(), factor.most()));
        target.reading().ifPresent(factor -> write(json, "reading", factor.least(), factor.most()));
        json.writeEndObject();
    }

    private static String word(Calibration target) {
        return target.isMeasured() ? "measured" : "assumed";
    }

    private static void write(JsonGenerator json, String name, double least, double most) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("least", least);
        json.writeNumberProperty("most", most);
        json.writeEndObject();
    }

    private static String more(String what, RehearsalReport.@Nullable Bytes expected) {
        return expected == null ? "" : what + bytes(expected.least()) + " to " + bytes(expected.most());
    }

    private static void write(JsonGenerator json, String name, RehearsalReport.@Nullable Bytes expected) {
        if (expected != null) {
            json.writeObjectPropertyStart(name);
            json.writeNumberProperty("least", expected.least());
            json.writeNumberProperty("most", expected.most());
            json.writeEndObject();
        }
    }

    private static String time(double seconds) {
        if (seconds < 1) {
            return String.format(Locale.ROOT, "%.0f ms", seconds * 1000);
        }
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return seconds < HOUR
                ? String.format(Locale.ROOT, "%.0f min", seconds / MINUTE)
                : String.format(Locale.ROOT, "%.1f h", seconds / HOUR);
    }

    private static String bytes(long bytes) {
        return bytes < KILO * KILO
                ? String.format(Locale.ROOT, "%.0f kB", bytes / KILO)
                : String.format(Locale.ROOT, "%.1f MB", bytes / KILO / KILO);
    }
}
