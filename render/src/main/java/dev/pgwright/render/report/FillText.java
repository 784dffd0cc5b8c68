package dev.pgwright.render.report;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.data.DatabaseFill;
import dev.pgwright.data.DatabaseFill.Filled;
import dev.pgwright.data.LeftOut;
import dev.pgwright.finding.Count;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** What came of synthetic rows, for people and programs. */
public final class FillText {
    private FillText() {}

    /** A line for each table. */
    public static String text(DatabaseFill.Result result) {
        StringBuilder text = new StringBuilder();
        for (Filled table : result.filled()) {
            text.append(String.format(Locale.ROOT, "%,13d rows  %s%n", table.rows(), table.table()));
        }
        leftOut(result.leftOut(), text);
        return text.append(String.format(
                        Locale.ROOT,
                        "%,d rows in %s%n",
                        result.rows(),
                        Count.of(result.filled().size(), "table")))
                .toString();
    }

    /** A line for each table without rows. */
    static void leftOut(List<LeftOut> tables, StringBuilder text) {
        for (LeftOut table : tables) {
            text.append("No rows: ").append(table.table()).append(": ").append(table.reason());
            if (!table.referring().isEmpty()) {
                text.append("; referred to by ")
                        .append(table.referring().stream()
                                .map(QualifiedName::toString)
                                .collect(Collectors.joining(", ")));
            }
            text.append('\n');
        }
    }

    /** The same as JSON. */
    public static String json(DatabaseFill.Result result) {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeNumberProperty("rows", result.rows());
            json.writeArrayPropertyStart("tables");
            for (Filled table : result.filled()) {
                json.writeStartObject();
                json.writeStringProperty("table", table.table().toString());
                json.writeNumberProperty("rows", table.rows());
                json.writeNumberProperty("bytes", table.bytes());
                json.writeNumberProperty("seconds", table.seconds());
                json.writeEndObject();
            }
            json.writeEndArray();
            write(json, result.leftOut());
            json.writeEndObject();
        });
    }

    /** The property {@code leftOut}. */
    static void write(JsonGenerator json, List<LeftOut> tables) {
        json.writeArrayPropertyStart("leftOut");
        for (LeftOut table : tables) {
            json.writeStartObject();
            json.writeStringProperty("table", table.table().toString());
            json.writeStringProperty("reason", table.reason());
            json.writeArrayPropertyStart("referring");
            table.referring().forEach(name -> json.writeString(name.toString()));
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
