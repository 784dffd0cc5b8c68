package shop;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** An order, by JPA. */
@Entity
@Table(name = "orders")
class Order {
    @Id
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    private Customer customer;

    @OneToMany(mappedBy = "order")
    private List<Item> items = new ArrayList<>();

    Long getId() {
        return id;
    }

    Customer getCustomer() {
        return customer;
    }

    List<Item> getItems() {
        return items;
    }
}
