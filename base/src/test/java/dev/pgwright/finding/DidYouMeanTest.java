package dev.pgwright.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {
    private static final List<String> KEYS = List.of("entities", "relationships", "access_patterns", "id", "volumes");

    @ParameterizedTest
    @CsvSource({
        "entites, entities",
        "Entities, entities",
        "entitise, entities",
        "acess_pattern, access_patterns",
        "volume, volumes",
        "di, id",
    })
    void findsTheWordThatWasMeant(String written, String meant) {
        assertThat(DidYouMean.nearest(written, KEYS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"tables", "xx", "patterns", "''"})
    void staysSilentWhenNothingIsNear(String written) {
        assertThat(DidYouMean.nearest(written, KEYS)).isEmpty();
    }

    @Test
    void ofTwoEquallyNearTheFirstInTheAlphabetIsMeant() {
        assertThat(DidYouMean.nearest("bar", List.of("baz", "bat"))).contains("bat");
    }

    @Test
    void saysItAsAHint() {
        assertThat(DidYouMean.hint("ordres", List.of("orders"))).contains("did you mean 'orders'?");
    }
}
