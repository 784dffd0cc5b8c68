package shop;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

/** Customers, by JPA. JPQL is not SQL. */
interface CustomerRepository extends JpaRepository<Customer, Long> {
    @Query("select c from Customer c where c.emailAddress = :email")
    Customer byEmail(@Param("email") String email);

    @Query(value = "select * from customers where email = :mail", nativeQuery = true) // fault: select star
    Customer byMail(@Param("mail") String mail);

    @Query(value = "select name from customer where id = ?1", nativeQuery = true) // fault: table
    String name(long id);

    static List<?> newest(EntityManager manager, int days) {
        return manager.createNativeQuery("select c.id from customers c where c.id in (select o.customer_id from orders o"
                        + " where o.created_at > now() - make_interval(days => :days))")
                .setParameter("days", days)
                .getResultList();
    }
}
