package dev.pgwright.load.live;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.server.Postgres;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Skipped;
import dev.pgwright.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What SQL makes of an empty database, found out by running it. The server executes what the files say, with all its
 * privileges: it should be one that is thrown away.
 */
public final class ExecutedSource {
    private static final Pattern COMMAND = Pattern.compile("\\\\(\\w+)");

    /** Commands of psql by which SQL comes from elsewhere or runs only sometimes: without them the schema is another. */
    private static final Set<String> COMMANDS_THAT_MATTER =
            Set.of("i", "ir", "include", "include_relative", "if", "gexec");

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
        List<ParsedSql> parsed = parse(files);
        String database = "pgwright_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection administration = server.connect()) {
            ScriptRunner.execute(
                    administration,
                    "CREATE DATABASE " + Identifiers.quoteIdentifier(database) + " TEMPLATE template0 ENCODING 'UTF8'");
            List<String> roles = new ArrayList<>();
            try {
                return load(server, database, parsed, options, roles);
            } finally {
                ScriptRunner.execute(
                        administration, "DROP DATABASE " + Identifiers.quoteIdentifier(database) + " WITH (FORCE)");
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

    private static List<ParsedSql> parse(List<SourceFile> files) {
        List<ParsedSql> parsed = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (SourceFile file : files) {
            ParsedSql sql = Sql.parse(file);
            parsed.add(sql);
            sql.errors()
                    .forEach(error ->
                            problems.add(new Problem(file.place(error.span().start()), error.message(), null)));
            sql.skipped().forEach(skipped -> refusal(file, skipped).ifPresent(problems::add));
        }
        if (!problems.isEmpty()) {
            throw new PgwrightException(ErrorCode.INPUT, problems);
        }
        return parsed;
    }

    private static Optional<Problem> refusal(SourceFile file, Skipped skipped) {
        Matcher command = COMMAND.matcher(skipped.span().of(file.text()));
        boolean matters = skipped.kind() == Skipped.Kind.META_COMMAND
                && command.lookingAt()
                && COMMANDS_THAT_MATTER.contains(command.group(1));
        return matters
                ? Optional.of(new Problem(
                        file.place(skipped.span().start()),
                        "psql's command " + command.group() + " is not carried out here",
                        "give the files that psql would read, in their order"))
                : Optional.empty();
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
