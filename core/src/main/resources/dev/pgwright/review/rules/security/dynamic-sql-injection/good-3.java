import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

class Customers {
    private static final Set<String> SORTED = Set.of("name", "id");

    PreparedStatement named(Connection connection, int limit) throws SQLException {
        return connection.prepareStatement("select id from customers where name = ? limit " + limit);
    }

    Object sorted(JdbcTemplate jdbc, String column, boolean down) {
        if (!SORTED.contains(column)) {
            throw new IllegalArgumentException(column);
        }
        return jdbc.queryForList("select id from customers order by " + column + (down ? " desc" : ""));
    }

    private Object from(JdbcTemplate jdbc, String table) {
        return jdbc.queryForList("select id from " + table);
    }

    Object both(JdbcTemplate jdbc) {
        return from(jdbc, "customers") == null ? from(jdbc, "suppliers") : null;
    }
}
