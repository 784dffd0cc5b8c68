package dev.pgwright.server;

import java.sql.Connection;
import java.util.List;

/** A PostgreSQL that can be connected to, embedded or somebody else's. Safe for use by several threads. */
public interface Postgres {
    ServerVersion version();

    /** The database of {@link #connect()}. */
    String database();

    /**
     * A new session of the caller's own, in autocommit mode, in the default database.
     *
     * @throws dev.pgwright.finding.PgwrightException if the server cannot be reached or refuses
     */
    default Connection connect() {
        return connect(database());
    }

    /**
     * A new session of the caller's own, in autocommit mode.
     *
     * @throws dev.pgwright.finding.PgwrightException if the server cannot be reached or refuses
     */
    Connection connect(String database);

    /** The server and a database as a {@code postgresql://} address without any password, to show to people. */
    String uri(String database);

    /** What a person should know about this server before trusting what is said of it; mostly empty. */
    default List<String> warnings() {
        return List.of();
    }
}
