import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OneToMany;
import java.util.List;

@Entity
class Order {
    @OneToMany(mappedBy = "order")
    private List<Item> items;

    List<Item> getItems() {
        return items;
    }
}

class Invoices {
    long total(EntityManager manager, long customer) {
        long total = 0;
        List<Order> orders = manager
                .createQuery("select o from Order o join fetch o.items where o.customer.id = :customer", Order.class)
                .setParameter("customer", customer)
                .getResultList();
        for (Order order : orders) {
            total += order.getItems().size();
        }
        return total;
    }
}
