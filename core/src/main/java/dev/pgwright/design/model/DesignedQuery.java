package dev.pgwright.design.model;

import dev.pgwright.catalog.ColumnName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query of the design.
 *
 * @param name of its access pattern; also its file name without {@code .sql}
 * @param sql one statement with {@code $1}-style parameters, no final semicolon
 */
public record DesignedQuery(String name, String sql, List<Parameter> parameters) {
    public DesignedQuery {
        parameters = List.copyOf(parameters);
    }

    /**
     * A parameter, in order of its number.
     *
     * @param type SQL type name
     * @param column whose values it takes, for trying the query on existing rows; null when there is none
     * @param sample a SQL literal to use where no column gives one
     */
    public record Parameter(
            String name, String type, @Nullable ColumnName column, String sample) {}
}
