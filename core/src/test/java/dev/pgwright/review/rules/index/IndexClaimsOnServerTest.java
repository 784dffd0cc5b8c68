package dev.pgwright.review.rules.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rules say that an index can do and cannot, asked of PostgreSQL's planner. */
@Tag("laws")
class IndexClaimsOnServerTest {
    /** A table of 20,000 rows, of which 10 refer to each of 2,000. */
    private static final List<String> REFERRING = List.of(
            "create table parents (a int, b text, unique (a, b))",
            "insert into parents select n, 't' || n from generate_series(1, 2000) n",
            "create table children (id int, a int, b text, done boolean, foreign key (a, b) references parents (a, b))",
            "insert into children select n, n % 2000 + 1, 't' || n % 2000 + 1, n % 3 = 0 from generate_series(1, 20000) n");

    /** Each statement makes an index of children. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    create index on children (a, b)
                    create index on children (b, a, id)
                    create index on children (id, a, b)
                    create index on children (a, b) where not done
                    create index on children (a, b) where a is not null
                    create index on children (a, b) where a is not null and b is not null
                    create index on children (a, b) where id is not null
                    create index on children (b text_pattern_ops, a)
                    create index on children (b collate "C", a)
                    create index on children (lower(b), (a + 0))
                    create index on children (id) include (a, b)
                    """)
    void aReferenceIsFoundByTheIndexesThatTheRuleCounts(String index) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect())) {
            run(session, REFERRING);
            run(session, List.of(index, "vacuum analyze children", "set plan_cache_mode = force_generic_plan"));
            // the query of ri_triggers.c; skip scan and whole-index scans are not what is meant
            run(
                    session,
                    List.of("prepare referring (int, text) as select 1 from only children x where $1"
                            + " operator(pg_catalog.=) a and $2 operator(pg_catalog.=) b for key share of x"));
            String plan = explain(session, "execute referring (17, 't17')");
            boolean goesToBoth = plan.contains("a = $1")
                    && plan.contains("b = $2")
                    && plan.contains("Index Cond")
                    && !plan.contains("Filter");
            assertThat(goesToBoth)
                    .as(plan)
                    .isEqualTo(found(database, new ForeignKeyWithoutIndex()).isEmpty());
        }
    }

    /** With a referring table of its own, as these methods take one kind of values. */
    @ParameterizedTest
    @ValueSource(strings = {"hash (a)", "spgist (b)"})
    void otherMethodsFindAReferenceToo(String index) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect())) {
            String column = index.substring(index.indexOf('(') + 1, index.indexOf(')'));
            run(session, REFERRING);
            run(
                    session,
                    List.of(
                            "alter table children drop constraint children_a_b_fkey",
                            "alter table parents add unique (" + column + ")",
                            "alter table children add foreign key (" + column + ") references parents (" + column + ")",
                            "create index on children using " + index,
                            "vacuum analyze children"));
            assertThat(explain(
                            session,
                            "select 1 from only children x where "
                                    + (column.equals("a") ? "17" : "'t17'::text") + " = " + column
                                    + " for key share of x"))
                    .contains("Index Cond");
            assertThat(found(database, new ForeignKeyWithoutIndex())).isEmpty();
        }
    }

    private static final List<String> EVENTS = List.of(
            "create table events (id int, a int, b int, c int, note text)",
            "insert into events select n, n % 2000, n % 7, n % 11, 'n' || n from generate_series(1, 20000) n");

    /**
     * A query that the first index answers in its way (the last words are of its plan), answered in the same way by the second
     * alone.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    (a) | (a, b) | select * from events where a = 17 | Index Cond: (a = 17)
                    (a) | (a, b) | select * from events order by a limit 10 | Index Scan
                    (a) | (a, b) | select count(*) from events where a < 100 | Index Only Scan
                    (a) | (a desc, b) | select * from events order by a limit 10 | Index Scan Backward
                    (a) | (a desc, b) | select * from events where a between 17 and 19 | Index Cond
                    (a desc, b) | (a, b desc, c) | select * from events order by a desc, b limit 10 | Index Scan Backward
                    (a) include (b) | (a, b) | select b from events where a = 17 | Index Only Scan
                    (a) include (b) | (a) include (c, b) | select b from events where a = 17 | Index Only Scan
                    (lower(note)) | (lower(note), a) | select * from events where lower(note) = 'n17' | Index Cond
                    (a) where b = 3 | (a, c) where b = 3 | select * from events where a = 17 and b = 3 | Index Cond: (a = 17)
                    """)
    void aRedundantIndexIsNotMissed(String shorter, String longer, String query, String way) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect())) {
            run(session, EVENTS);
            run(
                    session,
                    List.of("create index shorter on events " + shorter, "create index longer on events " + longer));
            run(
                    session,
                    List.of(
                            "vacuum analyze events",
                            "set enable_bitmapscan = off",
                            // whether VACUUM could mark all pages decides between a scan of the table and one of the
                            // index
                            "set enable_seqscan = off"));
            assertThat(found(database, new RedundantIndex()))
                    .singleElement()
                    .asString()
                    .startsWith("shorter of events can do nothing that longer cannot");
            run(session, List.of("drop index shorter"));
            assertThat(explain(session, query)).contains(way).contains("longer").doesNotContain("Sort");
        }
    }

    /** What the second index cannot do for the first, so that the rule says nothing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    (b, a) | (a, b) | select * from events order by b, a limit 10
                    (a, b) | (a, b desc, c) | select * from events order by a, b limit 10
                    (a nulls first) | (a, b) | select * from events order by a nulls first limit 10
                    (note collate "C") | (note, a) | select * from events where note = 'n17' collate "C"
                    (a) | (a, b) where b = 3 | select * from events where a = 17
                    (a) include (note) | (a, b) | select note from events where a = 17
                    """)
    void whatIsNotRedundantWouldBeMissed(String one, String other, String query) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect())) {
            run(session, EVENTS);
            run(session, List.of("create index one on events " + one, "create index other on events " + other));
            run(session, List.of("vacuum analyze events", "set enable_bitmapscan = off"));
            assertThat(found(database, new RedundantIndex())).isEmpty();
            String with = explain(session, query);
            run(session, List.of("drop index one"));
            assertThat(explain(session, query)).isNotEqualTo(with.replaceAll("\\bone\\b", "other"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aPredicateThatIsAlwaysTrueKeepsQueriesFromTheIndex(int major) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(major);
                Session session = Session.of(database.connect())) {
            run(session, EVENTS);
            run(
                    session,
                    List.of(
                            "alter table events add check (c >= 0), alter a set not null, alter c set not null",
                            "create index by_required on events (note) where a is not null",
                            "create index by_check on events (b) where c >= 0",
                            "vacuum analyze events",
                            "set enable_seqscan = off"));
            assertThat(found(database, new UnnecessaryIndexPredicate())).hasSize(2);
            assertThat(explain(session, "select * from events where note = 'n17'"))
                    .doesNotContain("by_required");
            assertThat(explain(session, "select * from events where b = 3")).doesNotContain("by_check");
            assertThat(explain(session, "select * from events where b = 3 and c >= 0"))
                    .contains("by_check");
        }
    }

    @Test
    void aDuplicateIsNotMissedByQueriesNorByForeignKeysNorByConflicts() throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect())) {
            run(
                    session,
                    List.of(
                            "create table codes (id int primary key, code text not null constraint codes_code unique)",
                            "create unique index codes_code_twice on codes (code)",
                            "create index codes_code_thrice on codes (code)",
                            "insert into codes select n, 'c' || n from generate_series(1, 20000) n",
                            "vacuum analyze codes"));
            assertThat(found(database, new DuplicateIndex()))
                    .containsExactly(
                            "codes_code_thrice of codes is the same index as that of its constraint codes_code, and every write"
                                    + " keeps both",
                            "codes_code_twice of codes is the same index as that of its constraint codes_code, and every write"
                                    + " keeps both");
            run(session, List.of("drop index codes_code_twice", "drop index codes_code_thrice"));
            assertThat(explain(session, "select * from codes where code = 'c17'"))
                    .contains("codes_code");
            run(
                    session,
                    List.of(
                            "insert into codes values (0, 'c17') on conflict (code) do nothing",
                            "create table uses (code text references codes (code))"));
            assertThat(found(database, new DuplicateIndex())).isEmpty();
        }
    }

    @Test
    void aFailedBuildIsSeenInADatabase() throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect())) {
            run(
                    session,
                    List.of(
                            "create table codes (id int primary key, code text)",
                            "insert into codes values (1, 'a'), (2, 'a')"));
            assertRefused(session, "create unique index concurrently codes_code on codes (code)");
            assertThat(found(database, new InvalidIndex()))
                    .containsExactly(
                            "codes_code of codes is not valid and serves no query: its concurrent build did not come to an"
                                    + " end");
            run(session, List.of("delete from codes where id = 2", "reindex index concurrently codes_code"));
            assertThat(found(database, new InvalidIndex())).isEmpty();
        }
    }

    private static void assertRefused(Session session, String sql) {
        assertThatThrownBy(() -> session.execute(sql)).hasMessageContaining("could not create unique index");
    }

    private static void run(Session session, List<String> statements) {
        statements.forEach(session::execute);
    }

    private static String explain(Session session, String query) {
        return session.rows("explain (costs off) " + query).values().stream()
                .map(row -> String.valueOf(row.get(0)))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> found(TestDatabase database, Rule rule) throws SQLException {
        Catalog catalog;
        try (Connection connection = database.connect()) {
            catalog = CatalogReader.read(connection);
        }
        return Reviewer.review(
                        MigrationHistory.of(Framework.PLAIN, List.of(), List.of()),
                        List.of(rule),
                        ReviewOptions.forVersion(18).withStart(catalog))
                .findings()
                .stream()
                .map(ReviewFinding::message)
                .sorted()
                .toList();
    }
}
