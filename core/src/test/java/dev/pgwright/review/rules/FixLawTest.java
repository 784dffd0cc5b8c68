package dev.pgwright.review.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.migrate.plan.SameEffect;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Reversal;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.review.RuleSettings;
import dev.pgwright.review.explain.RuleFolder;
import dev.pgwright.review.fix.FixResult;
import dev.pgwright.review.fix.FixResult.Unfixed;
import dev.pgwright.review.fix.Fixer;
import dev.pgwright.review.rules.RuleExample.Limit;
import dev.pgwright.review.rules.migration.DownDoesNotInvertUp;
import dev.pgwright.review.rules.migration.MissingExistenceGuard;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The law of fixes: what is mended passes the rule that found it and brings no error of another, runs on the server, and
 * gives the schema and the rows that the original gives. Of every bad example of every rule that has fixes.
 */
@Tag("laws")
class FixLawTest {
    @TestFactory
    Stream<DynamicTest> fixedExampleDoesWhatTheOriginalDoes() {
        return RuleExamplesTest.chosen()
                .filter(rule -> rule.info().fixable() && !ChangeLawTest.changesMeaning(rule))
                .flatMap(rule -> RuleFolder.of(rule.info()).bad().stream()
                        .map(example -> DynamicTest.dynamicTest(
                                rule.info().id() + "/" + example.name(), () -> keeps(rule, example))));
    }

    /** What guards are for. */
    @TestFactory
    Stream<DynamicTest> guardedMigrationCanBeRunTwice() {
        Rule rule = new MissingExistenceGuard();
        return RuleFolder.of(rule.info()).bad().stream()
                .filter(example -> example.unfixed() == null)
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    MigrationHistory fixed = Fixer.fix(example.history(), List.of(rule), options(rule, example))
                            .after();
                    String text = text(fixed);
                    try (TestDatabase database = PostgresFixture.newDatabase(example.version())) {
                        runAll(database, fixed, text);
                        try (Connection session = database.connect()) {
                            List<Migration> all = fixed.migrations();
                            run(session, all.get(all.size() - 1).up(), text);
                        }
                    }
                }));
    }

    /** So that no rule says that it has fixes and never shows one. */
    @Test
    void everyRuleWithFixesHasAnExampleThatIsFixed() {
        assertThat(Rules.ALL)
                .filteredOn(rule -> rule.info().fixable() && !ChangeLawTest.changesMeaning(rule))
                .allSatisfy(rule -> assertThat(RuleFolder.of(rule.info()).bad())
                        .as(rule.info().id())
                        .anySatisfy(example -> assertThat(example.unfixed()).isNull()));
    }

    /** A rule that says nothing of fixes must not offer one. */
    @Test
    void onlyRulesThatSaySoHaveFixes() {
        for (Rule rule : Rules.ALL) {
            if (!rule.info().fixable()) {
                for (RuleExample example : RuleFolder.of(rule.info()).bad()) {
                    assertThat(RuleExamplesTest.findings(rule, example))
                            .as(rule.info().id() + "/" + example.name())
                            .allSatisfy(finding -> assertThat(finding.fix()).isNull());
                }
            }
        }
    }

    private static void keeps(Rule rule, RuleExample example) throws SQLException {
        ReviewOptions options = options(rule, example);
        FixResult fixed = Fixer.fix(example.history(), RuleExamplesTest.together(rule), options);
        if (example.unfixed() != null) {
            assertThat(fixed.fixed()).as(text(fixed.after())).isEmpty();
            assertThat(fixed.unfixed()).extracting(Unfixed::reason).isSubsetOf(example.unfixed(), Fix.ByHand.NOT_KNOWN);
            return;
        }
        assertThat(fixed.fixed()).as("nothing was fixed: " + fixed.unfixed()).isNotEmpty();
        String text = text(fixed.after());
        assertThat(RuleExamplesTest.own(
                        rule,
                        Reviewer.review(fixed.after(), RuleExamplesTest.together(rule), options)
                                .findings()))
                .as(text)
                .filteredOn(finding -> finding.fix() != null)
                .extracting(ReviewFinding::message)
                .isEmpty();
        assertThat(fixed.unfixed()).as(text).isEmpty();
        assertThat(errors(fixed.after(), example)).as(text).isSubsetOf(errors(example.history(), example));
        assertThat(Fixer.fix(fixed.after(), RuleExamplesTest.together(rule), options)
                        .fixed())
                .as("fixed again\n" + text)
                .isEmpty();
        try (TestDatabase database = PostgresFixture.newDatabase(example.version())) {
            runAll(database, fixed.after(), text);
            if (example.refused().isEmpty()) {
                try (TestDatabase original = PostgresFixture.newDatabase(example.version())) {
                    runAll(original, example.history(), text(example.history()));
                    SameEffect.assertThatSame(original, database, text);
                }
            }
        }
    }

    /** Each way back that is mended leads to where its migration came from, with as many rows in each table. */
    @TestFactory
    Stream<DynamicTest> mendedWayBackLeadsBack() {
        Rule rule = new DownDoesNotInvertUp();
        return RuleFolder.of(rule.info()).bad().stream()
                .filter(example -> example.unfixed() == null)
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    MigrationHistory fixed = Fixer.fix(example.history(), List.of(rule), options(rule, example))
                            .after();
                    try (TestDatabase database = PostgresFixture.newDatabase(example.version())) {
                        for (Migration migration : fixed.migrations()) {
                            leadsBack(database, migration, text(fixed));
                        }
                    }
                }));
    }

    private static void leadsBack(TestDatabase database, Migration migration, String text) throws SQLException {
        try (Connection session = database.connect()) {
            Catalog before = CatalogReader.read(session);
            Map<String, Long> rows = rows(session, before);
            run(session, migration.up(), text);
            if (migration.down() != null) {
                run(session, migration.down(), text);
                Catalog back = CatalogReader.read(session);
                String script = text + "\n=== DOWN\n" + migration.down().sql().text();
                assertThat(Reversal.differences(before, back)).as(script).isEmpty();
                assertThat(rows(session, before)).as(script).isEqualTo(rows);
                run(session, migration.up(), text);
            }
        }
    }

    private static Map<String, Long> rows(Connection session, Catalog catalog) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Statement sql = session.createStatement()) {
            for (Table table : catalog.tables()) {
                String name = Identifiers.quoteIdentifier(
                        table.name().schema(), table.name().name());
                try (ResultSet result = sql.executeQuery("select count(*) from " + name)) {
                    result.next();
                    rows.put(name, result.getLong(1));
                }
            }
        }
        return rows;
    }

    private static ReviewOptions options(Rule rule, RuleExample example) {
        Map<String, Long> limits = example.limits().stream().collect(Collectors.toMap(Limit::parameter, Limit::value));
        return ReviewOptions.forVersion(example.version())
                .withFacts(example.facts())
                .withRules(Map.of(rule.info().id(), new RuleSettings(true, null, limits)));
    }

    /** What all rules together call an error. */
    private static List<String> errors(MigrationHistory history, RuleExample example) {
        ReviewOptions options = ReviewOptions.forVersion(example.version()).withFacts(example.facts());
        return Reviewer.review(history, Rules.ALL, options).findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.rule().id())
                .distinct()
                .toList();
    }

    private static String text(MigrationHistory history) {
        return history.migrations().stream()
                .map(migration -> "=== " + migration.up().transactions() + "\n"
                        + migration.up().sql().text().strip())
                .collect(Collectors.joining("\n"));
    }

    static void runAll(TestDatabase database, MigrationHistory history, String text) throws SQLException {
        for (Migration migration : history.migrations()) {
            try (Connection session = database.connect()) {
                run(session, migration.up(), text);
            }
        }
    }

    private static void run(Connection session, Script script, String text) throws SQLException {
        ParsedSql parsed = Sql.parse(script.sql());
        assertThat(parsed.errors()).as(text).isEmpty();
        int count = parsed.statements().size();
        boolean wrapped = script.transactions() != TransactionMode.STATEMENT
                && script.transactions().inTransaction(count);
        try (Statement sql = session.createStatement()) {
            sql.setEscapeProcessing(false);
            if (wrapped) {
                sql.execute("begin");
            }
            for (dev.pgwright.sql.Statement statement : parsed.statements()) {
                try {
                    sql.execute(statement.span().of(script.sql().text()));
                } catch (SQLException e) {
                    throw new AssertionError(
                            statement.span().of(script.sql().text()) + "\n" + e.getMessage() + "\n" + text, e);
                }
            }
            if (wrapped) {
                sql.execute("commit");
            }
        }
    }
}
