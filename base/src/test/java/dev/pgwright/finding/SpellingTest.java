package dev.pgwright.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> WORDS = List.of("description", "table", "group", "created_at", "email");

    @ParameterizedTest
    @CsvSource({
        "desciption, description",
        "descrpition, description",
        "tables, table",
        "gruop, group",
        "Created-At, created_at",
        "e-mail, email",
        "email, email"
    })
    void findsTheWordThatWasMeant(String written, String meant) {
        assertThat(Spelling.nearest(written, WORDS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"colour", "x", "''", "grape_juice"})
    void staysSilentWhenNothingIsNear(String written) {
        assertThat(Spelling.nearest(written, WORDS)).isEmpty();
    }

    @Test
    void takesTheNearestAndThenTheFirst() {
        assertThat(Spelling.nearest("cats", List.of("bats", "cats", "rats"))).contains("cats");
        assertThat(Spelling.nearest("cats", List.of("bats", "rats"))).contains("bats");
    }

    @Test
    void aSwapOfNeighboursIsOneStep() {
        assertThat(Spelling.distance("from", "form")).isEqualTo(1);
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
    }
}
