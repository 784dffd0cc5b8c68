package dev.pgwright.twin;

import java.util.List;

/**
 * A statement to be planned.
 *
 * @param sql one statement with {@code $1}-style parameters, no final semicolon
 * @param types SQL types of the parameters in order; those left out are the server's to find
 * @param arguments an SQL expression for each parameter
 */
public record TwinQuery(String sql, List<String> types, List<String> arguments) {
    public TwinQuery {
        types = List.copyOf(types);
        arguments = List.copyOf(arguments);
    }

    /** A statement without parameters. */
    public static TwinQuery of(String sql) {
        return new TwinQuery(sql, List.of(), List.of());
    }
}
