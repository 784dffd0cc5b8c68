package dev.pgwright.migrate.rehearse;

import dev.pgwright.load.migrations.Script;
import dev.pgwright.locks.LockTable;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.StatementTrace;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Statement;
import java.sql.SQLException;
import java.util.Optional;

/** Runs a script as its tool would, and stops at the first statement that fails. */
final class Replay {
    private Replay() {}

    /** @param before what the tool runs in a session before a script; empty for nothing */
    static Optional<ScriptFailure> run(PostgresServer server, String database, String before, Script script)
            throws SQLException {
        ParsedSql parsed = script.parsed();
        if (!parsed.errors().isEmpty()) {
            return Optional.of(ScriptFailure.of(script, parsed.errors().get(0)));
        }
        try (ScriptSession session = new ScriptSession(
                server, database, before, script, parsed.statements().size())) {
            for (Statement statement : parsed.statements()) {
                String sql = statement.span().of(script.sql().text());
                Optional<StatementTrace.ServerError> error = session.runUntraced(
                        statement,
                        sql,
                        LockTable.transactions(statement, server.version().major()));
                if (error.isPresent()) {
                    return Optional.of(ScriptFailure.of(
                            script, statement.span(), error.get().message()));
                }
            }
            session.end();
        }
        return Optional.empty();
    }
}
