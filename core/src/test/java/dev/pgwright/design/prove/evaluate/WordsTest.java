package dev.pgwright.design.prove.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    /** A language whose words all lose their last s, and where "the" says nothing. */
    private static final Lexemes LANGUAGE = (configuration, words) -> words.stream()
            .map(word -> word.equals("the") ? Set.<String>of() : Set.of(word.replaceAll("s$", "")))
            .toList();

    @ParameterizedTest
    @CsvSource({
        "red bicycle, bicycle, true",
        "red bicycle, BICYCLES, true",
        "red bicycles, bicycle red, true",
        "red bicycle, bicycle lamp, false",
        "red bicycle, red -lamps, true",
        "red lamp, red -lamps, false",
        "red lamp, the lamp, true",
        "red lamp, lamp -the, true",
        "the red lamp, the, false",
        "the red lamp, -the, false",
        "red lamp, -bicycle, true",
        "infrared, red, false"
    })
    void allWordsMustBeThereInSomeForm(String text, String search, boolean found) {
        assertThat(Words.match(List.of(text), search, "any", LANGUAGE)).isEqualTo(found);
    }

    @Test
    void textsThatAreSearchedTogetherAreOne() {
        assertThat(Words.match(List.of("red", "lamps"), "red lamp", "any", LANGUAGE))
                .isTrue();
        assertThat(Words.match(List.of(), "red", "any", LANGUAGE)).isFalse();
    }

    @Test
    void aTextThatTheParserTakesApartInItsOwnWayIsNotSimple() {
        assertThat(Words.isSimple("Red bicycle 27")).isTrue();
        assertThat(List.of("info@example.org", "wall-mounted", "27x", "Größe", "1234567890"))
                .noneMatch(Words::isSimple);
    }

    @Test
    void theWordForAnAlternativeIsNotSearchedFor() {
        assertThat(Words.isSearchable("or")).isFalse();
        assertThat(Words.isSearchable("ore")).isTrue();
    }
}
