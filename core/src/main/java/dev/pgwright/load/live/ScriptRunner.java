package dev.pgwright.load.live;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.sql.tree.CreateRoleStmt;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Runs the statements of parsed files in one session. */
final class ScriptRunner {
    static final String DEPENDENT_OBJECTS_STILL_EXIST = "2BP01";

    private static final String DUPLICATE_OBJECT = "42710";
    private static final String UNDEFINED_OBJECT = "42704";
    private static final Pattern MISSING_ROLE = Pattern.compile("role \"(.*)\" does not exist");
    private static final Pattern MISSING_EXTENSION = Pattern.compile("extension \"(.*)\" is not available");

    private final Connection connection;
    private final List<String> roles;

    /** Roles that come into being are added to the list. */
    ScriptRunner(Connection connection, List<String> roles) {
        this.connection = connection;
        this.roles = roles;
    }

    void run(ParsedSql file) throws SQLException {
        for (Statement statement : file.statements()) {
            // its rows are no part of a schema
            if (!(statement.tree() instanceof CopyStmt)) {
                run(file.source(), statement);
            }
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            // the braces of JDBC's escapes are PostgreSQL's array literals
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private void run(SourceFile file, Statement statement) throws SQLException {
        String sql = statement.span().of(file.text());
        if (statement.tree() instanceof CreateRoleStmt role && role.role() != null) {
            roles.add(role.role());
        }
        // as many attempts as there may be missing roles, plus one
        for (int attempt = 0; ; attempt++) {
            try {
                execute(connection, sql);
                return;
            } catch (SQLException e) {
                boolean roleIsThere =
                        statement.tree() instanceof CreateRoleStmt && DUPLICATE_OBJECT.equals(e.getSQLState());
                if (roleIsThere) {
                    return;
                }
                if (attempt > 20 || !createMissingRole(e)) {
                    throw fault(file, statement, e);
                }
            }
        }
    }

    /** Dumps name the owners and grantees of another server. */
    private boolean createMissingRole(SQLException e) throws SQLException {
        Matcher missing = MISSING_ROLE.matcher(String.valueOf(message(e)));
        if (!UNDEFINED_OBJECT.equals(e.getSQLState()) || !missing.find() || inTransaction()) {
            return false;
        }
        roles.add(missing.group(1));
        execute(connection, "CREATE ROLE " + Identifiers.quoteIdentifier(missing.group(1)));
        return true;
    }

    /** The failure has ended a transaction that the script opened; nothing can be made in it. */
    private boolean inTransaction() {
        try {
            execute(connection, "SELECT 1");
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    private static PgwrightException fault(SourceFile file, Statement statement, SQLException e) {
        int offset = statement.span().start();
        ServerErrorMessage server = e instanceof PSQLException fault ? fault.getServerErrorMessage() : null;
        if (server == null) {
            return new PgwrightException(ErrorCode.SERVER, file.place(offset), String.valueOf(e.getMessage()), null, e);
        }
        if (server.getPosition() > 0) {
            // the server counts characters from 1
            String sql = statement.span().of(file.text());
            offset +=
                    sql.offsetByCodePoints(0, Math.min(server.getPosition() - 1, sql.codePointCount(0, sql.length())));
        }
        String message = Stream.of(server.getMessage(), server.getDetail())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(": "));
        return new PgwrightException(ErrorCode.INPUT, file.place(offset), message, hint(server), e);
    }

    private static @Nullable String hint(ServerErrorMessage server) {
        Matcher extension = MISSING_EXTENSION.matcher(String.valueOf(server.getMessage()));
        if (extension.find()) {
            return "run it on a server that has the extension " + extension.group(1);
        }
        return server.getHint();
    }

    private static @Nullable String message(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException fault ? fault.getServerErrorMessage() : null;
        return server == null ? e.getMessage() : server.getMessage();
    }
}
