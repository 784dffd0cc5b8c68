package dev.pgwright.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a statement, every value in its text form.
 *
 * @param columns names of the result columns; empty when the statement returns no rows
 * @param values the rows in the server's order
 * @param affected rows inserted, updated or deleted; the number of rows returned where it returns some
 */
public record Rows(List<String> columns, List<List<@Nullable String>> values, long affected) {
    public static final Rows NONE = new Rows(List.of(), List.of(), 0);

    public Rows {
        columns = List.copyOf(columns);
        List<List<@Nullable String>> copies = new ArrayList<>();
        for (List<@Nullable String> row : values) {
            copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        values = Collections.unmodifiableList(copies);
    }

    /** The values of the first column, in order. */
    public List<@Nullable String> first() {
        List<@Nullable String> result = new ArrayList<>();
        for (List<@Nullable String> row : values) {
            result.add(row.get(0));
        }
        return result;
    }

    /**
     * The only value of the only row.
     *
     * @throws IllegalStateException if there is another number of rows or it is null
     */
    public String single() {
        String value = values.size() == 1 ? values.get(0).get(0) : null;
        if (value == null) {
            throw new IllegalStateException("one value was expected, not " + values);
        }
        return value;
    }
}
