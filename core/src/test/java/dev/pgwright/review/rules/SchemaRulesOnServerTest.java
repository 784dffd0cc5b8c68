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
import dev.pgwright.review.RoutineRule;
import dev.pgwright.review.Rule;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.TransactionStmt;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Rules about schemas and routines say the same of a database as of the files that made it: the examples are run, the catalog is read, and
 * what is found is compared. They are run in a schema whose name needs quotes, unless they name one, and their tables lose a
 * column.
 */
@Tag("laws")
class SchemaRulesOnServerTest {
    private static final String OTHER_SCHEMA = "Other Place";
    private static final String LOSE_A_COLUMN = """
            do $$
            declare changed regclass;
            begin
                for changed in
                    select oid from pg_class
                    where relkind in ('r', 'p') and oid >= 16384 and not relispartition and relpersistence <> 't'
                        and not exists (select from pg_inherits where inhparent = pg_class.oid and relkind = 'r')
                        and not exists (select from pg_inherits where inhrelid = pg_class.oid)
                        and reloftype = 0
                loop
                    execute format('alter table %s add column lost_column integer', changed);
                    execute format('alter table %s drop column lost_column', changed);
                end loop;
            end $$""";

    private static final String ACTIVE_TRANSACTION = "25001";

    /** SQLSTATE of what has no place in a transaction, of a new value of an enum that is used, and of a table with triggers to come. */
    private static final Set<String> NEEDS_COMMIT = Set.of(ACTIVE_TRANSACTION, "55P04", "55006");

    private static final SharedSessions SESSIONS = new SharedSessions();

    @AfterAll
    static void close() throws SQLException {
        SESSIONS.close();
    }

    @TestFactory
    Stream<DynamicTest> databaseIsJudgedAsTheFilesThatMadeIt() {
        return RuleExamplesTest.chosen()
                .filter(rule -> rule instanceof SchemaRule || rule instanceof RoutineRule)
                .flatMap(rule -> RuleExamplesTest.examples(rule.info())
                        .filter(example -> example.refused().isEmpty())
                        .map(example -> DynamicTest.dynamicTest(
                                rule.info().id() + "/" + example.name(), () -> compare(rule, example))));
    }

    private static void compare(Rule rule, RuleExample example) throws SQLException {
        List<String> inFiles = messages(Reviewer.review(example.history(), List.of(rule), options(rule, example))
                .findings());
        boolean movable = !example.text().contains("public") && !example.text().contains("search_path");
        assertThat(messages(inDatabase(rule, example, movable ? OTHER_SCHEMA : null)))
                .isEqualTo(inFiles);
    }

    private static ReviewOptions options(Rule rule, RuleExample example) {
        return example.options().withRules(Map.of(rule.info().id(), example.settings()));
    }

    private static List<ReviewFinding> inDatabase(Rule rule, RuleExample example, String schema) throws SQLException {
        Optional<Catalog> made = takenBack(example, schema);
        Catalog catalog = made.isPresent() ? made.get() : inDatabaseOfItsOwn(example, schema);
        return Reviewer.review(
                        MigrationHistory.of(Framework.PLAIN, List.of(), List.of()),
                        List.of(rule),
                        options(rule, example).withStart(catalog))
                .findings();
    }

    /** In a transaction that is taken back, as a new database takes longer than the rest; nothing where PostgreSQL wants it committed. */
    private static Optional<Catalog> takenBack(RuleExample example, String schema) throws SQLException {
        Connection session = SESSIONS.session(example.version());
        try {
            make(session, example, schema);
            return Optional.of(CatalogReader.read(session));
        } catch (SQLException e) {
            if (NEEDS_COMMIT.contains(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        } finally {
            session.rollback();
        }
    }

    private static Catalog inDatabaseOfItsOwn(RuleExample example, String schema) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(example.version())) {
            try (Connection session = database.connect()) {
                make(session, example, schema);
            }
            try (Connection session = database.connect()) {
                return CatalogReader.read(session);
            }
        }
    }

    private static void make(Connection session, RuleExample example, String schema) throws SQLException {
        try (Statement sql = session.createStatement()) {
            sql.setEscapeProcessing(false);
            if (schema != null) {
                sql.execute("create schema \"" + schema + "\"");
                sql.execute("set search_path to \"" + schema + "\", public");
            }
            for (Migration migration : example.history().migrations()) {
                String text = migration.up().sql().text();
                for (var statement : Sql.parse(migration.up().sql()).statements()) {
                    if (statement.tree() instanceof TransactionStmt && !session.getAutoCommit()) {
                        throw new SQLException("a transaction of its own", ACTIVE_TRANSACTION);
                    }
                    sql.execute(statement.span().of(text));
                }
            }
            sql.execute(LOSE_A_COLUMN);
        }
    }

    /** What is said, whatever the order and the schema. */
    private static List<String> messages(List<ReviewFinding> findings) {
        return findings.stream()
                .map(finding -> finding.severity() + " " + finding.message().replace(OTHER_SCHEMA + ".", ""))
                .sorted()
                .toList();
    }
}
