package shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders, by JDBC and Spring. Lines that end in "fault" have one. */
class OrderRepository {
    private static final String COLUMNS = "id, customer_id, created_at";
    private static final String BY_CUSTOMER = "select " + COLUMNS + " from orders where customer_id = ?";

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final JdbcClient client;

    OrderRepository(JdbcTemplate jdbc, NamedParameterJdbcTemplate named, JdbcClient client) {
        this.jdbc = jdbc;
        this.named = named;
        this.client = client;
    }

    List<Order> ofCustomer(long customer) {
        return jdbc.query(BY_CUSTOMER, Order::read, customer);
    }

    List<Order> unpaid(long customer) {
        return jdbc.query(BY_CUSTOMER + " and payed_at is null", Order::read, customer); // fault: column
    }

    /** Grüße: what stands before a statement moves no place. */
    List<Order> withItems(String product) {
        List<Order> orders = named.query("""
                select o.id, o.customer_id, o.created_at
                from orders o
                join items i on i.order_id = o.id
                where i.product = :product
                  and i.price > 0
                """, java.util.Map.of("product", product), Order::read);
        for (Order order : orders) {
            order.items(jdbc.query("select id, product from items where order_id = ?", Item::read, order.id())); // fault: n+1
        }
        return orders;
    }

    List<Order> search(String email, String sort, boolean open) {
        StringBuilder sql = new StringBuilder("select o.id from orders o join customers c on c.id = o.customer_id where true");
        if (email != null) {
            sql.append(" and c.email = '").append(email).append("'"); // fault: injection
        }
        if (open) {
            sql.append(" and o.paid_at is null");
        }
        return jdbc.query(sql.toString(), Order::read);
    }

    int pay(long id) {
        return client.sql("update orders set paid_at = now() where id = :id and paid_at is null").param("id", id).update();
    }

    void forget(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete form items where order_id = ?")) { // fault: syntax
            delete.executeUpdate();
        }
    }

    // pgwright:ignore dml-without-where: the night job empties it
    int clear() {
        return jdbc.update("delete from items");
    }

    long count(String table) {
        // not SQL of a database: no sink takes it
        String text = "select " + table + " from the menu";
        return text.length();
    }

    ResultSet page(Connection connection, long after, int size) throws SQLException {
        PreparedStatement page = connection.prepareStatement(
                "select id, created_at::date from orders where id > ? order by id limit " + size);
        return page.executeQuery();
    }
}
