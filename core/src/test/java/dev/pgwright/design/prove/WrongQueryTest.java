package dev.pgwright.design.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.write.DesignTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A query that is a little wrong: the proof must see it. */
class WrongQueryTest {
    private static final String SHOP = """
            project: { name: shop, postgres: 18 }
            tenancy: { entity: tenant }
            entities:
              tenant: { attributes: { name: { type: text, required: true } } }
              customer:
                attributes:
                  email: { type: email, required: true, unique: true }
                  full_name: { type: text, required: true }
                  nickname: text
              product:
                attributes:
                  title: { type: text, required: true }
                  price: { type: money, currency: EUR, required: true, min: 0 }
                  rating: { type: integer, min: 1, max: 5 }
                  available_from: date
                  tags: tags
              category: { attributes: { name: { type: text, required: true } } }
              order:
                attributes:
                  status: { type: status, required: true, values: [open, paid, sent], default: open }
                  placed_at: { type: timestamp, required: true, default: now }
                  total: { type: money, currency: EUR, required: true }
                  note: text
              order_line:
                attributes:
                  quantity: { type: integer, required: true, min: 1, max: 9 }
            relationships:
              - { from: customer, to: order, kind: 1:N, role: buyer, required: true, on_delete: restrict }
              - { from: customer, to: order, kind: 1:N, role: recipient, on_delete: unset }
              - { from: order, to: order_line, kind: 1:N, required: true, owned: true }
              - { from: product, to: order_line, kind: 1:N, required: true, on_delete: restrict }
              - { from: category, to: product, kind: N:M }
            access_patterns:
              customer_by_email: { kind: get, entity: customer, filter: { email: equals } }
              orders_of_buyer:
                kind: list
                entity: order
                return: [status, total, recipient.full_name]
                include: { order_line: [quantity, product.title] }
                filter: { buyer: equals }
                sort: [-placed_at]
                page: 20
              cheap_products:
                kind: list
                entity: product
                return: [title, price]
                filter: { price: { at_most: 100 }, rating: is_set, available_from: before }
                sort: [price, title]
                page: 10
              products_in_category: { kind: list, entity: product, filter: { category: in }, sort: [title], page: 10 }
              products_with_tag: { kind: list, entity: product, return: [title], filter: { tags: contains }, page: 10 }
              recent_orders: { kind: list, entity: order, filter: { placed_at: { last_days: 30 } }, sort: [placed_at] }
              by_status:
                kind: aggregate
                entity: order
                group_by: [status]
                measures: [count, { sum: total }, { average: total }]
                filter: { placed_at: range }
              top_buyers:
                kind: aggregate
                entity: order
                group_by: [recipient]
                measures: [count, { maximum: total }]
                sort: [{ -maximum: total }, -count]
                page: 3
              pay: { kind: update, entity: order, set: [status], filter: { id: equals, status: { equals: open } } }
              raise_total: { kind: update, entity: order, set: { total: add }, filter: { id: equals } }
              drop_order: { kind: delete, entity: order, filter: { id: equals } }
              add_customer: { kind: create, entity: customer }
            """;

    private static Design design;
    private static List<DesignedQuery> queries;

    @BeforeAll
    static void design() {
        design = Designs.of(SHOP);
        queries = DesignTexts.of(design).queries();
    }

    /** A part of a query's text and what stands there instead. */
    private record Mistake(String name, String query, String right, String wrong) {}

    private static final List<Mistake> MISTAKES = List.of(
            new Mistake("a number that is overwritten", "raise_total", "total = o.total + $1", "total = $1"),
            new Mistake("another direction", "cheap_products", "ORDER BY p.price", "ORDER BY p.price DESC"),
            new Mistake(
                    "pages without the tie-breaker",
                    "orders_of_buyer",
                    "(o.placed_at, o.id) < ($3, $4)",
                    "o.placed_at < $3"),
            new Mistake(
                    "pages that repeat the last row",
                    "orders_of_buyer",
                    "(o.placed_at, o.id) < (",
                    "(o.placed_at, o.id) <= ("),
            new Mistake(
                    "an order that ties do not settle",
                    "recent_orders",
                    "ORDER BY o.placed_at, o.id",
                    "ORDER BY o.placed_at"),
            new Mistake("a bound left out", "cheap_products", "p.price <= 100", "p.price < 100"),
            new Mistake("a bound taken in", "cheap_products", "p.available_from < $2", "p.available_from <= $2"),
            new Mistake("the end of a range taken in", "by_status", "o.placed_at < $3", "o.placed_at <= $3"),
            new Mistake("a day too many", "recent_orders", "30 days", "31 days"),
            new Mistake("a moment left out", "recent_orders", ">= now()", "> now()"),
            new Mistake("rows without the value", "cheap_products", "p.rating IS NOT NULL", "true"),
            new Mistake("rows of all tenants", "recent_orders", "o.tenant_id = $1\n  AND ", ""),
            new Mistake("a parent of another tenant", "orders_of_buyer", "c.tenant_id = page.tenant_id AND ", ""),
            new Mistake(
                    "children of another tenant",
                    "orders_of_buyer",
                    "ol.tenant_id = page.tenant_id\n          AND ",
                    ""),
            new Mistake("links of another tenant", "products_in_category", "link.tenant_id = p.tenant_id AND ", ""),
            new Mistake("no rows without the optional parent", "orders_of_buyer", "LEFT JOIN", "JOIN"),
            new Mistake(
                    "children lost",
                    "orders_of_buyer",
                    "ol.order_id = page.id",
                    "ol.order_id = page.id AND ol.quantity > 1"),
            new Mistake("null in place of no children", "orders_of_buyer", "'[]'::jsonb", "NULL"),
            new Mistake("only the first tag", "products_with_tag", "p.tags @> ARRAY[$2]", "p.tags[1] = $2"),
            new Mistake("one category of several", "products_in_category", "= ANY ($2)", "= ($2)[1]"),
            new Mistake("a smaller page", "orders_of_buyer", "LIMIT 20", "LIMIT 19"),
            new Mistake("rows counted by a value", "by_status", "count(*)", "count(o.note)"),
            new Mistake("equal amounts added once", "by_status", "sum(o.total)", "sum(DISTINCT o.total)"),
            new Mistake("the least first", "top_buyers", "total_maximum DESC NULLS LAST", "total_maximum"),
            new Mistake("ties in another order", "top_buyers", "row_count DESC", "row_count"),
            new Mistake("one more than the first", "top_buyers", "LIMIT 3", "LIMIT 4"),
            new Mistake("another key", "customer_by_email", "c.email = $2", "c.full_name = $2"),
            new Mistake("changes without a filter", "pay", "\n  AND o.status = 'open'", ""),
            new Mistake("a change of another tenant", "pay", "o.tenant_id = $2\n  AND ", ""),
            new Mistake("a column that nobody set", "pay", "status = $1", "status = $1, note = 'x'"),
            new Mistake("a deletion of another tenant", "drop_order", "o.tenant_id = $1\n  AND ", ""),
            new Mistake("a value that is dropped", "add_customer", "$3, $4)", "$3, NULL)"));

    @TestFactory
    Stream<DynamicTest> eachMistakeFails() {
        List<DesignedQuery> wrong = new ArrayList<>(queries);
        for (Mistake mistake : MISTAKES) {
            DesignedQuery query = queries.stream()
                    .filter(one -> one.name().equals(mistake.query()))
                    .findFirst()
                    .orElseThrow();
            assertThat(query.sql()).contains(mistake.right());
            wrong.add(new DesignedQuery(
                    query.name(), query.sql().replace(mistake.right(), mistake.wrong()), query.parameters()));
        }
        List<Proof> proofs = Designed.rows(design, wrong);
        assertThat(proofs.subList(0, queries.size())).allMatch(proof -> proof.outcome() == Proof.Outcome.PASSED);
        return Stream.iterate(0, i -> i < MISTAKES.size(), i -> i + 1)
                .map(i -> DynamicTest.dynamicTest(
                        MISTAKES.get(i).name(),
                        () -> assertThat(proofs.get(queries.size() + i).outcome())
                                .as(proofs.get(queries.size() + i).detail())
                                .isEqualTo(Proof.Outcome.FAILED)));
    }
}
