package dev.pgwright.render.report.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.source.Span;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms that CI systems and forges read. */
class ReviewInCiTest {
    private static String written(ReviewFormat format, ReviewReport report) {
        return format.write(report, Styling.NONE, 80);
    }

    @Test
    void annotationsAreEscapedAndTheGravestComeFirst() {
        assertThat(written(ReviewFormat.GITHUB, ReviewSamples.report())).isEqualTo("""
                ::error file=db/V2__orders%3A 50%25%2C new.sql,line=5,endLine=5,col=32,endColumn=39,title=rename-column::The column "e\u0301tat" of "顧客" is renamed.%0AAdd the new column, copy, switch the code, and drop the old one.
                ::warning file=db/V2__orders%3A 50%25%2C new.sql,line=2,endLine=3,col=1,title=create-index-not-concurrently::Building orders_when_idx blocks writes of orders.%0ASHARE on public.orders while the index is built: blocks writes; 212 M rows, 31 GB, about 11 min at an assumed speed.%0ABuild it with CREATE INDEX CONCURRENTLY.
                ::notice title=lock-timeout-missing::Two migrations have version 2.%0ASet lock_timeout.
                ::notice file=db/V2__orders%3A 50%25%2C new.sql,line=2,endLine=2,col=1,endColumn=13,title=lock-timeout-missing::No lock_timeout is set | see @admin <b>*now*</b> `x`.%0ASet lock_timeout.
                """);
        assertThat(written(ReviewFormat.GITHUB, ReviewSamples.empty())).isEmpty();
    }

    @Test
    void gitlabGetsWhatIsNewWithFingerprintsOfItsOwn() {
        var tree = JsonSchemas.parsed(written(ReviewFormat.GITLAB, ReviewSamples.report()));
        assertThat(tree).hasSize(4);
        List<String> fingerprints = tree.valueStream()
                .map(one -> one.get("fingerprint").stringValue())
                .toList();
        assertThat(fingerprints).doesNotHaveDuplicates();
        assertThat(tree.get(3).toString())
                .isEqualTo("{\"description\":\"The column \\\"e\u0301tat\\\" of \\\"顧客\\\" is renamed\","
                        + "\"check_name\":\"rename-column\",\"fingerprint\":\"" + fingerprints.get(3)
                        + "\",\"severity\":\"critical\",\"location\":{\"path\":\"db/V2__orders: 50%, new.sql\","
                        + "\"lines\":{\"begin\":5,\"end\":5}}}");
        assertThat(written(ReviewFormat.GITLAB, ReviewSamples.empty()).replaceAll("\\s", ""))
                .isEqualTo("[]");
    }

    @Test
    void junitFailsWhatFailsTheReview() {
        assertThat(written(ReviewFormat.JUNIT, ReviewSamples.report())).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="pgwright review" tests="6" failures="2" skipped="2">
                  <testsuite name="no file" tests="1" failures="0" skipped="0">
                    <testcase classname="no file" name="lock-timeout-missing">
                      <system-out>Two migrations have version 2.
                Set lock_timeout.</system-out>
                    </testcase>
                  </testsuite>
                  <testsuite name="db/V1__old.sql" tests="2" failures="0" skipped="2">
                    <testcase classname="db/V1__old.sql" name="lock-timeout-missing at 1:1" file="db/V1__old.sql" line="1">
                      <skipped message="suppressed by a comment"/>
                    </testcase>
                    <testcase classname="db/V1__old.sql" name="create-index-not-concurrently at 2:1" file="db/V1__old.sql" line="2">
                      <skipped message="known to the baseline"/>
                    </testcase>
                  </testsuite>
                  <testsuite name="db/V2__orders: 50%, new.sql" tests="3" failures="2" skipped="0">
                    <testcase classname="db/V2__orders: 50%, new.sql" name="lock-timeout-missing at 2:1" file="db/V2__orders: 50%, new.sql" line="2">
                      <system-out>db/V2__orders: 50%, new.sql:2:1
                No lock_timeout is set | see @admin &lt;b&gt;*now*&lt;/b&gt; `x`.
                Set lock_timeout.</system-out>
                    </testcase>
                    <testcase classname="db/V2__orders: 50%, new.sql" name="create-index-not-concurrently at 2:1" file="db/V2__orders: 50%, new.sql" line="2">
                      <failure type="warning" message="Building orders_when_idx blocks writes of orders">db/V2__orders: 50%, new.sql:2:1
                Building orders_when_idx blocks writes of orders.
                SHARE on public.orders while the index is built: blocks writes; 212 M rows, 31 GB, about 11 min at an assumed speed.
                Build it with CREATE INDEX CONCURRENTLY.</failure>
                    </testcase>
                    <testcase classname="db/V2__orders: 50%, new.sql" name="rename-column at 5:32" file="db/V2__orders: 50%, new.sql" line="5">
                      <failure type="error" message="The column &quot;e\u0301tat&quot; of &quot;顧客&quot; is renamed">db/V2__orders: 50%, new.sql:5:32
                The column &quot;e\u0301tat&quot; of &quot;顧客&quot; is renamed.
                Add the new column, copy, switch the code, and drop the old one.</failure>
                    </testcase>
                  </testsuite>
                </testsuites>
                """);
    }

    @Test
    void junitOfNothingIsOneCaseThatPasses() {
        assertThat(written(ReviewFormat.JUNIT, ReviewSamples.empty())).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="pgwright review" tests="1" failures="0" skipped="0">
                  <testsuite name="pgwright review" tests="1" failures="0" skipped="0">
                    <testcase classname="pgwright review" name="no findings in 1 file (1 statement)"/>
                  </testsuite>
                </testsuites>
                """);
    }

    @Test
    void markdownIsATableAndDetails() {
        assertThat(written(ReviewFormat.MARKDOWN, ReviewSamples.report()))
                .startsWith("""
                **pgwright review:** 1 error, 1 warning, 2 pieces of advice in 2 files (4 statements)

                | | place | finding | rule |
                | --- | --- | --- | --- |
                | 🔴 error | `db/V2__orders: 50%, new.sql:5` | The column "e\u0301tat" of "顧客" is renamed | `rename-column` |
                | 🟡 warning | `db/V2__orders: 50%, new.sql:2` | Building orders\\_when\\_idx blocks writes of orders | `create-index-not-concurrently` |
                | 🔵 advice |  | Two migrations have version 2 | `lock-timeout-missing` |
                | 🔵 advice | `db/V2__orders: 50%, new.sql:2` | No lock\\_timeout is set \\| see @<!-- -->admin \\<b\\>\\*now\\*\\</b\\> \\`x\\` | `lock-timeout-missing` |

                <details>
                <summary>🔴 error db/V2__orders: 50%, new.sql:5 rename-column</summary>

                The column "e\u0301tat" of "顧客" is renamed

                ```sql
                ALTER TABLE "顧客" RENAME COLUMN "e\u0301tat" TO state;
                ```

                - **Advice:** Add the new column, copy, switch the code, and drop the old one.
                - **Fix:** expand and contract (`pgwright review --fix`)
                - **Evidence:** measured; more: `pgwright rules rename-column`

                </details>
                """)
                .endsWith("""
                - 1 finding suppressed by comments
                - 1 finding known to the baseline
                - stale in the baseline: drop-column in db/V0.sql (public.gone) is found no more
                - 1 rule did not run for want of sizes, traffic or known queries: --db, --facts or --workload
                """);
        assertThat(written(ReviewFormat.MARKDOWN, ReviewSamples.empty()))
                .isEqualTo("**pgwright review:** no findings in 1 file (1 statement)\n");
    }

    @Test
    void markdownFencesAreLongerThanWhatTheyHold() {
        assertThat(Markdown.block("select '````'")).isEqualTo("`````sql\nselect '````'\n`````\n");
        assertThat(Markdown.code("a`b|c")).isEqualTo("``a`b\\|c``");
        assertThat(Markdown.code("`")).isEqualTo("`` ` ``");
    }

    @Test
    void markdownFitsIntoAComment() {
        ReviewReport many = ReviewSamples.of(Collections.nCopies(
                2_000, ReviewSamples.about("a.sql", "select 'a long statement of a long file';", new Span(0, 40))));
        String text = written(ReviewFormat.MARKDOWN, many);
        assertThat(text.length()).isLessThan(65_536);
        assertThat(text).contains("\nand 1900 more\n").containsPattern("_The details of \\d+ more are left out._");
    }

    @ParameterizedTest
    @MethodSource("dev.pgwright.render.report.review.ReviewSamples#formats")
    void everyReportNamesTheObjectOfAFindingInNoFile(ReviewFormat format) {
        assertThat(written(format, ReviewSamples.ofDatabase()))
                .contains("shop.orders.total")
                .doesNotContain("no file");
    }

    @Test
    void junitPutsWhatIsInNoFileUnderTheDatabase() {
        assertThat(written(ReviewFormat.JUNIT, ReviewSamples.ofDatabase()))
                .contains("<testcase classname=\"the database\" name=\"lock-timeout-missing of shop.orders.total\">");
    }
}
