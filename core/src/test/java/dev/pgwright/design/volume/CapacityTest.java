package dev.pgwright.design.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pgwright.design.Designs;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CapacityTest {
    private static Map<String, Capacity> capacities(String yaml) {
        return Capacity.of(Designs.of(yaml)).stream().collect(Collectors.toMap(Capacity::table, Function.identity()));
    }

    @Test
    void isThatOfTheFirstDayAndOfTwoYearsLater() {
        Capacity orders = capacities("""
                        project: { name: shop }
                        entities:
                          order:
                            volume: { rows: 1M, growth: 10k/day }
                            attributes: { paid: { type: boolean, required: true } }
                        """).get("public.orders");
        assertThat(orders.start().rows()).isEqualTo(1_000_000);
        assertThat(orders.horizon().rows()).isEqualTo(8_300_000);
        assertThat(orders.perMonth().rows()).isEqualTo(300_000);
        assertThat(orders.horizon().bytes()).isCloseTo(orders.start().bytes() * 8.3, within(1e7));
    }

    /** id 8, paid 1, created_at and updated_at at 8: a tuple of 24 + 32, and a line pointer; 136 in a page. */
    @Test
    void laysRowsOutAsTheServerDoes() {
        Capacity orders = capacities("""
                        project: { name: shop }
                        entities:
                          order: { volume: 1M, attributes: { paid: { type: boolean, required: true } } }
                        """).get("public.orders");
        assertThat(orders.rowBytes()).isCloseTo(8_192d / 136, within(0.1));
    }

    @Test
    void growsNoMoreWhereAsManyRowsExpireAsCome() {
        Capacity clicks = capacities("""
                        project: { name: shop }
                        entities:
                          click:
                            volume: { rows: 0, growth: 1M/day }
                            retention: { keep: 20 days, by: created_at }
                            changes: never
                            attributes: { page: { type: text, required: true } }
                        """).get("public.clicks");
        assertThat(clicks.start().rows()).isZero();
        assertThat(clicks.start().heapBytes()).isZero();
        assertThat(clicks.horizon().rows()).isEqualTo(20_000_000);
        assertThat(clicks.perMonth().bytes()).isZero();
    }

    @Test
    void movesWideValuesOutOfLine() {
        Map<String, Capacity> capacities = capacities("""
                        project: { name: shop }
                        entities:
                          page: { volume: 1M, attributes: { body: { type: text, required: true, average_length: 9000 } } }
                          note: { volume: 1M, attributes: { body: { type: text, required: true, average_length: 90 } } }
                        """);
        assertThat(capacities.get("public.pages").horizon().toastBytes()).isGreaterThan(9e9);
        assertThat(capacities.get("public.notes").horizon().toastBytes()).isZero();
    }

    @Test
    void sharesAnIndexEntryAmongEqualKeys() {
        String yaml = """
                project: { name: shop }
                entities:
                  customer: { volume: %s, attributes: { name: text } }
                  order: { volume: 1M, attributes: { name: text } }
                relationships: [{ from: customer, to: order, kind: 1:N, required: true }]
                """;
        double few =
                capacities(yaml.formatted("1k")).get("public.orders").horizon().indexBytes();
        double many =
                capacities(yaml.formatted("50M")).get("public.orders").horizon().indexBytes();
        assertThat(few).isLessThan(many * 0.75);
    }
}
