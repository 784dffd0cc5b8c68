package dev.pgwright.review.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.RuleSettings;
import dev.pgwright.review.rules.RuleExample;
import dev.pgwright.review.rules.Rules;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What --fix drafts, and what depends on other findings. */
class PlanHeaderTest {
    private static final String PLAN = "migration-plan-undocumented";

    private static ReviewOptions options(RuleExample example, Map<String, RuleSettings> rules) {
        return ReviewOptions.forVersion(18)
                .withFacts(example.facts())
                .withReviewed(file -> !file.equals(RuleExample.BEFORE))
                .withRules(rules);
    }

    private static String fixed(String text) {
        RuleExample example = RuleExample.parse("m.sql", text);
        return Fixer.fix(example.history(), Rules.ALL, options(example, Map.of())).fixed().stream()
                .flatMap(migration -> migration.parts().stream())
                .map(FixedPart::text)
                .collect(Collectors.joining());
    }

    private static List<String> plans(String text, Map<String, RuleSettings> rules) {
        RuleExample example = RuleExample.parse("m.sql", text);
        return Reviewer.review(example.history(), Rules.ALL, options(example, rules)).findings().stream()
                .filter(finding -> finding.rule().id().equals(PLAN))
                .map(ReviewFinding::message)
                .toList();
    }

    @Test
    void saysWhatIsKnownWithItsGrade() {
        assertThat(fixed("""
                -- @before
                create table orders (id bigint primary key, total int not null);
                -- @table public.orders 212000000 40000000000
                -- @migration 2 transaction
                set local lock_timeout = '2s';
                set local statement_timeout = '9min';
                alter table orders alter column total type bigint;
                """)).isEqualTo("""
                -- @migration 2 transaction
                -- plan:
                --   duration: about 13 min for public.orders (212 M rows, 37 GB), assumed
                --   locks: ACCESS EXCLUSIVE on public.orders while the table is rewritten: blocks reads and writes
                --   order: behind the release that no longer uses public.orders.total
                --   recovery: a failure takes back all of it; afterwards there is no way back but a new migration
                set local lock_timeout = '2s';
                set local statement_timeout = '9min';
                alter table orders alter column total type bigint;
                """);
    }

    @Test
    void leavesOpenWhatIsNotKnown() {
        assertThat(fixed("""
                -- @before
                create table orders (id bigint primary key, total int not null, note text);
                -- @migration 2
                set lock_timeout = '2s';
                set statement_timeout = '9min';
                /* both */ alter table orders alter column total type bigint, drop column note;
                reset statement_timeout;
                reset lock_timeout;
                """)).isEqualTo("""
                -- @migration 2
                -- plan:
                --   duration: ? grows with the rows of public.orders, of which nothing is known here
                --   locks: ACCESS EXCLUSIVE on public.orders while the table is rewritten: blocks reads and writes
                --   order: behind the release that no longer uses public.orders.total, public.orders.note
                --   recovery: ? data is lost of public.orders: say which copy or backup brings it back
                set lock_timeout = '2s';
                set statement_timeout = '9min';
                /* both */ alter table orders alter column total type bigint, drop column note;
                reset statement_timeout;
                reset lock_timeout;
                """);
    }

    @Test
    void addsOnlyTheNotesThatAreMissing() {
        assertThat(fixed("""
                -- @before
                create table orders (id bigint primary key, total int not null);
                -- @migration 2
                -- locks: all of it
                -- recovery: restore
                -- duration: long
                set lock_timeout = '2s'; set statement_timeout = '9min'; alter table orders alter column total type bigint;
                reset statement_timeout;
                reset lock_timeout;
                """)).isEqualTo("""
                -- @migration 2
                -- locks: all of it
                -- recovery: restore
                -- duration: long
                --   order: behind the release that no longer uses public.orders.total
                set lock_timeout = '2s'; set statement_timeout = '9min'; alter table orders alter column total type bigint;
                reset statement_timeout;
                reset lock_timeout;
                """);
    }

    @Test
    void draftsNoPlanForWhatTheOtherFixesMend() {
        assertThat(fixed("""
                -- @before
                create table orders (id bigint primary key, total int not null);
                -- @migration 2
                set lock_timeout = '2s';
                alter table orders add constraint positive check (total > 0);
                reset lock_timeout;
                """)).contains("not valid").doesNotContain("plan:");
    }

    private static final String REWRITE = """
            -- @before
            create table orders (id bigint primary key, total int not null);
            -- @migration 2
            -- pgwright:ignore %s: it has three rows
            alter table orders alter column total type bigint;
            """;

    @Test
    void countsErrorsAsTheConfigurationHasThem() {
        String rewrite = REWRITE.formatted("drop-table");
        assertThat(plans(rewrite, Map.of())).hasSize(1);
        assertThat(plans(
                        rewrite,
                        Map.of(
                                "change-column-type-rewrite",
                                new RuleSettings(true, dev.pgwright.finding.Severity.WARNING, Map.of()))))
                .isEmpty();
        assertThat(plans(rewrite, Map.of("change-column-type-rewrite", new RuleSettings(false, null, Map.of()))))
                .isEmpty();
    }

    @Test
    void whatIsSilencedNeedsNoPlan() {
        assertThat(plans(REWRITE.formatted("change-column-type-rewrite"), Map.of()))
                .isEmpty();
    }

    @Test
    void aStatementThatPostgresqlRefusesNeedsNoPlan() {
        assertThat(plans("""
                -- @before
                create table orders (id bigint primary key, total int not null);
                -- @migration 2
                alter table orders alter column totals type bigint;
                """, Map.of())).isEmpty();
    }
}
