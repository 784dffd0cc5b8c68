package dev.pgwright.migrate.rehearse;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
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
import dev.pgwright.sql.tree.CreateSchemaStmt;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
     * @throws PgwrightException if the server cannot be asked, or a statement does not parse; one that fails is part of
     *     the result
     */
    public static Result run(PostgresServer server, MigrationHistory history, Predicate<Migration> traced) {
        return Rehearsals.run(
                () -> Rehearsals.inNewDatabase(server, null, database -> run(server, database, history, traced)));
    }

    private static Result run(
            PostgresServer server, String database, MigrationHistory history, Predicate<Migration> traced)
            throws SQLException {
        SchemaFold schema = SchemaFold.empty(server.version().major());
        List<TracedStatement> reported = new ArrayList<>();
        ParsedSql session = Sql.parse(SourceFile.of("", history.session()));
        for (Migration migration : history.migrations()) {
            begin(session, schema);
            List<TracedStatement> statements = run(server, database, history.session(), migration.up(), schema);
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

    /** What the tool sets before a script, and the schemas that it makes. */
    private static void begin(ParsedSql session, SchemaFold schema) {
        for (Statement statement : session.statements()) {
            if (statement.tree() instanceof VariableSetStmt || statement.tree() instanceof CreateSchemaStmt) {
                schema.apply(statement, session.source().text());
            }
        }
    }

    private static List<TracedStatement> run(
            PostgresServer server, String database, String before, Script script, SchemaFold schema)
            throws SQLException {
        SourceFile source = script.sql();
        ParsedSql parsed = script.parsed();
        if (!parsed.errors().isEmpty()) {
            ScriptFailure fault = ScriptFailure.of(script, parsed.errors().get(0));
            throw new PgwrightException(
                    ErrorCode.INPUT, fault.place(), fault.message(), "what does not parse cannot be run");
        }
        List<TracedStatement> statements = new ArrayList<>();
        try (ScriptSession session = new ScriptSession(
                server, database, before, script, parsed.statements().size())) {
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
                            seen.get().held(),
                            TraceComparison.differences(predicted, observed)));
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
