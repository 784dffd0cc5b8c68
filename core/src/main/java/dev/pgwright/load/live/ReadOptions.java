package dev.pgwright.load.live;

import java.util.List;

/**
 * What of a database is to be read.
 *
 * @param schemas names of schemas; empty means all but PostgreSQL's own ({@code pg_*}, {@code information_schema})
 */
public record ReadOptions(List<String> schemas) {
    public static final ReadOptions ALL = new ReadOptions(List.of());

    public ReadOptions {
        schemas = List.copyOf(schemas);
    }

    public static ReadOptions schemas(String... names) {
        return new ReadOptions(List.of(names));
    }
}
