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
     * @param meaning what it is in the access pattern; null where SQL that the requirements give compares no column with it
     */
    public record Parameter(
            String name,
            String type,
            @Nullable ColumnName column,
            String sample,
            @Nullable Meaning meaning) {
        public Parameter(String name, String type, @Nullable ColumnName column, String sample) {
            this(name, type, column, sample, null);
        }
    }

    /**
     * What the application passes in a parameter, in the words of the access pattern.
     *
     * @param path of the filter or the sort key; of {@link Part#SET} and {@link Part#TENANT} the column, as in SQL that
     *     the requirements give
     */
    public record Meaning(Part part, String path) {}

    /** The part of an access pattern that a parameter belongs to. */
    public enum Part {
        TENANT,
        /** The value that a filter compares with. */
        FILTER,
        /** What the values that a filter finds begin with. */
        START,
        /** The inclusive lower bound of a range. */
        FROM,
        /** The exclusive upper bound of a range. */
        TO,
        /** A sort key of the last row seen; the parameter's sample stands for none. */
        SEEN,
        /** A new value. */
        SET
    }
}
