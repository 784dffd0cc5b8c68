package dev.pgwright.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.rules.RuleExample;
import dev.pgwright.review.rules.Rules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverriddenLimitsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final String OF_ONE_STATEMENT = """
            -- @before
            create table orders (id bigint primary key, paid boolean);
            -- @table public.orders 50000 9000000
            -- @migration 2
            update orders set paid = false;
            """;
    private static final String OF_THE_HISTORY = """
            -- @before
            create table orders (id bigint primary key, total int not null, tax int not null);
            -- @table public.orders 2000000 2000000000
            -- @migration 2
            alter table orders alter column total type bigint;
            alter table orders alter column tax type bigint;
            """;

    private static List<ReviewFinding> review(
            String rule, String file, String text, Map<String, Long> general, String pattern, RuleSettings other) {
        RuleExample example = RuleExample.parse(file, text);
        ReviewOptions options = new ReviewOptions(
                18,
                null,
                name -> !name.equals(RuleExample.BEFORE),
                Map.of(rule, new RuleSettings(true, null, general)),
                List.of(new ReviewOptions.Override(ROOT, List.of(pattern), Map.of(rule, other))),
                example.facts());
        return Reviewer.review(example.history(), List.of(Rules.named(rule).orElseThrow()), options)
                .findings();
    }

    private static RuleSettings limit(String name, long value) {
        return new RuleSettings(true, null, Map.of(name, value));
    }

    @Test
    void aLimitOfAnOverrideHoldsForItsFilesOnly() {
        String rule = "affected-rows-over-limit";
        RuleSettings high = limit("max-rows", 100_000);
        assertThat(review(rule, "old/1.sql", OF_ONE_STATEMENT, Map.of(), "old/*", high))
                .isEmpty();
        assertThat(review(rule, "new/1.sql", OF_ONE_STATEMENT, Map.of(), "old/*", high))
                .hasSize(1);
        RuleSettings low = limit("max-rows", 10);
        assertThat(review(rule, "old/1.sql", OF_ONE_STATEMENT, Map.of("max-rows", 100_000L), "old/*", low))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).endsWith("more than 10 rows"));
        assertThat(review(rule, "new/1.sql", OF_ONE_STATEMENT, Map.of("max-rows", 100_000L), "old/*", low))
                .isEmpty();
    }

    @Test
    void whatAnOverrideDoesNotSayStaysAsItIs() {
        RuleSettings advice = new RuleSettings(true, Severity.ADVICE, Map.of());
        assertThat(review(
                        "affected-rows-over-limit",
                        "old/1.sql",
                        OF_ONE_STATEMENT,
                        Map.of("max-rows", 7L),
                        "old/*",
                        advice))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.message()).endsWith("more than 7 rows");
                    assertThat(finding.severity()).isEqualTo(Severity.ADVICE);
                });
    }

    @Test
    void aRuleAboutSeveralFilesTakesTheLimitOfTheFileOfItsFinding() {
        String rule = "cumulative-lock-budget";
        RuleSettings high = limit("max-seconds", 1_000_000);
        assertThat(review(rule, "old/1.sql", OF_THE_HISTORY, Map.of(), "old/*", high))
                .isEmpty();
        assertThat(review(rule, "new/1.sql", OF_THE_HISTORY, Map.of(), "old/*", high))
                .hasSize(1);
    }
}
