package dev.pgwright.load.live;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.script.SqlScripts;
import dev.pgwright.server.DatabaseDrop;
import dev.pgwright.server.Postgres;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.ParsedSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What SQL makes of an empty database, found out by running it. The server executes what the files say, with all its
 * privileges: it should be one that is thrown away.
 */
public final class ExecutedSource {
    private ExecutedSource() {}

    /** {@link #load(Postgres, List, ReadOptions)} of all schemas. */
    public static Catalog load(Postgres server, List<SourceFile> files) {
        return load(server, files, ReadOptions.ALL);
    }

    /**
     * Runs files one after the other in a new database, reads its schema and drops it. As psql does, it runs each
     * statement in a transaction of its own unless the file says otherwise. Commands of psql and rows of COPY are
     * skipped; roles that are only named are made, and dropped afterwards.
     *
     * @throws PgwrightException with file, line and column of the statement that fails, with the server's message and
     *     hint; or of all places that do not parse
     */
    public static Catalog load(Postgres server, List<SourceFile> files, ReadOptions options) {
        List<ParsedSql> parsed = SqlScripts.parse(files);
        String database = "pgwright_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection administration = server.connect()) {
            ScriptRunner.execute(
                    administration,
                    "CREATE DATABASE " + Identifiers.quoteIdentifier(database) + " TEMPLATE template0 ENCODING 'UTF8'");
            List<String> roles = new ArrayList<>();
            try {
                return load(server, database, parsed, options, roles);
            } finally {
                DatabaseDrop.drop(server, administration, database);
                dropRoles(administration, roles);
            }
        } catch (SQLException e) {
            throw new PgwrightException(
                    ErrorCode.SERVER,
                    Place.ofObject(server.uri(server.database())),
                    "the SQL cannot be run: " + e.getMessage(),
                    null,
                    e);
        }
    }

    private static Catalog load(
            Postgres server, String database, List<ParsedSql> files, ReadOptions options, List<String> roles)
            throws SQLException {
        try (Connection connection = server.connect(database)) {
            ScriptRunner runner = new ScriptRunner(connection, roles);
            for (ParsedSql file : files) {
                runner.run(file);
            }
        }
        try (Connection connection = server.connect(database)) {
            return CatalogReader.read(connection, options);
        }
    }

    /** A role that something in another database needs by now stays. */
    private static void dropRoles(Connection administration, List<String> roles) throws SQLException {
        for (String role : roles) {
            try {
                ScriptRunner.execute(administration, "DROP ROLE IF EXISTS " + Identifiers.quoteIdentifier(role));
            } catch (SQLException e) {
                if (!ScriptRunner.DEPENDENT_OBJECTS_STILL_EXIST.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }
}
