import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

class Orders {
    private final JdbcTemplate jdbc;

    Orders(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Order> withItems() {
        List<Order> orders = jdbc.query("select id, customer_id from orders where paid", Order::read);
        for (Order order : orders) {
// @finds This is sent once for each order of the loop in line 13
            order.items(jdbc.query("select id, name from items where order_id = ?", Item::read, order.id()));
        }
        return orders;
    }
}
