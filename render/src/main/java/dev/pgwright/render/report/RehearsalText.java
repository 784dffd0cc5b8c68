package dev.pgwright.render.report;

import dev.pgwright.migrate.plan.PlanStep.Seconds;
import dev.pgwright.migrate.rehearse.PlanRehearsal.Measured;
import dev.pgwright.migrate.rehearse.RehearsalReport;
import dev.pgwright.migrate.rehearse.RehearsalReport.Step;
import java.util.Locale;
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
                                    + more(", WAL ", step.wal()) + more(", disk ", step.disk()) + " (assumed)");
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
                json.writeObjectPropertyStart("expected");
                json.writeNumberProperty("least", expected.least());
                json.writeNumberProperty("most", expected.most());
                json.writeEndObject();
                write(json, "expectedWal", step.wal());
                write(json, "expectedDisk", step.disk());
                json.writeStringProperty("grade", "assumed");
            }
            json.writeEndObject();
        }
        json.writeEndArray();
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
