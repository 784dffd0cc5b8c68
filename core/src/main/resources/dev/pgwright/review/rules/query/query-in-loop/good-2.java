import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

class Prices {
    void save(Connection connection, List<List<Price>> batches) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into prices (product, cents) values (?, ?)")) {
            for (List<Price> batch : batches) {
                for (Price price : batch) {
                    insert.setLong(1, price.product());
                    insert.setInt(2, price.cents());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }
}
