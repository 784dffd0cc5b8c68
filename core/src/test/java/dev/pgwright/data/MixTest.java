package dev.pgwright.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 64, 1_000, 4_096, 100_003})
    void shufflesWithoutLosingANumber(long size) {
        assertThat(LongStream.range(0, size)
                        .map(value -> Mix.shuffled(value, size, 3))
                        .sorted())
                .containsExactly(LongStream.range(0, size).boxed().toArray(Long[]::new));
    }
}
