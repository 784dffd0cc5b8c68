package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.requirements.TableNames;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingTest {
    @ParameterizedTest
    @CsvSource({
        "order,orders",
        "category,categories",
        "day,days",
        "address,addresses",
        "box,boxes",
        "branch,branches",
        "order_line,order_lines",
        "person,people",
        "contact_person,contact_people",
        "series,series",
        "firmware,firmware"
    })
    void pluralsAreEnglish(String singular, String plural) {
        assertThat(TableNames.plural(singular)).isEqualTo(plural);
    }

    @Test
    void longNamesStayApartWithinSixtyThreeBytes() {
        String stem = "a_very_long_name_that_goes_on_and_on_until_nobody_reads_it_any_more_";
        assertThat(Naming.limited(stem + "one")).hasSize(63).isNotEqualTo(Naming.limited(stem + "two"));
    }

    @Test
    void aShortNameIsKept() {
        assertThat(Naming.limited("orders_pkey")).isEqualTo("orders_pkey");
    }

    @Test
    void aTakenNameGetsANumber() {
        Naming naming = new Naming();
        assertThat(naming.constraint("orders", List.of("a"), "idx")).isEqualTo("orders_a_idx");
        assertThat(naming.constraint("orders", List.of("a"), "idx")).isEqualTo("orders_a_idx_2");
    }
}
