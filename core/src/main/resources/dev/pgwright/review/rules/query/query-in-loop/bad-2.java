import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

class Prices {
    void save(Connection connection, List<Price> prices) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into prices (product, cents) values (?, ?)")) {
            for (Price price : prices) {
                insert.setLong(1, price.product());
                insert.setInt(2, price.cents());
// @finds one round trip each time
                insert.executeUpdate();
            }
        }
    }
}
