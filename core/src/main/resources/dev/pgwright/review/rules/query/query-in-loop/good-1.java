import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

class Orders {
    private final JdbcTemplate jdbc;

    Orders(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    List<Item> items(List<Order> orders) {
        Long[] ids = orders.stream().map(Order::id).toArray(Long[]::new);
        List<Item> items = jdbc.query("select id, name from items where order_id = any (?)", Item::read, (Object) ids);
        for (Item item : items) {
            item.polish();
        }
        return items;
    }
}
