package dev.pgwright.review.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.review.Fix;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Rule;
import dev.pgwright.review.explain.RuleFolder;
import dev.pgwright.review.fix.FixResult;
import dev.pgwright.review.fix.Fixer;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.testkit.Golden;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * A query that is written otherwise gives the same rows, from few values with many NULLs, duplicates and ties. Where a
 * difference is declared, at least all rows without NULL are there still, and which rows come and go is in a golden file.
 */
@Tag("laws")
class QueryFixLawTest {
    private static final int ROWS = 60;

    @TestFactory
    Stream<DynamicTest> changedQueryGivesTheRowsOfTheOriginal() {
        return RuleExamplesTest.chosen()
                .filter(rule -> rule instanceof QueryRule && rule.info().fixable())
                .flatMap(rule -> RuleFolder.of(rule.info()).bad().stream()
                        .map(example -> DynamicTest.dynamicTest(
                                rule.info().id() + "/" + example.name(), () -> keepsRows(rule, example))));
    }

    private static void keepsRows(Rule rule, RuleExample example) throws SQLException {
        ReviewOptions options = ReviewOptions.forVersion(example.version())
                .withFacts(example.facts())
                .withReviewed(file -> !file.equals(RuleExample.BEFORE))
                .withRules(Map.of(rule.info().id(), example.settings()));
        boolean different = RuleExamplesTest.findings(rule, example).stream()
                .anyMatch(finding -> finding.fix() instanceof Fix.Change change && change.difference() != null);
        FixResult fixed = Fixer.fix(example.history(), List.of(rule), options);
        if (fixed.fixed().isEmpty() || !example.refused().isEmpty()) {
            return;
        }
        Map<String, List<String>> before = rows(example, example.history());
        Map<String, List<String>> after = rows(example, fixed.after());
        assertThat(after.keySet()).isEqualTo(before.keySet());
        StringBuilder told = new StringBuilder();
        before.forEach((name, rows) -> {
            if (different) {
                told(name, rows, after.get(name), told);
                List<String> certain =
                        rows.stream().filter(row -> !row.contains("null")).toList();
                assertThat(after.get(name)).as(name).containsAll(certain);
            } else {
                assertThat(after.get(name)).as(name).containsExactlyInAnyOrderElementsOf(rows);
            }
        });
        if (different) {
            Golden.assertMatches(
                    "fixes/rows/" + rule.info().id() + "-" + example.name().replace(".sql", ".txt"), told.toString());
        }
    }

    /** The rows that are there no more, and those that are new, each as often as it is. */
    private static void told(String name, List<String> before, List<String> after, StringBuilder told) {
        List<String> gone = new ArrayList<>(before);
        after.forEach(gone::remove);
        List<String> come = new ArrayList<>(after);
        before.forEach(come::remove);
        told.append(name)
                .append(": ")
                .append(before.size())
                .append(" rows, then ")
                .append(after.size())
                .append('\n');
        gone.stream().sorted().forEach(row -> told.append("- ").append(row).append('\n'));
        come.stream().sorted().forEach(row -> told.append("+ ").append(row).append('\n'));
    }

    /** Of each table and view, when the last migration has met generated rows. */
    private static Map<String, List<String>> rows(RuleExample example, MigrationHistory history) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(example.version())) {
            List<Migration> all = history.migrations();
            MigrationHistory start = history.with(all.subList(0, all.size() - 1), List.of());
            FixLawTest.runAll(database, start, example.name());
            Map<String, List<String>> rows = new TreeMap<>();
            try (Connection session = database.connect()) {
                fill(session, CatalogReader.read(session));
                FixLawTest.runAll(
                        database, history.with(all.subList(all.size() - 1, all.size()), List.of()), example.name());
                Catalog catalog = CatalogReader.read(session);
                for (Table table : catalog.tables()) {
                    String name = Identifiers.quoteIdentifier(
                            table.name().schema(), table.name().name());
                    rows.put(name, read(session, "select * from " + name));
                }
                for (View view : catalog.views()) {
                    String name = Identifiers.quoteIdentifier(
                            view.name().schema(), view.name().name());
                    rows.put(name, read(session, "select * from " + name));
                }
            }
            return rows;
        }
    }

    private static List<String> read(Connection session, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement sql = session.createStatement();
                ResultSet result = sql.executeQuery(query)) {
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append(result.getString(i)).append(" | ");
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }

    /** Rows that a constraint refuses are left out, the same ones in every database. */
    private static void fill(Connection session, Catalog catalog) throws SQLException {
        Random random = new Random(7);
        try (Statement sql = session.createStatement()) {
            for (int pass = 0; pass < 2; pass++) {
                for (Table table : catalog.tables()) {
                    for (int i = 0; i < ROWS; i++) {
                        insert(sql, table, random);
                    }
                }
            }
        }
    }

    private static void insert(Statement sql, Table table, Random random) {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column.generated() == null && column.identity() == null) {
                columns.add(Identifiers.quoteIdentifier(column.name()));
                values.add(!column.notNull() && random.nextInt(3) == 0 ? "null" : value(column.type(), random));
            }
        }
        try {
            sql.execute("insert into "
                    + Identifiers.quoteIdentifier(
                            table.name().schema(), table.name().name())
                    + " (" + String.join(", ", columns) + ") values (" + String.join(", ", values) + ")");
        } catch (SQLException refused) {
            assertThat(refused.getSQLState()).as(refused.getMessage()).startsWith("23");
        }
    }

    private static String value(String type, Random random) {
        int number = random.nextInt(8);
        if (type.startsWith("timestamp") || type.equals("date")) {
            return "'2026-01-0" + (1 + number) + "'";
        } else if (type.startsWith("character") || type.equals("text")) {
            return "'" + List.of("a", "b", "", "new", "A", "paid", "x y", "10").get(number) + "'";
        } else if (type.equals("boolean")) {
            return String.valueOf(number > 3);
        }
        return String.valueOf(1 + number);
    }
}
