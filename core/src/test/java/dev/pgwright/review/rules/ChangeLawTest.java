package dev.pgwright.review.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.migrate.diff.CatalogDiff;
import dev.pgwright.migrate.diff.SchemaDiff;
import dev.pgwright.migrate.plan.SameEffect;
import dev.pgwright.review.Area;
import dev.pgwright.review.Fix;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.explain.RuleFolder;
import dev.pgwright.review.fix.FixResult;
import dev.pgwright.review.fix.FixedMigration;
import dev.pgwright.review.fix.Fixer;
import dev.pgwright.testkit.Golden;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The law of fixes that want another schema or other queries. The migration that is edited, and the one that is left as it is
 * with another behind it, lead to the same schema; the rule is silent then, and no rule calls anything an error that it did
 * not call so before. What is different from the original, and what is left to people, is in a golden file of each rule.
 */
@Tag("laws")
class ChangeLawTest {
    private static final Set<Area> AREAS = Set.of(Area.SCHEMA, Area.INDEX, Area.SECURITY, Area.QUERY);

    /** Whether a rule's fixes change what statements say, and not only how they are run. */
    static boolean changesMeaning(Rule rule) {
        return rule instanceof QueryRule || (rule instanceof SchemaRule && !(rule instanceof StatementRule));
    }

    @TestFactory
    Stream<DynamicTest> changedExampleIsWhatItsStatementsLeadTo() {
        return RuleExamplesTest.chosen()
                .filter(rule -> rule.info().fixable() && changesMeaning(rule))
                .map(rule -> DynamicTest.dynamicTest(rule.info().id(), () -> {
                    StringBuilder told = new StringBuilder();
                    boolean shown = false;
                    for (RuleExample example : RuleFolder.of(rule.info()).bad()) {
                        // programs are left to people
                        shown |= example.name().endsWith(".sql") && keeps(rule, example, told);
                    }
                    assertThat(shown).as("an example that is fixed").isTrue();
                    Golden.assertMatches("fixes/" + rule.info().id() + ".txt", told.toString());
                }));
    }

    /** Nobody has to guess why there is none. */
    @Test
    void everyRuleHasFixesOrSaysWhyNot() {
        assertThat(Rules.infos())
                .filteredOn(rule -> AREAS.contains(rule.area()) && rule.fixable() == (rule.byHand() != null))
                .extracting(RuleInfo::id)
                .isEmpty();
    }

    private static boolean keeps(Rule rule, RuleExample example, StringBuilder told) throws SQLException {
        String name = rule.info().id() + "/" + example.name();
        ReviewOptions options = ReviewOptions.forVersion(example.version())
                .withFacts(example.facts())
                .withReviewed(file -> !file.equals(RuleExample.BEFORE))
                .withRules(Map.of(rule.info().id(), example.settings()));
        List<Rule> rules = RuleExamplesTest.together(rule);
        FixResult edited = Fixer.fix(example.history(), rules, options);
        FixResult added = Fixer.fix(example.history(), rules, options, file -> false);
        told.append("# ").append(example.name()).append('\n');
        edited.fixed()
                .forEach(fixed -> fixed.fixes()
                        .forEach(fix ->
                                told.append(fix.substring(fix.indexOf(':') + 2)).append('\n')));
        edited.unfixed()
                .forEach(left -> told.append("by hand: ").append(left.reason()).append('\n'));
        if (edited.fixed().isEmpty()) {
            assertThat(edited.unfixed()).as(name).isNotEmpty();
            return false;
        }
        assertThat(edited.added()).as(name).isNull();
        String text = text(edited.after());
        told.append(text);
        List<ReviewFinding> left = RuleExamplesTest.own(
                rule, Reviewer.review(edited.after(), rules, options).findings());
        assertThat(left)
                .as(name + "\n" + text)
                .filteredOn(finding -> finding.fix() instanceof Fix.Change)
                .extracting(ReviewFinding::message)
                .isEmpty();
        assertThat(errors(edited.after(), options))
                .as(name + "\n" + text)
                .isSubsetOf(errors(example.history(), options));
        assertThat(Fixer.fix(edited.after(), rules, options).fixed())
                .as(name + ": fixed again\n" + text)
                .isEmpty();
        if (example.refused().isEmpty()) {
            onServer(name, example, edited, added, told);
        }
        return true;
    }

    private static void onServer(
            String name, RuleExample example, FixResult edited, FixResult added, StringBuilder told)
            throws SQLException {
        try (TestDatabase original = PostgresFixture.newDatabase(example.version());
                TestDatabase changed = PostgresFixture.newDatabase(example.version())) {
            FixLawTest.runAll(original, example.history(), name);
            FixLawTest.runAll(changed, edited.after(), text(edited.after()));
            Catalog before = catalog(original);
            Catalog after = catalog(changed);
            difference(before, after, told);
            FixedMigration migration = added.added();
            List<String> refused = added.unfixed().stream()
                    .filter(unfixed -> unfixed.finding().fix() instanceof Fix.Change)
                    .map(unfixed -> unfixed.finding().object() + ": " + unfixed.reason())
                    .toList();
            if (migration != null) {
                String text =
                        migration.parts().stream().map(part -> part.text()).collect(Collectors.joining());
                told.append("= as a migration of its own\n").append(text);
                List<Migration> all = added.after().migrations();
                FixLawTest.runAll(
                        original, added.after().with(all.subList(all.size() - 1, all.size()), List.of()), text);
                if (refused.isEmpty()) {
                    assertThat(CatalogComparison.differences(after, catalog(original)))
                            .as(name + "\n" + text(edited.after()) + "\n" + text)
                            .isEmpty();
                    SameEffect.assertThatSame(original, changed, text);
                }
            }
            refused.forEach(reason ->
                    told.append("= no migration of its own: ").append(reason).append('\n'));
        }
    }

    private static Catalog catalog(TestDatabase database) throws SQLException {
        try (Connection session = database.connect()) {
            return CatalogReader.read(session);
        }
    }

    private static void difference(Catalog before, Catalog after, StringBuilder told) {
        SchemaDiff diff = CatalogDiff.of(before, after, Map.of());
        told.append("= difference\n");
        if (diff.isEmpty()) {
            told.append("none\n");
        }
        for (SchemaDiff.Change change : diff.changes()) {
            if (change instanceof SchemaDiff.Added added) {
                told.append("+ ").append(added.object()).append(' ').append(added.summary());
            } else if (change instanceof SchemaDiff.Removed removed) {
                told.append("- ").append(removed.object()).append(' ').append(removed.summary());
            } else if (change instanceof SchemaDiff.Renamed renamed) {
                told.append("~ ").append(renamed.object()).append(" is now ").append(renamed.to());
            } else if (change instanceof SchemaDiff.Changed changed) {
                List<String> properties = new ArrayList<>();
                changed.properties()
                        .forEach(property ->
                                properties.add(property.name() + ": " + property.before() + " -> " + property.after()));
                told.append("~ ").append(changed.object()).append(": ").append(String.join("; ", properties));
            }
            told.append('\n');
        }
    }

    private static List<String> errors(MigrationHistory history, ReviewOptions options) {
        return Reviewer.review(history, Rules.ALL, options).findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                // what another fix mends is no error that stays
                .filter(finding -> finding.fix() == null || finding.fix() instanceof Fix.ByHand)
                .map(finding -> finding.rule().id())
                .distinct()
                .toList();
    }

    private static String text(MigrationHistory history) {
        return history.migrations().stream()
                .filter(migration -> !migration.up().source().name().equals(RuleExample.BEFORE))
                .map(migration -> migration.up().sql().text().strip() + "\n")
                .map(text -> text.lines()
                        .filter(line -> !line.startsWith("-- @"))
                        .collect(Collectors.joining("\n", "", "\n")))
                .collect(Collectors.joining("-- next\n"));
    }
}
