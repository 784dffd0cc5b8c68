package dev.pgwright.review.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.ServerSecurity;
import dev.pgwright.workload.TableFacts;
import dev.pgwright.workload.Withheld;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LostChecksTest {
    /** The rules that are named are those whose own examples are found to have less when the part is not there. */
    @ParameterizedTest
    @EnumSource(Withheld.Part.class)
    void theRulesThatSayLessAreNamed(Withheld.Part part) {
        List<String> less = Rules.ALL.stream()
                .filter(rule -> RuleExamplesTest.examples(rule.info())
                        .anyMatch(example -> !without(example.facts(), part).equals(example.facts())
                                && found(rule, example, without(example.facts(), part))
                                        < found(rule, example, example.facts())))
                .map(rule -> rule.info().id())
                .sorted()
                .toList();
        assertThat(LostChecks.of(part)).isEqualTo(less).isNotEmpty();
    }

    @Test
    void aNoteNamesThem() {
        assertThat(LostChecks.note(
                        new Withheld("how the passwords of roles are kept", "GRANT SELECT ON pg_authid TO reader")))
                .isEqualTo("how the passwords of roles are kept could not be seen; GRANT SELECT ON pg_authid TO reader;"
                        + " without it these say less or nothing: md5-passwords");
        assertThat(LostChecks.note(new Withheld("something", "a remedy")))
                .isEqualTo("something could not be seen; a remedy");
    }

    private static int found(Rule rule, RuleExample example, DatabaseFacts facts) {
        ReviewOptions options = ReviewOptions.forVersion(example.version())
                .withFacts(facts)
                .withReviewed(file -> !file.equals(RuleExample.BEFORE))
                .withRules(Map.of(rule.info().id(), example.settings()));
        return RuleExamplesTest.own(
                        rule,
                        Reviewer.review(example.history(), example.code(), RuleExamplesTest.together(rule), options)
                                .findings())
                .size();
    }

    private static DatabaseFacts without(DatabaseFacts facts, Withheld.Part part) {
        ServerSecurity security = facts.server().security();
        return switch (part) {
            case COLUMNS ->
                new DatabaseFacts(
                        facts.source(),
                        facts.live(),
                        facts.server(),
                        facts.tables().stream()
                                .map(LostChecksTest::withoutColumns)
                                .toList(),
                        facts.indexes(),
                        facts.holders(),
                        facts.standbys(),
                        facts.queries(),
                        facts.managed(),
                        facts.withheld());
            case SESSIONS ->
                new DatabaseFacts(
                        facts.source(),
                        facts.live(),
                        facts.server(),
                        facts.tables(),
                        facts.indexes(),
                        List.of(),
                        facts.standbys(),
                        facts.queries(),
                        facts.managed(),
                        facts.withheld());
            case MANAGED_TABLES ->
                new DatabaseFacts(
                        facts.source(),
                        facts.live(),
                        facts.server(),
                        facts.tables(),
                        facts.indexes(),
                        facts.holders(),
                        facts.standbys(),
                        facts.queries(),
                        List.of(),
                        facts.withheld());
            case QUERIES, QUERIES_OF_OTHERS -> facts.withQueries(List.of());
            case PASSWORDS ->
                with(
                        facts,
                        new ServerSecurity(
                                security.passwordEncryption(), List.of(), security.superusers(), security.weakLines()));
            case LOGINS ->
                with(
                        facts,
                        new ServerSecurity(
                                security.passwordEncryption(), security.md5Roles(), security.superusers(), List.of()));
        };
    }

    private static TableFacts withoutColumns(TableFacts table) {
        return new TableFacts(
                table.name(),
                table.rows(),
                table.bytes(),
                table.indexBytes(),
                table.readsPerSecond(),
                table.writesPerSecond(),
                table.owner(),
                table.use(),
                List.of());
    }

    private static DatabaseFacts with(DatabaseFacts facts, ServerSecurity security) {
        return new DatabaseFacts(
                facts.source(),
                facts.live(),
                facts.server().withSecurity(security),
                facts.tables(),
                facts.indexes(),
                facts.holders(),
                facts.standbys(),
                facts.queries(),
                facts.managed(),
                facts.withheld());
    }
}
