// @unfixed which columns are in what is copied is not known
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

class Customers {
    void takeOver(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
// @finds The values that are copied go to the columns of customers in the order
            statement.execute("copy customers from '/srv/customers.csv' with (format csv)");
            statement.execute("copy customers (id, name) from '/srv/customers.csv' with (format csv)");
        }
    }
}
