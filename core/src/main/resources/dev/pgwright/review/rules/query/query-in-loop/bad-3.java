import jakarta.persistence.Entity;
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
    private final OrderRepository repository;

    Invoices(OrderRepository repository) {
        this.repository = repository;
    }

    long total(long customer) {
        long total = 0;
        for (Order order : repository.findByCustomer(customer)) {
// @finds The items of each order of the loop in line 24 are loaded by a query of their own
            for (Item item : order.getItems()) {
                total += item.getCents();
            }
        }
        return total;
    }
}
