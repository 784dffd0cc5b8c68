package dev.pgwright.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.code.LazyLoading.Access;
import dev.pgwright.code.LazyLoading.Association;
import dev.pgwright.source.SourceFile;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Kotlin says of objects that JPA loads one by one; Java's is shown by the examples of the rule. */
class LazyAccessesTest {
    private static final String FETCHING =
            "class A(private val orderRepository: OrderRepository, private val orders: OrderRepository, val em: EntityManager) {\n"
                    + "  fun f(): Int {\n    var n = 0\n    %s\n    return n\n  }\n}\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class Order { @OneToMany(mappedBy = \"order\") val items: List<Item> = listOf() } | items | true",
                "class Order(@Id val id: Long, @field:ManyToMany val items: List<Item>) | items | true",
                "open class Order(@ManyToOne(fetch = FetchType.LAZY) val customer: Customer) | customer | false"
            })
    void associationsOfEntitiesAreKnown(String type, String name, boolean isMany) {
        assertThat(read("@Entity\n" + type).associations()).containsExactly(new Association("Order", name, isMany));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Entity class Order(@ManyToOne val customer: Customer)",
                "@Entity class Order(@OneToMany(fetch = FetchType.EAGER) val items: List<Item>)",
                "@Entity class Order(@OneToMany @BatchSize(size = 50) val items: List<Item>)",
                "class Form(@OneToMany val items: List<Item>) // no @Entity"
            })
    void othersAreNotLazy(String type) {
        assertThat(read(type).associations()).isEmpty();
    }

    static Stream<Arguments> accesses() {
        return Stream.of(
                Arguments.of("for (o in orderRepository.findAll()) { n += o.items.size }", "", "items", true),
                Arguments.of("orderRepository.findByDay(1).forEach { n += it.items.size }", "", "items", true),
                Arguments.of("n = orderRepository.findAll().sumOf { o -> o.items.size }", "", "items", true),
                Arguments.of(
                        "val all: List<Order> = em.createQuery(\"select o from Order o\").resultList\n"
                                + "    for (o in all) { o.customer.name.length }",
                        "Order",
                        "customer",
                        true),
                Arguments.of("for (o in orders.findAll()) { n += o.items.size }", "", "items", true),
                Arguments.of("for (o in orderRepository.findAll()) { n += o.customer.id }", "", "customer", false));
    }

    @ParameterizedTest
    @MethodSource("accesses")
    void propertyOfWhatAQueryFoundIsAskedForInALoop(String code, String entity, String name, boolean isFollowed) {
        assertThat(read(FETCHING.formatted(code)).accesses())
                .extracting(Access::entity, Access::name, Access::isFollowed)
                .containsExactly(Tuple.tuple(entity, name, isFollowed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for (o in given) { n += o.items.size }",
                "val o = orderRepository.findById(1)\n n += o.items.size",
                "for (o in orderRepository.findAll()) { n += 1 }"
            })
    void otherLoopsAreLetBe(String code) {
        assertThat(read(FETCHING.formatted(code)).accesses()).isEmpty();
    }

    @Test
    void variableOfTheLoopWithinIsAnotherOne() {
        String code = "orderRepository.findAll().forEach { it.items.forEach { it.product.name.length } }";
        assertThat(read(FETCHING.formatted(code)).accesses())
                .extracting(Access::name)
                .containsExactly("items");
    }

    @Test
    void whatAQueryFetchesIsKnown() {
        String code = "interface R { @Query(\"select o from Order o join fetch o.items\") fun all(): List<Order>\n"
                + "@EntityGraph(attributePaths = [\"customer\"]) fun some(): List<Order> }";
        assertThat(read(code).fetched()).contains("items", "customer");
    }

    private static LazyLoading read(String code) {
        String imports = "import jakarta.persistence.*\nimport org.springframework.data.jpa.repository.*\n";
        return CodeReader.read(SourceFile.of("A.kt", imports + code), CodeLanguage.KOTLIN)
                .lazy();
    }
}
