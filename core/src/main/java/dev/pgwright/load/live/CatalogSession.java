package dev.pgwright.load.live;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs catalog queries, each restricted to the namespaces that are read. */
final class CatalogSession {
    private static final Pattern NOT_MEMBER = Pattern.compile("\\{not member (\\w+) ([\\w.]+)\\}");

    private static final Pattern COMMENT = Pattern.compile("\\{comment (\\w+) ([\\w.]+)(?: ([\\w.]+))?\\}");

    private static final int ROWS_AT_A_TIME = 5000;

    private final Connection connection;
    private final int version;
    private final String namespaces;

    /** Turns a row into an object. */
    interface Mapper<T> {
        T map(Row row) throws SQLException;
    }

    /** Takes a row. */
    interface Visitor {
        void visit(Row row) throws SQLException;
    }

    /** Version is the server's major one; namespaces are oids. */
    CatalogSession(Connection connection, int version, List<Long> namespaces) {
        this.connection = connection;
        this.version = version;
        this.namespaces = namespaces.stream().map(String::valueOf).collect(Collectors.joining(",", "'{", "}'::oid[]"));
    }

    int version() {
        return version;
    }

    /** One text on servers of this version or later, another one before. */
    String since(int major, String newer, String older) {
        return version >= major ? newer : older;
    }

    /** Whether the role may read a column of a catalog. */
    boolean may(String catalog, String column) throws SQLException {
        return list(
                        "select has_column_privilege('pg_catalog." + catalog + "', '" + column + "', 'SELECT') as may",
                        row -> row.flag("may"))
                .get(0);
    }

    <T> List<T> list(String sql, Mapper<T> mapper) throws SQLException {
        List<T> items = new ArrayList<>();
        each(sql, row -> items.add(mapper.map(row)));
        return items;
    }

    /**
     * Runs a query. <code>{namespaces}</code> in it is the array of the namespaces' oids; <code>{not member CLASS OID}
     * </code> is the condition that an object of that catalog belongs to no extension; <code>{comment CLASS OID}</code> and
     * <code>{comment CLASS OID COLUMN}</code> are its comment, without the cost of a call of {@code obj_description} each.
     */
    void each(String sql, Visitor visitor) throws SQLException {
        String expanded = NOT_MEMBER
                .matcher(sql.replace("{namespaces}", namespaces))
                .replaceAll(
                        "not exists (select from pg_depend membership where membership.classid = '$1'::regclass and membership.objid = $2"
                                + " and membership.deptype = 'e')");
        expanded = COMMENT.matcher(expanded)
                .replaceAll(comment -> "(select description.description from pg_description description"
                        + " where description.objoid = " + comment.group(2)
                        + " and description.classoid = '" + comment.group(1) + "'::regclass"
                        + " and description.objsubid = " + (comment.group(3) == null ? "0" : comment.group(3)) + ")");
        try (Statement statement = connection.createStatement()) {
            // in a transaction rows come by as many at a time, so that memory does not hold a large answer twice
            statement.setFetchSize(ROWS_AT_A_TIME);
            visit(statement.executeQuery(expanded), visitor);
        }
    }

    private static void visit(ResultSet results, Visitor visitor) throws SQLException {
        try (results) {
            Row row = new Row(results);
            while (results.next()) {
                visitor.visit(row);
            }
        }
    }
}
