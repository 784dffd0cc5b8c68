package dev.pgwright.workload;

import dev.pgwright.catalog.QualifiedName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs queries in an open transaction and hands over their rows as they come. */
final class FactsQuery {
    private static final int ROWS_AT_ONCE = 1_000;

    private final Connection connection;

    FactsQuery(Connection connection) {
        this.connection = connection;
    }

    /** Takes a row. */
    interface Visitor {
        void visit(Row row) throws SQLException;
    }

    /** The current row, by column label. */
    record Row(ResultSet results) {
        /** Empty for null. */
        String text(String label) throws SQLException {
            String value = results.getString(label);
            return value == null ? "" : value;
        }

        @Nullable String textOrNull(String label) throws SQLException {
            return results.getString(label);
        }

        /** 0 for null. */
        long number(String label) throws SQLException {
            return results.getLong(label);
        }

        double fraction(String label) throws SQLException {
            return results.getDouble(label);
        }

        boolean flag(String label) throws SQLException {
            return results.getBoolean(label);
        }

        QualifiedName name(String schema, String name) throws SQLException {
            return QualifiedName.of(text(schema), text(name));
        }

        List<String> texts(String label) throws SQLException {
            Array array = results.getArray(label);
            List<String> values = new ArrayList<>();
            if (array != null) {
                for (Object value : (Object[]) array.getArray()) {
                    values.add(String.valueOf(value));
                }
            }
            return values;
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void each(String sql, Visitor visitor) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet results = statement.executeQuery(sql)) {
                Row row = new Row(results);
                while (results.next()) {
                    visitor.visit(row);
                }
            }
        }
    }

    /** Runs a query that the server may refuse; its refusal, if it does. What was visited before it stays so. */
    Optional<SQLException> attempt(String sql, Visitor visitor) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            each(sql, visitor);
            connection.releaseSavepoint(savepoint);
            return Optional.empty();
        } catch (SQLException e) {
            connection.rollback(savepoint);
            return Optional.of(e);
        }
    }
}
