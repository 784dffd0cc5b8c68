import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.JdbcTemplate;

class Customers {
    private static final String ALL = "select id, name from customers";

    ResultSet named(Connection connection, String name) throws SQLException {
// @finds The value of name becomes a part of the SQL that is run here as it is
        return connection.createStatement().executeQuery(ALL + " where name = '" + name + "'");
    }

    Object sorted(JdbcTemplate jdbc, String column, int limit) {
        StringBuilder sql = new StringBuilder(ALL);
        if (column != null) {
// @finds The value of column becomes a part of the SQL
            sql.append(" order by ").append(column.trim());
        }
        sql.append(" limit ").append(limit);
        return jdbc.queryForList(sql.toString());
    }
}
