package dev.pgwright.review.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.code.EmbeddedStatement;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.review.rules.query.QueryDoesNotMatchSchema;
import dev.pgwright.server.Session;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import dev.pgwright.workload.KnownQuery;
import dev.pgwright.workload.PreparedQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The queries of our examples are refused by a server for the reasons, and at the places, that are found without one. */
@Tag("laws")
class PreparedExamplesTest {
    private static final List<Rule> ASKED = List.of(new QueryDoesNotMatchSchema());
    private static final AtomicInteger ACCEPTED = new AtomicInteger();
    private static final AtomicInteger REFUSED = new AtomicInteger();

    @TestFactory
    Stream<DynamicTest> serverRefusesWhatIsFoundWithoutOne() {
        return RuleExamplesTest.chosen()
                .flatMap(rule -> RuleExamplesTest.examples(rule.info())
                        .filter(example -> example.refused().isEmpty()
                                && !queries(example).isEmpty()
                                // of what no file makes nobody says that it is missing
                                && !example.history().migrations().isEmpty())
                        .map(example -> DynamicTest.dynamicTest(
                                rule.info().id() + "/" + example.name(), () -> compare(example))));
    }

    @AfterAll
    static void enoughWasAsked() {
        if (System.getProperty("pgwright.rule") == null) {
            assertThat(ACCEPTED.get()).as("queries that the server accepts").isGreaterThan(130);
            assertThat(REFUSED.get()).as("queries that it refuses").isGreaterThan(5);
        }
    }

    private static List<String> queries(RuleExample example) {
        return Stream.concat(
                        example.facts().queries().stream().map(KnownQuery::sql),
                        example.code().stream()
                                .flatMap(file -> file.statements().stream())
                                .filter(EmbeddedStatement::judged)
                                .map(EmbeddedStatement::sql))
                .toList();
    }

    private static void compare(RuleExample example) {
        Map<String, PreparedQuery> answers = answers(example);
        answers.values().stream()
                .filter(PreparedQuery::isJudgement)
                .forEach(answer -> (answer.isAccepted() ? ACCEPTED : REFUSED).incrementAndGet());
        assertThat(found(example, example.options()))
                .isEqualTo(found(example, example.options().withPrepared(answers)));
    }

    private static List<String> found(RuleExample example, ReviewOptions options) {
        return Reviewer.review(example.history(), example.code(), ASKED, options).findings().stream()
                .map(PreparedExamplesTest::shown)
                .toList();
    }

    private static String shown(ReviewFinding finding) {
        return finding.source().position(finding.span().start()) + " " + finding.message();
    }

    private static Map<String, PreparedQuery> answers(RuleExample example) {
        try (TestDatabase database = PostgresFixture.newDatabase(example.version());
                Session session = Session.of(database.connect())) {
            for (Migration migration : example.history().migrations()) {
                String text = migration.up().sql().text();
                for (Statement statement : Sql.parse(migration.up().sql()).statements()) {
                    session.execute(statement.span().of(text));
                }
            }
            List<String> path = new ArrayList<>(Arrays.asList("public"));
            session.rows("select nspname from pg_namespace where nspname !~ '^pg_|^information_schema$|^public$'"
                            + " order by 1")
                    .values()
                    .forEach(row -> path.add(String.valueOf(row.get(0))));
            session.execute("set default_transaction_read_only = on");
            return PreparedQuery.ask(session, queries(example), path);
        }
    }
}
