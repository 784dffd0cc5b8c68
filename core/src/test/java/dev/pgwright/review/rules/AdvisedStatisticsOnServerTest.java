package dev.pgwright.review.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.explain.ExplainReader;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.review.Rule;
import dev.pgwright.review.rules.index.ExtendedStatisticsCandidate;
import dev.pgwright.server.Session;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PostgreSQL's planner expects nearly as many rows as there are when it has the statistics that a finding proposes, and too few without. */
@Tag("laws")
class AdvisedStatisticsOnServerTest {
    private static final Rule RULE = new ExtendedStatisticsCandidate();

    /** In each table 200 rows of 20000 have a pair of values, of which one says what the other is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            bad-1.sql | insert into addresses select n, concat('c', n % 100), concat('p', n % 100), 's' from generate_series(1, 20000) n | 'c7', 'p7'
            bad-2.sql | insert into shop."Items" select n, concat('b', n % 100), concat('m', n % 100), n from generate_series(1, 20000) n | 'b7', 'm7', 0
            """)
    void estimateGetsBetter(String name, String rows, String values) {
        RuleExample example = RuleExamplesTest.examples(RULE.info())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        String advice = RuleExamplesTest.findings(RULE, example).get(0).advice();
        assertThat(advice).startsWith("CREATE STATISTICS ");
        try (TestDatabase database = PostgresFixture.newDatabase(example.version());
                Session session = Session.of(database.connect())) {
            for (Migration migration : example.history().migrations()) {
                session.execute(migration.up().sql().text());
            }
            session.execute(rows);
            session.execute("analyze");
            session.execute("prepare q as " + example.facts().queries().get(0).sql());
            session.execute("set plan_cache_mode = force_generic_plan");
            double before = expected(session, values);
            // as a person would take it over
            String sql = advice.substring(0, advice.length() - 1);
            Sql.parse(SourceFile.of("advice", sql))
                    .statements()
                    .forEach(statement -> session.execute(statement.span().of(sql)));
            double after = expected(session, values);
            int found = session.rows("execute q(" + values + ")").values().size();
            assertThat(found).isEqualTo(200);
            assertThat(before).isLessThan(found / 20.0);
            assertThat(after).isBetween(found / 4.0, found * 1.5);
        }
    }

    private static double expected(Session session, String values) {
        return ExplainReader.read(session.rows("explain (format json) execute q(" + values + ")")
                        .single())
                .plan()
                .rows();
    }
}
