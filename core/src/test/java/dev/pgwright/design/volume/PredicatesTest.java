package dev.pgwright.design.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.ColumnProfile.Order;
import dev.pgwright.data.TableProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredicatesTest {
    private static final TableProfile ORDERS = TableProfile.of(
            QualifiedName.of("public", "orders"),
            1_000,
            List.of(
                    ColumnProfile.of("status", 0, 3, Order.RANDOM)
                            .withShares(Map.of("open", 0.1, "paid", 0.2, "sent", 0.7)),
                    ColumnProfile.of("urgent", 0.5, 2, Order.RANDOM).withShares(Map.of("true", 0.2, "false", 0.8)),
                    ColumnProfile.of("order", 0.25, 40, Order.RANDOM)));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "status = 'open'; 0.1",
                "status IN ('open', 'paid'); 0.3",
                "NOT (status = 'open'); 0.9",
                "urgent; 0.1",
                "NOT urgent; 0.4",
                "urgent IS NULL; 0.5",
                "\"order\" IS NOT NULL; 0.75",
                "\"order\" = 'x'; 0.01875",
                "status = 'open' AND urgent IS NOT NULL; 0.05",
                "status = 'open' OR status = 'paid'; 0.28",
                "char_length(status) > 3; 0.3333333"
            })
    void leaveThePartOfTheRowsThatTheySpeakOf(String predicate, double share) {
        assertThat(Predicates.share(predicate, ORDERS)).isCloseTo(share, within(1e-6));
    }

    @Test
    void leaveAllRowsWhereThereIsNone() {
        assertThat(Predicates.share(null, ORDERS)).isEqualTo(1);
    }
}
