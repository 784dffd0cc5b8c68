package dev.pgwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void everyRunSeesTheSameCasesAndEveryCaseIsAnother() {
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        Seeds.of(50).check(random -> first.add(random.nextInt()));
        Seeds.of(50).check(random -> second.add(random.nextInt()));
        assertThat(first).isEqualTo(second);
        assertThat(new HashSet<>(first)).hasSize(50);
    }

    @Test
    void aFailureNamesItsSeed() {
        List<Integer> seen = new ArrayList<>();
        assertThatThrownBy(() -> Seeds.of(50).check(random -> {
                    seen.add(random.nextInt());
                    assertThat(seen).hasSizeLessThan(7);
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("seed 7 failed (repeat with -Dseeds.only=7): ");
    }
}
