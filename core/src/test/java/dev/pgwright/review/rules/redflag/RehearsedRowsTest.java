package dev.pgwright.review.rules.redflag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsedRowsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-11-20 on 200 M rows: 3 min 50 s       | 200000000
            2026-11-20 on 212_000_000 rows: 4 min      | 212000000
            2026-11-20 on 212,000,000 rows; 4 min      | 212000000
            on 2.4M rows.                              | 2400000
            10 k rows in 1 s, then 1.5 G rows in 9 min | 1500000000
            on 1 row                                   | 1
            """)
    void readsTheGreatestNumberInFrontOfTheWord(String note, long rows) {
        assertThat(RehearsedRows.most(note)).isEqualTo(OptionalLong.of(rows));
    }

    @ParameterizedTest
    @ValueSource(strings = {"last week", "rows", "on many rows", "2026-11-20: 3 min", "on M rows"})
    void readsNothingElse(String note) {
        assertThat(RehearsedRows.most(note)).isEmpty();
    }

    @Test
    void severalNotesAreRead() {
        assertThat(RehearsedRows.most("on 5 rows: 1 s\non 70 rows: 2 s")).isEqualTo(OptionalLong.of(70));
    }
}
