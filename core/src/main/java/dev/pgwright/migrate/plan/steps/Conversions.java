package dev.pgwright.migrate.plan.steps;

import java.util.List;
import java.util.Map;

/**
 * How values become others.
 *
 * @param types of columns that get another type, by the column's name
 * @param regroupings of columns that become others of their table
 * @param moves of columns that go to another table
 */
public record Conversions(Map<String, Conversion> types, List<Regrouping> regroupings, List<Move> moves) {
    public static final Conversions NONE = new Conversions(Map.of(), List.of(), List.of());

    public Conversions {
        types = Map.copyOf(types);
        regroupings = List.copyOf(regroupings);
        moves = List.copyOf(moves);
    }
}
