package dev.pgwright.design.write;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.design.decide.Design;
import java.util.List;

/** Literals to try a query with, where no stored row gives one. */
final class Samples {
    private Samples() {}

    static String of(String type) {
        if (type.startsWith("numeric")) {
            return "1";
        }
        if (type.endsWith("[]")) {
            return "'{}'";
        }
        return switch (type) {
            case "boolean" -> "true";
            case "integer", "bigint" -> "1";
            case "date" -> "'2027-01-01'";
            case "timestamp with time zone" -> "'2027-01-01 00:00:00+00'";
            case "time without time zone" -> "'08:00'";
            case "interval" -> "'1 hour'";
            case "uuid" -> "'00000000-0000-7000-8000-000000000001'";
            case "point" -> "'(13.4,52.5)'";
            case "inet" -> "'192.0.2.1'";
            case "jsonb" -> "'{}'";
            case "tstzrange" -> "'[2027-01-01 08:00+00,2027-01-01 09:00+00)'";
            case "daterange" -> "'[2027-01-01,2027-01-02)'";
            default -> "'sample'";
        };
    }

    /**
     * A value for a new row. Times ascend with the position of the column, so that a start comes before its end.
     *
     * @param position of the column in its table
     */
    static String fresh(Design design, ColumnName column, String type, int position) {
        List<String> examples = design.examples().getOrDefault(column, List.of());
        if (!examples.isEmpty()) {
            return examples.get(examples.size() - 1);
        }
        return switch (type) {
            case "date" -> "'2031-01-%02d'".formatted(1 + position % 28);
            case "timestamp with time zone" -> "'2031-01-%02d 08:00:00+00'".formatted(1 + position % 28);
            default ->
                design.catalog().enums().stream()
                        .filter(known -> known.name().toString().equals(type.replace("\"", "")))
                        .findFirst()
                        .map(known -> "'" + known.values().get(0) + "'")
                        .orElseGet(() -> of(type));
        };
    }
}
