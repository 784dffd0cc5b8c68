package dev.pgwright.migrate.rehearse;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.plan.steps.RowExpression;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server whether an expression gives a value of a type for each row, and depends on nothing else: it is tried as that
 * of a generated column, in a database that is thrown away. There, what depends on no more than the labels of an enum is
 * made immutable, and for what a user says also what depends on no more than the settings that a trigger fixes.
 */
final class ExpressionCheck {
    /** The SQLSTATE of a value that is not of the type of its column, and has no assignment cast to it. */
    static final String OTHER_TYPE = "42804";

    private static final String VALUE = "pgwright_value";
    private static final String SCHEMA = "pgwright_check";

    private static final String ENUMS = "'enum_in', 'enum_out', 'json_in'";

    /** STABLE in PostgreSQL 14 to 18 because of DateStyle, IntervalStyle or TimeZone, or of the types that they take. */
    private static final String SETTINGS = ENUMS
            + ", 'to_char', 'to_date', 'to_timestamp', 'concat', 'concat_ws', 'format', 'date_in', 'date_out',"
            + " 'timestamp_in', 'timestamp_out', 'timestamptz_in', 'timestamptz_out', 'time_in', 'timetz_in',"
            + " 'interval_in', 'interval_out', 'extract', 'date_part', 'date_trunc', 'timestamptz', 'timestamp', 'date',"
            + " 'time', 'timetz', 'array_in', 'array_out', 'array_to_string'";

    private final Connection connection;

    private ExpressionCheck(Connection connection) {
        this.connection = connection;
    }

    /**
     * What the server says.
     *
     * @param sql the expression as PostgreSQL says it, of the type that was asked for; null where it is refused
     * @param state the SQLSTATE of the refusal; empty where there is none
     * @param failure its message
     */
    record Answer(@Nullable String sql, String state, String failure) {}

    /** A check in an empty database that gets both schemas' types; empty where it cannot have them. */
    static Optional<ExpressionCheck> in(Connection connection, Catalog from, Catalog to) throws SQLException {
        try {
            PlanTrial.make(connection, from);
            PlanTrial.make(connection, added(from, to));
        } catch (PgwrightException notMade) {
            return Optional.empty();
        }
        connection.setAutoCommit(false);
        return Optional.of(new ExpressionCheck(connection));
    }

    /** The types that the second schema has more. */
    private static Catalog added(Catalog from, Catalog to) {
        return new Catalog(
                List.of(),
                List.of(),
                added(from.enums(), to.enums(), type -> type.name()),
                added(from.domains(), to.domains(), type -> type.name()),
                added(from.composites(), to.composites(), type -> type.name()),
                added(from.ranges(), to.ranges(), type -> type.name()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Access.NONE,
                List.of(),
                List.of(),
                List.of());
    }

    private static <T> List<T> added(List<T> before, List<T> after, Function<T, Object> name) {
        List<Object> known = before.stream().map(name).toList();
        return after.stream().filter(each -> !known.contains(name.apply(each))).toList();
    }

    /**
     * Asks.
     *
     * @param fixed whether the settings of a session are fixed where it is used
     */
    Answer ask(Table table, String expression, String type, boolean fixed) {
        try {
            RowExpression.of(expression);
        } catch (PgwrightException e) {
            return new Answer(null, "42601", String.valueOf(e.getMessage()));
        }
        return Rehearsals.run(() -> {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                return ask(statement, table, expression, type, fixed);
            } finally {
                connection.rollback();
            }
        });
    }

    private static Answer ask(Statement statement, Table table, String expression, String type, boolean fixed)
            throws SQLException {
        String name = quoteIdentifier(SCHEMA, table.name().name());
        String columns = table.columns().stream()
                .map(column -> quoteIdentifier(column.name()) + " " + SingleDdl.type(column.type()) + collation(column))
                .collect(Collectors.joining(", "));
        statement.execute("UPDATE pg_catalog.pg_proc SET provolatile = 'i' WHERE provolatile = 's'"
                + " AND pronamespace = 'pg_catalog'::regnamespace AND proname IN (" + (fixed ? SETTINGS : ENUMS)
                + ")");
        statement.execute("CREATE SCHEMA " + SCHEMA + "; CREATE TABLE " + name + " (" + columns + ")");
        String given = "";
        try {
            statement.execute(
                    "CREATE VIEW " + SCHEMA + ".pgwright_type AS SELECT (" + expression + "\n) AS value FROM " + name);
            given = single(
                    statement,
                    "SELECT pg_catalog.format_type(a.atttypid, a.atttypmod) FROM pg_catalog.pg_attribute a"
                            + " WHERE a.attrelid = '" + SCHEMA + ".pgwright_type'::pg_catalog.regclass");
            String kind = SingleDdl.type(type);
            String add = "ALTER TABLE " + name + " ADD COLUMN ";
            String value = " " + kind + " GENERATED ALWAYS AS ((" + expression + "\n)";
            statement.execute(add + "pgwright_assigned" + value + ") STORED");
            // of an assignment nobody asks whether its cast is immutable
            statement.execute(add + VALUE + value + (given.equals(type) ? "" : "::" + kind) + ") STORED");
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            String message =
                    String.valueOf(e.getMessage()).replaceFirst("^ERROR: ", "").replaceFirst("(?s)\\n.*", "");
            return new Answer(null, state, state.equals(OTHER_TYPE) ? "it is of type " + given : message);
        }
        statement.execute("SET LOCAL search_path = ''");
        String sql = single(
                statement,
                "SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) FROM pg_catalog.pg_attrdef d"
                        + " JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum"
                        + " WHERE a.attname = '" + VALUE + "'");
        return new Answer(sql, "", "");
    }

    private static String collation(Column column) {
        return column.collation() == null ? "" : " COLLATE " + column.collation();
    }

    private static String single(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return Objects.requireNonNull(rows.getString(1));
        }
    }
}
