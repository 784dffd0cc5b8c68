package shop;

import java.util.List;

/** Invoices, by objects. */
class Invoices {
    private final OrdersRepository repository;

    Invoices(OrdersRepository repository) {
        this.repository = repository;
    }

    long total() {
        long total = 0;
        for (Order order : repository.findAll()) {
            total += order.getItems().stream().mapToLong(Item::cents).sum(); // fault: n+1
        }
        return total;
    }

    void print(StringBuilder out) {
        List<Order> orders = repository.findAll();
        orders.forEach(order -> out.append(order.getId()).append(order.getCustomer().getId()));
    }
}
