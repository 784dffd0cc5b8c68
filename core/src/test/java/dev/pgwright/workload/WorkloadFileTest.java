package dev.pgwright.workload;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgwright.finding.Finding;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Session;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

class WorkloadFileTest {
    private static Workload read(String name, String text) {
        return WorkloadFile.read(SourceFile.of(name, text));
    }

    private static List<String> messages(Workload workload) {
        return workload.problems().stream()
                .map(problem -> problem.place() + ": " + problem.message())
                .toList();
    }

    @Test
    void callsStandInCommentsInFrontOfStatements() {
        Workload workload = read("shop.sql", """
                -- the start page
                -- pgwright:calls 12.5/s
                select id from orders where customer_id = $1;

                /* pgwright:calls 30 / min */ delete from carts
                    where id = $1;
                select 1; -- pgwright:calls 2/day
                select 2
                """);
        assertThat(workload.problems()).isEmpty();
        assertThat(workload.queries())
                .extracting(KnownQuery::name, KnownQuery::sql, KnownQuery::callsPerSecond)
                .containsExactly(
                        tuple("shop.sql:3", "select id from orders where customer_id = $1", 12.5),
                        tuple("shop.sql:5", "delete from carts\n    where id = $1", 0.5),
                        tuple("shop.sql:7", "select 1", null),
                        tuple("shop.sql:8", "select 2", 2 / 86_400.0));
        assertThat(workload.queries()).allSatisfy(query -> {
            QueryPlace place = requireNonNull(query.place());
            assertThat(place.span().of(place.file().text())).isEqualTo(query.sql());
            assertThat(query.name())
                    .isEqualTo("shop.sql:"
                            + place.file().position(place.span().start()).line());
        });
    }

    @Test
    void whatIsWrongInSqlIsSaidAndTheRestIsRead() {
        Workload workload = read("shop.sql", """
                -- pgwright:calls often
                select 1;
                selekt 2;
                -- pgwright:calls 5
                select 3;
                -- pgwright:callsign is another word
                """);
        assertThat(workload.queries()).extracting(KnownQuery::sql).containsExactly("select 1", "select 3");
        assertThat(messages(workload))
                .containsExactly(
                        "shop.sql:1:1: these are no calls: 'often'",
                        "shop.sql:3:1: syntax error at or near \"selekt\"",
                        "shop.sql:4:1: these are no calls: '5'");
    }

    @Test
    void exportsAsCopyWritesThemAreRead() throws Exception {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect())) {
            session.execute("create table exported (userid oid, queryid bigint, query text, calls_per_second float8)");
            String sql = "select \"Größe\",\n  'a,b' -- \"c\"\r\nfrom t where x = $1";
            session.rows("insert into exported values (10, -42, ?, 2.5), (11, -42, ?, 0.5)", sql, sql);
            session.execute(
                    "insert into exported values (10, 43, 'select 1', null), (10, 44, '<insufficient privilege>', 1)");
            StringWriter csv = new StringWriter();
            session.connection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy exported to stdout (format csv, header)", csv);
            String json = session.rows("select json_agg(e) from exported e").single();

            List<KnownQuery> expected =
                    List.of(new KnownQuery("queryid -42", sql, 3.0), new KnownQuery("queryid 43", "select 1", null));
            assertThat(read("q.csv", csv.toString()).queries()).isEqualTo(expected);
            assertThat(read("q.CSV", csv.toString().replace("\n10,43", "\r\n10,43"))
                            .queries())
                    .isEqualTo(expected);
            assertThat(read("q.json", json).queries()).isEqualTo(expected);
            assertThat(messages(read("q.json", json)))
                    .containsExactly("q.json: 1 of its queries are hidden from the role that exported them");
        }
    }

    @Test
    void exportOfSeveralDatabasesIsSaidToBeOne() {
        Workload workload = read("q.csv", "dbid,query\n5,select 1\n16384,select 2\n");
        assertThat(workload.queries()).extracting(KnownQuery::name).containsExactly("q.csv:2", "q.csv:3");
        assertThat(messages(workload)).singleElement().asString().contains("2 databases (dbid 16384, 5)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            q.csv  | ``                              | q.csv:1:1: its first line names no column 'query'
            q.csv  | `a,b\n1,2`                      | q.csv:1:1: its first line names no column 'query'
            q.csv  | `a,query\n1,"select`            | q.csv:2:3: this quote is not closed
            q.csv  | `a,query\n\n1`                  | q.csv:3:1: this row has 1 values, but the first line names 2 columns
            q.json | `{}`                            | q.json:1:1: an array of objects is expected
            q.json | `[5]`                           | q.json:1:2: an object is expected
            q.json | `[{"query": "x"}, {"calls":1}]` | q.json:1:18: this object has no member 'query'
            q.json | `[`                             | q.json:1:2: this is not JSON: Unexpected end-of-input
            """)
    void whatIsNoExportIsRefusedWithItsPlace(String name, String text, String message) {
        assertThatThrownBy(() -> read(name, text.replace("\\n", "\n")))
                .isInstanceOf(PgwrightException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void fileThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> WorkloadFile.read(Path.of("nowhere.sql")))
                .isInstanceOf(PgwrightException.class)
                .hasMessage("nowhere.sql: there is no such file");
    }

    @Test
    void workloadsAreJoinedAndTheFirstCounts() {
        Workload one = read("a.sql", "-- pgwright:calls 1/s\nselect 1;");
        Workload both = one.plus(read("b.sql", "select 1; select 2; selekt"));
        assertThat(both.queries()).extracting(KnownQuery::name).containsExactly("a.sql:2", "b.sql:1");
        assertThat(both.problems()).extracting(Finding::id).containsExactly("workload-form");
    }
}
