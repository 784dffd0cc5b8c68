package dev.pgwright.review.rules;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.review.FindingsRule;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.explain.RuleFolder;
import dev.pgwright.review.rules.RuleExample.Expected;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RuleExamplesTest {
    /** Examples of every rule: what is marked is found, and nothing else. */
    @TestFactory
    Stream<DynamicTest> ruleFindsWhatItsExamplesMark() {
        return chosen().flatMap(rule -> examples(rule.info())
                .map(example ->
                        DynamicTest.dynamicTest(rule.info().id() + "/" + example.name(), () -> check(rule, example))));
    }

    @Test
    void everyRuleIsExplainedAndHasTwoExamplesOfEachKind() {
        assertThat(Rules.ALL).allSatisfy(rule -> {
            RuleFolder folder = RuleFolder.of(rule.info());
            assertThat(folder.explanation()).as(rule.info().id()).hasSizeGreaterThan(100);
            assertThat(folder.bad()).as(rule.info().id()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(folder.good()).as(rule.info().id()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(folder.bad())
                    .allSatisfy(bad -> assertThat(bad.expected())
                            .as(rule.info().id() + "/" + bad.name())
                            .isNotEmpty());
            assertThat(folder.good())
                    .allSatisfy(good -> assertThat(good.expected())
                            .as(rule.info().id() + "/" + good.name())
                            .isEmpty());
        });
    }

    @Test
    void rulesAreListedOnceAndInOrder() {
        List<String> ids = Rules.ALL.stream()
                .map(rule -> rule.info().area().ordinal() + " " + rule.info().id())
                .toList();
        assertThat(ids).doesNotHaveDuplicates().isSorted();
        assertThat(Rules.infos()).allSatisfy(info -> {
            assertThat(info.id()).matches("[a-z][a-z0-9-]*");
            assertThat(info.detects()).endsWith(".").doesNotContain("\n");
            assertThat(info.safeAlternative()).endsWith(".");
        });
    }

    /** All rules, or those that the property pgwright.rule names, with commas between. */
    static Stream<Rule> chosen() {
        List<String> ids = List.of(System.getProperty("pgwright.rule", "").split(","));
        return Rules.ALL.stream()
                .filter(rule ->
                        ids.equals(List.of("")) || ids.contains(rule.info().id()));
    }

    static Stream<RuleExample> examples(RuleInfo rule) {
        RuleFolder folder = RuleFolder.of(rule);
        return Stream.concat(folder.bad().stream(), folder.good().stream());
    }

    static List<ReviewFinding> findings(Rule rule, RuleExample example) {
        ReviewOptions options = example.options()
                .withReviewed(file -> !file.equals(RuleExample.BEFORE))
                .withRules(Map.of(rule.info().id(), example.settings()));
        return own(
                rule,
                Reviewer.review(example.history(), example.code(), together(rule), options)
                        .findings());
    }

    /** The rule alone, but one that depends on what the others find together with them. */
    static List<Rule> together(Rule rule) {
        return rule instanceof FindingsRule ? Rules.ALL : List.of(rule);
    }

    /** What the rule itself finds. */
    static List<ReviewFinding> own(Rule rule, List<ReviewFinding> findings) {
        return findings.stream()
                .filter(finding -> finding.rule().equals(rule.info()))
                .toList();
    }

    private static void check(Rule rule, RuleExample example) {
        List<ReviewFinding> findings = findings(rule, example);
        assertThat(lines(findings))
                .as(shown(findings))
                .isEqualTo(example.expected().stream().map(Expected::line).toList());
        for (int i = 0; i < findings.size(); i++) {
            assertThat(findings.get(i).message())
                    .contains(example.expected().get(i).text())
                    .doesNotEndWith(".");
        }
    }

    private static List<Integer> lines(List<ReviewFinding> findings) {
        return findings.stream()
                .map(finding ->
                        finding.source().position(finding.span().start()).line())
                .toList();
    }

    private static String shown(List<ReviewFinding> findings) {
        return findings.stream()
                .map(finding -> finding.source().position(finding.span().start()) + " " + finding.message())
                .collect(joining("\n"));
    }
}
