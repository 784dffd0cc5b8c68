package dev.pgwright.design.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.volume.IndexLayout.Lists;
import dev.pgwright.design.volume.KeyShape.Insertion;
import dev.pgwright.design.volume.KeyShape.Part;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of B-trees against those that PostgreSQL 15 made of a million rows, inserted one after another. */
class IndexLayoutTest {
    private static final double ROWS = 1_000_000;
    private static final double ENTRY = 16;

    /** {@code INSERT INTO t SELECT i, date '2023-01-01' + i / rows FROM generate_series(0, 999999) AS i}. */
    @ParameterizedTest
    @CsvSource({
        "50, 875",
        "200, 839",
        "300, 839",
        "400, 839",
        "500, 1006",
        "600, 839",
        "685, 1466",
        "800, 1256",
        "1000, 1006",
        "1200, 839",
        "1500, 1340",
        "2000, 1006",
        "3000, 1007",
        "5000, 806"
    })
    void datesInTheirOrderFillPagesByWholeDates(double rowsOfADate, double pages) {
        Part part = new Part(ROWS, ENTRY, ROWS / rowsOfADate, false, false);
        KeyShape key = new KeyShape(List.of(part), Insertion.AT_THE_END, 1, 1);
        assertThat(IndexLayout.btreePages(key, Lists.ALL)).isCloseTo(pages, Percentage.withPercentage(5));
    }

    /** Half of the rows without a leading key: these are the last group, and grow at the end of the index. */
    @ParameterizedTest
    @CsvSource({"true, 0.895", "false, 0.54"})
    void nullsAreTheLastGroupAndFillTheirPages(boolean leadingNull, double fill) {
        Part part = new Part(ROWS, 32, ROWS, leadingNull, leadingNull);
        KeyShape key = new KeyShape(List.of(part), Insertion.AT_THE_END_OF_GROUPS, 40, 1);
        double leaves = ROWS * 36 / 8_152 / fill;
        assertThat(IndexLayout.btreePages(key, Lists.NONE)).isCloseTo(leaves, Percentage.withPercentage(2));
    }
}
