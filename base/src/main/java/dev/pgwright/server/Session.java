package dev.pgwright.server;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One database session for rooms that know no JDBC: statements in, texts out. It speaks SQL for transactions and
 * savepoints, so its connection must stay in autocommit mode. For one thread at a time.
 */
public final class Session implements AutoCloseable {
    private final Connection connection;
    private int depth;

    private Session(Connection connection) {
        this.connection = connection;
    }

    /** Takes over a connection in autocommit mode; closing the session closes it. */
    public static Session of(Connection connection) {
        return new Session(connection);
    }

    /** The connection below, for those that read catalogs through JDBC; the session goes on owning it. */
    public Connection connection() {
        return connection;
    }

    /** The server's version as {@code SHOW server_version_num} gives it, for example 180006. */
    public int serverVersionNumber() {
        return Integer.parseInt(rows("SHOW server_version_num").single());
    }

    /**
     * Runs a statement that must work.
     *
     * @throws PgwrightException if the server refuses it or cannot be reached
     */
    public void execute(String sql) {
        rows(sql);
    }

    /**
     * Runs a query that must work.
     *
     * @param parameters texts for the {@code ?} of the statement; their types are the server's to find
     * @throws PgwrightException if the server refuses it or cannot be reached
     */
    public Rows rows(String sql, @Nullable String... parameters) {
        try {
            return run(sql, parameters);
        } catch (SQLException e) {
            throw refused(sql, e);
        }
    }

    /**
     * Runs a statement that may be refused, and more after it. Inside a transaction a refusal of any of them takes back
     * all of them and nothing else.
     *
     * @return the rows of the first statement, or the first refusal
     * @throws PgwrightException if the server cannot be reached any more
     */
    public Attempt attempt(String sql, String... more) {
        if (depth == 0) {
            return inTurn(sql, more);
        }
        // one round trip; newlines, since a statement may end in a comment; none in front, where it would count as a
        // character
        StringBuilder script = new StringBuilder("SAVEPOINT pgwright_attempt;").append(sql);
        for (String next : more) {
            script.append("\n;").append(next);
        }
        script.append("\n;RELEASE SAVEPOINT pgwright_attempt");
        try {
            return new Attempt(runAll(script.toString()).get(1), null);
        } catch (SQLException e) {
            if (isConnectionLoss(e)) {
                throw refused(sql, e);
            }
            execute("ROLLBACK TO SAVEPOINT pgwright_attempt; RELEASE SAVEPOINT pgwright_attempt");
            return new Attempt(Rows.NONE, SqlFailure.of(e));
        }
    }

    private Attempt inTurn(String sql, String... more) {
        Attempt first = tryOnce(sql);
        for (String next : more) {
            Attempt attempt = first.worked() ? tryOnce(next) : first;
            if (!attempt.worked()) {
                return attempt;
            }
        }
        return first;
    }

    private Attempt tryOnce(String sql) {
        try {
            return new Attempt(run(sql), null);
        } catch (SQLException e) {
            if (isConnectionLoss(e)) {
                throw refused(sql, e);
            }
            return new Attempt(Rows.NONE, SqlFailure.of(e));
        }
    }

    /** Runs work whose effects are taken back whatever it does; such calls may be nested. */
    public <T> T rolledBack(Supplier<T> work) {
        int level = depth;
        execute(level == 0 ? "BEGIN" : "SAVEPOINT pgwright_level_" + level);
        depth++;
        try {
            return work.get();
        } finally {
            depth--;
            if (level == 0) {
                execute("ROLLBACK");
            } else {
                String savepoint = "SAVEPOINT pgwright_level_" + level;
                execute("ROLLBACK TO " + savepoint + "; RELEASE " + savepoint);
            }
        }
    }

    /** Runs work in a transaction of its own: all of its effects stay, or none where it throws. */
    public <T> T committed(Supplier<T> work) {
        if (depth > 0) {
            throw new IllegalStateException("there is a transaction already");
        }
        execute("BEGIN");
        depth++;
        boolean whole = false;
        try {
            T result = work.get();
            whole = true;
            return result;
        } finally {
            depth--;
            execute(whole ? "COMMIT" : "ROLLBACK");
        }
    }

    /** Whether {@link #rolledBack} or {@link #committed} is at work. */
    public boolean isInTransaction() {
        return depth > 0;
    }

    /** Settings, prepared statements and temporary objects as they were when the session began. */
    public void reset() {
        execute("DISCARD ALL");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw refused("closing the session", e);
        }
    }

    private Rows run(String sql, @Nullable String... parameters) throws SQLException {
        if (parameters.length == 0) {
            List<Rows> all = runAll(sql);
            return all.get(all.size() - 1);
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i], Types.OTHER);
            }
            statement.execute();
            return read(statement);
        }
    }

    /** The results of all statements of the text, in order. */
    private List<Rows> runAll(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            List<Rows> all = new ArrayList<>();
            do {
                all.add(read(statement));
            } while (statement.getMoreResults() || statement.getUpdateCount() != -1);
            return all;
        }
    }

    private static Rows read(Statement statement) throws SQLException {
        try (ResultSet result = statement.getResultSet()) {
            if (result == null) {
                return new Rows(List.of(), List.of(), Math.max(0, statement.getLargeUpdateCount()));
            }
            ResultSetMetaData meta = result.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(meta.getColumnLabel(i));
            }
            List<List<@Nullable String>> values = new ArrayList<>();
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    row.add(result.getString(i));
                }
                values.add(row);
            }
            return new Rows(columns, values, values.size());
        }
    }

    private static boolean isConnectionLoss(SQLException e) {
        String state = state(e);
        return state.startsWith("08") || state.startsWith("57P");
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "" : state;
    }

    private static PgwrightException refused(String sql, SQLException e) {
        return new PgwrightException(
                ErrorCode.SERVER, Place.UNKNOWN, SqlFailure.of(e).toString(), "the statement was: " + sql, e);
    }

    /** What became of a statement that might have been refused; {@link #rows()} is empty when it was. */
    public static final class Attempt {
        private final Rows rows;
        private final @Nullable SqlFailure failure;

        private Attempt(Rows rows, @Nullable SqlFailure failure) {
            this.rows = rows;
            this.failure = failure;
        }

        public Rows rows() {
            return rows;
        }

        public Optional<SqlFailure> failure() {
            return Optional.ofNullable(failure);
        }

        public boolean worked() {
            return failure == null;
        }
    }
}
