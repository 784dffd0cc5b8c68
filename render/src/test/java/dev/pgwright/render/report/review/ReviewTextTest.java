package dev.pgwright.render.report.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.review.ReviewFinding;
import dev.pgwright.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReviewTextTest {
    @Test
    void showsEachFindingInItsFileAndCounts() {
        assertThat(ReviewFormat.TEXT.write(ReviewSamples.report(), Styling.NONE, 80))
                .isEqualTo("""
                advice: Two migrations have version 2 [lock-timeout-missing]
                  advice   Set lock_timeout.
                  evidence derived; more: pgwright rules lock-timeout-missing

                db/V2__orders: 50%, new.sql:2:1: advice: No lock_timeout is set | see @admin <b>*now*</b> `x` [lock-timeout-missing]
                  |
                2 | CREATE INDEX orders_when_idx
                  | ^^^^^^^^^^^^
                  advice   Set lock_timeout.
                  evidence derived; more: pgwright rules lock-timeout-missing

                db/V2__orders: 50%, new.sql:2:1: warning: Building orders_when_idx blocks writes of orders [create-index-not-concurrently]
                  |
                2 | CREATE INDEX orders_when_idx
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                3 |     ON orders (created_at);
                  |     ^^^^^^^^^^^^^^^^^^^^^^
                  cost     SHARE on public.orders while the index is built: blocks writes; 212 M
                           rows, 31 GB, about 11 min at an assumed speed
                  advice   Build it with CREATE INDEX CONCURRENTLY.
                  fix      available with --fix: build it CONCURRENTLY
                  evidence derived; more: pgwright rules create-index-not-concurrently

                db/V2__orders: 50%, new.sql:5:32: error: The column "e\u0301tat" of "顧客" is renamed [rename-column]
                  |
                5 | ALTER TABLE "顧客" RENAME COLUMN "e\u0301tat" TO state;
                  |                                  ^^^^^^
                  advice   Add the new column, copy, switch the code, and drop the old one.
                  fix      available with --fix: expand and contract
                  evidence measured; more: pgwright rules rename-column

                1 error, 1 warning, 2 pieces of advice in 2 files (4 statements)
                1 finding suppressed by comments
                1 finding known to the baseline
                stale in the baseline: drop-column in db/V0.sql (public.gone) is found no more
                1 rule did not run for want of sizes, traffic or known queries: --db, --facts or --workload
                """);
    }

    @Test
    void saysThatNothingWasFound() {
        assertThat(ReviewFormat.TEXT.write(ReviewSamples.empty(), Styling.NONE, 80))
                .isEqualTo("No findings in 1 file (1 statement)\n");
    }

    @Test
    void sameAdviceIsShownThreeTimesAndThenCounted() {
        List<ReviewFinding> five = IntStream.range(0, 5)
                .mapToObj(i -> ReviewSamples.about("a.sql", "drop table t", new Span(i, i + 1)))
                .toList();
        String text = ReviewFormat.TEXT.write(ReviewSamples.of(five), Styling.NONE, 80);
        assertThat(text.lines().filter(line -> line.contains("Something is there")))
                .hasSize(3);
        assertThat(text).endsWith("""

                advice: 2 more of the kind [lock-timeout-missing]
                every other --format than text shows them all

                5 pieces of advice in 1 file (1 statement)
                """);
        assertThat(ReviewFormat.GITHUB
                        .write(ReviewSamples.of(five), Styling.NONE, 80)
                        .lines()
                        .filter(line -> line.contains("Something is there")))
                .hasSize(5);
    }

    @Test
    void piecesHaveTheTonesOfTheirMeaning() {
        ReviewReport report = ReviewSamples.of(List.of(ReviewSamples.about("a.sql", "drop table t", new Span(0, 4))));
        Styling tagged = (tone, text) -> "<" + tone.name().toLowerCase(Locale.ROOT) + " " + text + ">";
        assertThat(ReviewFormat.TEXT.write(report, tagged, 80)).isEqualTo("""
                <strong a.sql:1:1>: <advice advice>: <strong Something is there><muted  [lock-timeout-missing]>
                <muted   |>
                <muted 1 |> drop table t
                <muted   |> <advice ^^^^>
                <muted   advice   >Set lock_timeout.
                <muted   evidence >derived; more: pgwright rules lock-timeout-missing

                <strong 1 piece of advice in 1 file (1 statement)>
                """);
    }
}
