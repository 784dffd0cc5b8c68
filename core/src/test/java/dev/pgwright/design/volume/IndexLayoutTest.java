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
    @CsvSource({"true, 0.895", "false, 0.502"})
    void nullsAreTheLastGroupAndFillTheirPages(boolean leadingNull, double fill) {
        Part part = new Part(ROWS, 32, ROWS, leadingNull, leadingNull);
        KeyShape key = new KeyShape(List.of(part), Insertion.AT_THE_END_OF_GROUPS, 40, 1);
        double leaves = ROWS * 36 / 8_152 / fill;
        assertThat(IndexLayout.btreePages(key, Lists.NONE)).isCloseTo(leaves, Percentage.withPercentage(2));
    }

    /**
     * {@code INSERT INTO t SELECT md5((hash % groups)::text)::uuid, i}, key of both: groups that are as large as each other
     * split their pages at about the same time.
     */
    @ParameterizedTest
    @CsvSource({
        "8380, 100000, 608",
        "8380, 200000, 1225",
        "8380, 300000, 2021",
        "8380, 400000, 2487",
        "8380, 500000, 3359",
        "8380, 600000, 3908",
        "8380, 700000, 4581",
        "8380, 800000, 4908",
        "8380, 900000, 5551",
        "8380, 1000000, 6843",
        "1130, 200000, 1181",
        "1130, 400000, 3107",
        "1130, 600000, 4670",
        "1130, 800000, 6648",
        "1130, 1000000, 8285",
        "40, 500000, 4386",
        "40, 1000000, 8789"
    })
    void groupsOfEqualSizeSplitTogether(double groups, double rows, double pages) {
        Part part = new Part(rows, 32, rows, false, false);
        KeyShape key = new KeyShape(List.of(part), Insertion.AT_THE_END_OF_GROUPS, groups, 1);
        assertThat(IndexLayout.btreePages(key, Lists.NONE)).isCloseTo(pages, Percentage.withPercentage(8));
    }

    /** {@code INSERT INTO t SELECT hash % keys}: lists of rows that grow together fill and split their pages together too. */
    @ParameterizedTest
    @CsvSource({
        "2730, 15000, 34",
        "2730, 30000, 39",
        "2730, 45000, 70",
        "2730, 60000, 75",
        "2730, 75000, 78",
        "2730, 90000, 116",
        "2730, 105000, 142",
        "2730, 120000, 147",
        "2730, 135000, 148",
        "2730, 150000, 150",
        "50000, 100000, 290",
        "50000, 200000, 398",
        "50000, 300000, 575",
        "50000, 400000, 593",
        "50000, 500000, 661",
        "50000, 600000, 862",
        "50000, 700000, 1070",
        "50000, 800000, 1146",
        "50000, 900000, 1175",
        "50000, 1000000, 1189"
    })
    void keysThatComeAnywhereAgainAndAgainSplitTogether(double keys, double rows, double pages) {
        Part part = new Part(rows, ENTRY, keys * -Math.expm1(-rows / keys), false, false);
        KeyShape key = new KeyShape(List.of(part), Insertion.SCATTERED, 1, 1);
        assertThat(IndexLayout.btreePages(key, Lists.ALL)).isCloseTo(pages, Percentage.withPercentage(8));
    }
}
