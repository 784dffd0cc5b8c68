package dev.pgwright.review.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.review.Rule;
import dev.pgwright.review.rules.RuleExample.Refused;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every example is run on the version that it is for: it works there, or fails where and how it says. */
@Tag("laws")
class ExamplesOnServerTest {
    /** Kept from example to example, as a new one takes longer than most examples. */
    private static final Map<Integer, TestDatabase> DATABASES = new TreeMap<>();

    /** Drops what an example made; false if something is left that the next one would meet. */
    private static boolean isEmptied(TestDatabase database) throws SQLException {
        try (Connection session = database.connect();
                Statement sql = session.createStatement()) {
            sql.execute("""
                    do $$
                    declare made text;
                    begin
                        for made in select nspname from pg_namespace where nspname !~ '^(pg_|information_schema)' loop
                            execute format('drop schema %I cascade', made);
                        end loop;
                        create schema public;
                    end $$""");
            try (ResultSet left = sql.executeQuery("""
                    select (select count(*) from pg_class where oid >= 16384)
                         + (select count(*) from pg_type where oid >= 16384)
                         + (select count(*) from pg_extension where oid >= 16384)
                         + (select count(*) from pg_publication)
                         + (select count(*) from pg_event_trigger)
                         + (select count(*) from pg_db_role_setting)""")) {
                left.next();
                return left.getLong(1) == 0;
            }
        }
    }

    @AfterAll
    static void dropDatabases() {
        DATABASES.values().forEach(TestDatabase::close);
        DATABASES.clear();
    }

    @TestFactory
    Stream<DynamicTest> postgresqlDoesWhatTheExamplesSay() {
        return RuleExamplesTest.chosen()
                .map(Rule::info)
                .flatMap(rule -> RuleExamplesTest.examples(rule)
                        .map(example ->
                                DynamicTest.dynamicTest(rule.id() + "/" + example.name(), () -> runs(example))));
    }

    private static void runs(RuleExample example) throws SQLException {
        List<Refused> refused = new ArrayList<>();
        TestDatabase database = DATABASES.computeIfAbsent(example.version(), PostgresFixture::newDatabase);
        try {
            for (Migration migration : example.history().migrations()) {
                try (Connection session = database.connect()) {
                    run(session, migration.up(), example).ifPresent(refused::add);
                }
            }
        } finally {
            if (!isEmptied(database)) {
                database.close();
                DATABASES.remove(example.version());
            }
        }
        assertThat(refused).isEqualTo(example.refused());
    }

    /** The refusal that ended the script, if one did; one that the example does not say is a failure. */
    private static Optional<Refused> run(Connection session, Script script, RuleExample example) throws SQLException {
        SourceFile source = script.sql();
        ParsedSql parsed = Sql.parse(source);
        List<Span> statements = Stream.concat(
                        // rows for COPY go another way than statements
                        parsed.statements().stream()
                                .filter(statement -> !(statement.tree() instanceof CopyStmt))
                                .map(dev.pgwright.sql.Statement::span),
                        parsed.errors().stream().map(error -> error.statement()))
                .sorted(Comparator.naturalOrder())
                .toList();
        try (Statement sql = session.createStatement()) {
            sql.setEscapeProcessing(false);
            boolean wrapped = script.transactions() == TransactionMode.SCRIPT
                    || (script.transactions() == TransactionMode.SIMPLE_QUERY && statements.size() > 1);
            if (wrapped) {
                sql.execute("begin");
            }
            for (Span statement : statements) {
                try {
                    sql.execute(statement.of(source.text()));
                } catch (SQLException e) {
                    int from = source.position(statement.start()).line();
                    int to = source.position(statement.end()).line();
                    Refused expected = example.refused().stream()
                            .filter(refusal -> from <= refusal.line() && refusal.line() <= to)
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("line " + from + ": " + e.getMessage(), e));
                    assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(expected.state());
                    return Optional.of(expected);
                }
            }
            if (wrapped) {
                sql.execute("commit");
            }
        }
        return Optional.empty();
    }
}
