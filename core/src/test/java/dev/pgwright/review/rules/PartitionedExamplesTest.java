package dev.pgwright.review.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.TransactionStmt;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Rules about schemas say of a partitioned table what they say of a plain one, once, and nothing of its partitions: the tables of their
 * examples are partitioned by hash, by the first column with which PostgreSQL accepts the whole example.
 */
@Tag("laws")
class PartitionedExamplesTest {
    /** Rules that say something else of partitions, and why. */
    private static final Map<String, String> OTHER_OF_PARTITIONS = Map.of(
            "published-table-without-replica-identity",
                    "a partition has a replica identity of its own, which ALTER TABLE of its parent does not set",
            "live-schema-drift", "that a table is partitioned is itself a difference from what its migrations make");

    private static final AtomicInteger PARTITIONED = new AtomicInteger();
    private static final AtomicInteger REFUSED = new AtomicInteger();
    private static final SharedSessions SESSIONS = new SharedSessions();

    @AfterAll
    static void end() throws SQLException {
        SESSIONS.close();
        // PostgreSQL refuses exclusion constraints and several unique keys without a column in common
        assertThat(REFUSED.get()).isLessThan(Math.max(10, PARTITIONED.get() / 3));
    }

    @TestFactory
    Stream<DynamicTest> partitionedTableIsJudgedAsPlainOne() {
        return RuleExamplesTest.chosen()
                .filter(rule -> rule instanceof SchemaRule
                        && !OTHER_OF_PARTITIONS.containsKey(rule.info().id()))
                .flatMap(rule -> RuleExamplesTest.examples(rule.info())
                        .filter(example -> example.refused().isEmpty() && example.version() == 18)
                        .map(example -> DynamicTest.dynamicTest(
                                rule.info().id() + "/" + example.name(), () -> compare(rule, example))));
    }

    private static void compare(Rule rule, RuleExample example) throws SQLException {
        ReviewOptions options = example.options().withRules(Map.of(rule.info().id(), example.settings()));
        List<String> plain = messages(
                Reviewer.review(example.history(), List.of(rule), options).findings());
        Optional<Catalog> partitioned = partitioned(example);
        (partitioned.isPresent() ? PARTITIONED : REFUSED).incrementAndGet();
        if (partitioned.isPresent()) {
            assertThat(messages(Reviewer.review(
                                    MigrationHistory.of(Framework.PLAIN, List.of(), List.of()),
                                    List.of(rule),
                                    options.withStart(partitioned.get()))
                            .findings()))
                    .isEqualTo(plain);
        }
    }

    /** The schema of an example with partitioned tables; nothing where PostgreSQL refuses each column of them as the key. */
    private static Optional<Catalog> partitioned(RuleExample example) throws SQLException {
        Connection session = SESSIONS.session(18);
        try {
            for (int column = 0; column < 4; column++) {
                Savepoint before = session.setSavepoint();
                if (runs(session, example, column)) {
                    return Optional.of(CatalogReader.read(session));
                }
                session.rollback(before);
            }
            return Optional.empty();
        } finally {
            session.rollback();
        }
    }

    private static boolean runs(Connection session, RuleExample example, int column) throws SQLException {
        int tables = 0;
        try (Statement sql = session.createStatement()) {
            sql.setEscapeProcessing(false);
            for (Migration migration : example.history().migrations()) {
                String text = migration.up().sql().text();
                for (var statement : Sql.parse(migration.up().sql()).statements()) {
                    String form = statement.span().of(text);
                    if (statement.tree() instanceof CreateStmt table && isPlain(table)) {
                        tables++;
                        createPartitioned(sql, table, form, column);
                    } else if (!(statement.tree() instanceof TransactionStmt)) {
                        sql.execute(form);
                    }
                }
            }
            return tables > 0;
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean isPlain(CreateStmt table) {
        return table.inhRelations().isEmpty()
                && table.partspec() == null
                && table.partbound() == null
                && table.ofTypename() == null
                && table.options().isEmpty()
                && table.relation() != null
                && table.tableElts().stream().anyMatch(ColumnDef.class::isInstance)
                && table.relation().relpersistence().equals("p");
    }

    private static void createPartitioned(Statement sql, CreateStmt table, String form, int column)
            throws SQLException {
        List<String> columns = new ArrayList<>();
        table.tableElts().forEach(element -> {
            if (element instanceof ColumnDef def && def.colname() != null) {
                columns.add(def.colname());
            }
        });
        String key = Identifiers.quoteIdentifier(columns.get(Math.min(column, columns.size() - 1)));
        RangeVar name = table.relation();
        String schema = name.schemaname() == null ? "" : Identifiers.quoteIdentifier(name.schemaname()) + ".";
        sql.execute(form + " partition by hash (" + key + ")");
        sql.execute("create table " + schema + Identifiers.quoteIdentifier(name.relname() + "_0") + " partition of "
                + schema + Identifiers.quoteIdentifier(name.relname()) + " for values with (modulus 1, remainder 0)");
    }

    private static List<String> messages(List<ReviewFinding> findings) {
        return findings.stream()
                .map(finding -> finding.severity() + " " + finding.message())
                .sorted()
                .toList();
    }
}
