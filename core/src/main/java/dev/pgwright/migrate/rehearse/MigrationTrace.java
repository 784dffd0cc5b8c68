package dev.pgwright.migrate.rehearse;

import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.locks.LockTable;
import dev.pgwright.locks.StatementEffects;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.StatementTrace;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Runs a history on a server that is thrown away, and observes the locks, rewrites and scans of the migrations that are
 * asked for beside what the lock table says of them. The tables are as empty as the migrations leave them.
 */
public final class MigrationTrace {
    private MigrationTrace() {}

    /**
     * What was run.
     *
     * @param statements of the migrations that were asked for, in order, up to the first that failed
     * @param failure the statement that failed, wherever it was; empty if none did
     */
    public record Result(List<TracedStatement> statements, Optional<TracedStatement> failure) {
        public Result {
            statements = List.copyOf(statements);
        }
    }

    /**
     * Runs the migrations in order, in a new database that is dropped afterwards.
     *
     * @param traced which migrations are reported; those before them are run as well
     * @throws dev.pgwright.finding.PgwrightException if the server cannot be asked; a failing statement is part of the
     *     result
     */
    public static Result run(PostgresServer server, MigrationHistory history, Predicate<Migration> traced) {
        return Rehearsals.run(() -> inNewDatabase(server, history, traced));
    }

    private static Result inNewDatabase(PostgresServer server, MigrationHistory history, Predicate<Migration> traced)
            throws SQLException {
        String database = "pgwright_" + UUID.randomUUID().toString().replace("-", "");
        server.createDatabase(database);
        try {
            return run(server, database, history, traced);
        } finally {
            server.dropDatabase(database);
        }
    }

    private static Result run(
            PostgresServer server, String database, MigrationHistory history, Predicate<Migration> traced)
            throws SQLException {
        SchemaFold schema = SchemaFold.empty(server.version().major());
        List<TracedStatement> reported = new ArrayList<>();
        for (Migration migration : history.migrations()) {
            List<TracedStatement> statements = run(server, database, migration.up(), schema);
            if (traced.test(migration)) {
                reported.addAll(statements);
            }
            Optional<TracedStatement> failed = statements.stream()
                    .filter(statement -> !statement.observed().succeeded())
                    .findFirst();
            if (failed.isPresent()) {
                return new Result(reported, failed);
            }
        }
        return new Result(reported, Optional.empty());
    }

    private static List<TracedStatement> run(PostgresServer server, String database, Script script, SchemaFold schema)
            throws SQLException {
        SourceFile source = script.sql();
        ParsedSql parsed = Sql.parse(source);
        List<TracedStatement> statements = new ArrayList<>();
        try (ScriptSession session =
                new ScriptSession(server, database, script, parsed.statements().size())) {
            for (Statement statement : parsed.statements()) {
                StatementEffects predicted = LockTable.effects(statement, schema.state());
                String sql = statement.span().of(source.text());
                Optional<ScriptSession.Observation> seen = session.run(statement, sql, predicted);
                schema.apply(statement, source.text());
                if (seen.isPresent()) {
                    StatementTrace observed = seen.get().trace();
                    statements.add(new TracedStatement(
                            script.source(),
                            script.inSource(statement.span()),
                            predicted,
                            observed,
                            TraceComparison.differences(
                                    predicted, observed, seen.get().held())));
                    if (!observed.succeeded()) {
                        return statements;
                    }
                }
            }
            session.end();
        }
        return statements;
    }
}
