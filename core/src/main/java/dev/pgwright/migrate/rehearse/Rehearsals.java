package dev.pgwright.migrate.rehearse;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.source.Place;
import dev.pgwright.sql.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Work on a server that is thrown away. */
final class Rehearsals {
    private Rehearsals() {}

    /** What may fail because the server does. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /** What is done with a database. */
    interface DatabaseWork<T> {
        T run(String database) throws SQLException;
    }

    /**
     * Does something with a new database, and drops it.
     *
     * @param template what it is a copy of; null for an empty one
     */
    static <T> T inNewDatabase(Postgres server, @Nullable String template, DatabaseWork<T> work) throws SQLException {
        String database = "pgwright_" + UUID.randomUUID().toString().replace("-", "");
        String source = template == null ? "template0" : template;
        administer(server, "create database " + database + " template " + Identifiers.quoteIdentifier(source));
        Thread hook = new Thread(() -> dropAtEnd(server, database), "drop " + database);
        boolean embedded = server instanceof PostgresServer;
        if (!embedded) {
            // an embedded server ends with the program, somebody else's does not
            Runtime.getRuntime().addShutdownHook(hook);
        }
        try {
            return work.run(database);
        } finally {
            drop(server, database);
            if (!embedded) {
                forget(hook);
            }
        }
    }

    private static void drop(Postgres server, String database) throws SQLException {
        administer(server, "drop database if exists " + database + " with (force)");
    }

    private static void dropAtEnd(Postgres server, String database) {
        try {
            drop(server, database);
        } catch (SQLException e) {
            throw new IllegalStateException("the database " + database + " is left: " + e.getMessage(), e);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the program ends already, and the hook with it
            return;
        }
    }

    private static void administer(Postgres server, String sql) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Runs it.
     *
     * @throws PgwrightException if the server cannot be asked
     */
    static <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new PgwrightException(
                    ErrorCode.SERVER, Place.UNKNOWN, "the server failed: " + e.getMessage(), null, e);
        }
    }
}
