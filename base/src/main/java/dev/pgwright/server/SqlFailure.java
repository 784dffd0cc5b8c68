package dev.pgwright.server;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the server said when it refused a statement. Its fields are those of the error message that the server sent
 * (PostgreSQL documentation 53.8, "Error and Notice Message Fields"); those it did not send are null.
 *
 * @param sqlState five characters
 * @param message the primary message, in the server's language
 * @param constraint the name of the constraint, or of the unique index, that was violated
 * @param table the table of the constraint or column; a partition where the row was on its way into one
 * @param dataType the domain or type concerned
 * @param position of the fault in the statement, in characters from 1; 0 when the server gave none
 */
public record SqlFailure(
        String sqlState,
        String message,
        @Nullable String detail,
        @Nullable String hint,
        @Nullable String schema,
        @Nullable String table,
        @Nullable String column,
        @Nullable String constraint,
        @Nullable String dataType,
        int position) {
    /** What the server said by an exception; of one that came from elsewhere only the text. */
    public static SqlFailure of(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        if (server == null) {
            String message = e.getMessage();
            return new SqlFailure(state, message == null ? "" : message, null, null, null, null, null, null, null, 0);
        }
        String message = server.getMessage();
        return new SqlFailure(
                state,
                message == null ? "" : message,
                server.getDetail(),
                server.getHint(),
                server.getSchema(),
                server.getTable(),
                server.getColumn(),
                server.getConstraint(),
                server.getDatatype(),
                server.getPosition());
    }

    /** The message with its detail, without where in the server's own code it arose. */
    public String withDetail() {
        return this + (detail == null ? "" : ": " + detail);
    }

    @Override
    public String toString() {
        return message + " (SQLSTATE " + sqlState + ")";
    }
}
