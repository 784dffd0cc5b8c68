package dev.pgwright.render.erd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaletteTest {
    /** The palette's own, then colours nobody should choose, and some that are none. */
    private static final List<String> ASKED = Arrays.asList(
            null, null, null, null, null, null, null, null, "#fff", "#000000", "#ffff00", "#0000ff", "#7f7f7f", "red",
            "");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hasEnoughContrastWhateverColourIsAsked(boolean dark) {
        Palette palette = Palette.of(dark, ASKED);
        for (int number = -1; number < ASKED.size(); number++) {
            String group = Palette.group(number < 0 ? null : number);
            for (String ground : List.of("-head", "-area")) {
                assertThat(palette.get(group + "-text").contrastWith(palette.get(group + ground)))
                        .isGreaterThanOrEqualTo(4.5);
            }
            assertThat(palette.get(group + "-line").contrastWith(palette.get("ground")))
                    .isGreaterThanOrEqualTo(3);
            for (int other = 0; other < 8; other++) {
                assertThat(palette.get(group + "-line").contrastWith(palette.get(Palette.group(other) + "-area")))
                        .as("a line of %s over the area of %s", group, other)
                        .isGreaterThanOrEqualTo(2.8);
            }
        }
        for (String text : List.of("ink", "muted")) {
            assertThat(palette.get(text).contrastWith(palette.get("panel"))).isGreaterThanOrEqualTo(4.5);
            assertThat(palette.get(text).contrastWith(palette.get("ground"))).isGreaterThanOrEqualTo(4.5);
        }
        for (String mark : List.of("pk", "fk", "u")) {
            assertThat(palette.get(mark + "-text").contrastWith(palette.get(mark + "-fill")))
                    .isGreaterThanOrEqualTo(4.5);
        }
    }
}
