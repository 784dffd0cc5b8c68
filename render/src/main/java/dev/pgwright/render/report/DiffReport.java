package dev.pgwright.render.report;

import dev.pgwright.migrate.diff.SchemaDiff;
import dev.pgwright.migrate.diff.SchemaDiff.Added;
import dev.pgwright.migrate.diff.SchemaDiff.Change;
import dev.pgwright.migrate.diff.SchemaDiff.Changed;
import dev.pgwright.migrate.diff.SchemaDiff.Open;
import dev.pgwright.migrate.diff.SchemaDiff.Property;
import dev.pgwright.migrate.diff.SchemaDiff.Removed;
import dev.pgwright.migrate.diff.SchemaDiff.Renamed;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** How two schemas differ, for people and programs. */
public final class DiffReport {
    private static final int LONGEST_VALUE = 60;

    private DiffReport() {}

    /** A line for each change, the values of properties below it, and a count as the last line. */
    public static String text(SchemaDiff diff) {
        StringBuilder text = new StringBuilder();
        for (Change change : diff.changes()) {
            if (change instanceof Added added) {
                text.append("+ ").append(added.object()).append(summary(added.summary()));
            } else if (change instanceof Removed removed) {
                text.append("- ").append(removed.object()).append(summary(removed.summary()));
            } else if (change instanceof Renamed renamed) {
                text.append("> ").append(renamed.object()).append(" is now ").append(nameOf(renamed));
                text.append(" (").append(reason(renamed)).append(')');
            } else if (change instanceof Changed changed) {
                text.append("~ ").append(changed.object());
                for (Property property : changed.properties()) {
                    text.append("\n    ").append(property.name()).append(": ");
                    text.append(shown(property.before())).append(" -> ").append(shown(property.after()));
                }
            }
            text.append('\n');
        }
        for (Open open : diff.open()) {
            text.append("? ").append(question(open)).append('\n');
        }
        return text.append(counts(diff)).append('\n').toString();
    }

    /** For a pull request's comment: a list of what came and went, and a table of what changed. */
    public static String markdown(SchemaDiff diff) {
        StringBuilder text = new StringBuilder("**").append(counts(diff)).append("**\n");
        list(
                text,
                "Added",
                diff.changes().stream()
                        .filter(Added.class::isInstance)
                        .map(Added.class::cast)
                        .map(added -> code(added.object().toString()) + summary(added.summary()))
                        .toList());
        list(
                text,
                "Removed",
                diff.changes().stream()
                        .filter(Removed.class::isInstance)
                        .map(Removed.class::cast)
                        .map(removed -> code(removed.object().toString()) + summary(removed.summary()))
                        .toList());
        list(
                text,
                "Renamed",
                diff.changes().stream()
                        .filter(Renamed.class::isInstance)
                        .map(Renamed.class::cast)
                        .map(renamed -> code(renamed.object().toString()) + " is now " + code(nameOf(renamed)) + " ("
                                + reason(renamed) + ")")
                        .toList());
        List<Changed> changed = diff.changes().stream()
                .filter(Changed.class::isInstance)
                .map(Changed.class::cast)
                .toList();
        if (!changed.isEmpty()) {
            text.append("\n### Changed\n\n| object | property | before | after |\n| --- | --- | --- | --- |\n");
            for (Changed change : changed) {
                for (Property property : change.properties()) {
                    text.append("| ").append(code(change.object().toString()));
                    text.append(" | ").append(property.name());
                    text.append(" | ").append(cell(property.before()));
                    text.append(" | ").append(cell(property.after())).append(" |\n");
                }
            }
        }
        list(
                text,
                "To be decided",
                diff.open().stream().map(DiffReport::question).toList());
        return text.toString();
    }

    /** For programs: {@code changes} and {@code open}, values in full. */
    public static String json(SchemaDiff diff) {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("changes");
            diff.changes().forEach(change -> write(json, change));
            json.writeEndArray();
            json.writeArrayPropertyStart("open");
            for (Open open : diff.open()) {
                json.writeStartObject();
                json.writeStringProperty("object", open.object().toString());
                json.writeArrayPropertyStart("candidates");
                open.candidates().forEach(candidate -> write(json, candidate));
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Change change) {
        json.writeStartObject();
        json.writeStringProperty("change", change.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        json.writeStringProperty("kind", change.object().kind());
        json.writeStringProperty("name", change.object().name());
        if (change.object().owner() != null) {
            json.writeStringProperty("of", change.object().owner().name());
        }
        if (change instanceof Renamed renamed) {
            json.writeStringProperty("to", renamed.to().name());
            json.writeNumberProperty("confidence", Math.round(100 * renamed.confidence()) / 100.0);
            json.writeStringProperty("because", renamed.because());
        } else if (change instanceof Changed changed) {
            json.writeArrayPropertyStart("properties");
            for (Property property : changed.properties()) {
                json.writeStartObject();
                json.writeStringProperty("name", property.name());
                json.writeStringProperty("before", property.before());
                json.writeStringProperty("after", property.after());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static String counts(SchemaDiff diff) {
        if (diff.isEmpty()) {
            return "no difference";
        }
        return count(diff, Added.class) + " added, " + count(diff, Removed.class) + " removed, "
                + count(diff, Renamed.class) + " renamed, " + count(diff, Changed.class) + " changed";
    }

    private static long count(SchemaDiff diff, Class<? extends Change> kind) {
        return diff.changes().stream().filter(kind::isInstance).count();
    }

    private static String nameOf(Renamed renamed) {
        return renamed.to().owner() == null || !renamed.to().kind().equals("column")
                ? renamed.to().name()
                : renamed.to().owner().name() + "." + renamed.to().name();
    }

    private static String reason(Renamed renamed) {
        return renamed.because().equals("given")
                ? "as given"
                : Math.round(100 * renamed.confidence()) + " %: " + renamed.because();
    }

    private static String question(Open open) {
        String old = open.object().owner() == null
                ? open.object().name()
                : open.object().owner().name() + "." + open.object().name();
        return open.object() + " may have become "
                + open.candidates().stream()
                        .map(candidate -> nameOf(candidate) + " (" + Math.round(100 * candidate.confidence()) + " %)")
                        .collect(Collectors.joining(" or "))
                + "; say which: --rename " + old + "="
                + nameOf(open.candidates().get(0));
    }

    private static String summary(String summary) {
        return summary.isEmpty() ? "" : " (" + summary + ")";
    }

    /** One line of a value, its beginning if it is long. */
    private static String shown(String value) {
        if (value.isEmpty()) {
            return "none";
        }
        String line = value.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE - 3) + "...";
    }

    private static void list(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append("\n### ").append(title).append("\n\n");
            lines.forEach(line -> text.append("- ").append(line).append('\n'));
        }
    }

    private static String cell(String value) {
        return value.isEmpty() ? "" : code(shown(value).replace("|", "\\|"));
    }

    private static String code(String text) {
        return text.contains("`") ? "`` " + text + " ``" : "`" + text + "`";
    }
}
