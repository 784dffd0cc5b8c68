package dev.pgwright.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.review.rules.Rules;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.KnownQuery;
import dev.pgwright.workload.WorkloadFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where queries come from, what they are judged by, and where what is found stands. */
class QueryReviewTest {
    private static final String SHOP = """
            create table customers (id bigint primary key, name text not null);
            create table orders (id bigint primary key, customer_id bigint not null);
            """;

    private static Script script(SourceFile source) {
        Span all = new Span(0, source.text().length());
        return new Script(
                source, source, List.of(new Script.Piece(all, all)), List.of(), TransactionMode.STATEMENT, "a test");
    }

    private static List<String> review(String workload, List<KnownQuery> counted, String... scripts) {
        List<Migration> migrations = new ArrayList<>();
        for (String script : scripts) {
            String name = "V" + (migrations.size() + 1) + ".sql";
            migrations.add(new Migration(
                    Framework.PLAIN, name, name, Migration.Kind.VERSIONED, script(SourceFile.of(name, script)), null));
        }
        List<KnownQuery> queries = new ArrayList<>(
                WorkloadFile.read(SourceFile.of("app.sql", workload)).queries());
        queries.addAll(counted);
        List<Rule> rules =
                Rules.ALL.stream().filter(rule -> rule instanceof QueryRule).toList();
        ReviewResult result = Reviewer.review(
                MigrationHistory.of(Framework.PLAIN, migrations, List.of()),
                rules,
                ReviewOptions.forVersion(18).withFacts(DatabaseFacts.NONE.withQueries(queries)));
        return result.findings().stream()
                .map(finding -> finding.source().place(finding.span().start()) + " "
                        + finding.rule().id())
                .toList();
    }

    @Test
    void whatIsFoundOfAKnownQueryStandsInItsFile() {
        assertThat(review("select id\nfrom customers\nwhere nmae = $1;\n", List.of(), SHOP))
                .containsExactly("app.sql:3:7 query-does-not-match-schema");
    }

    @Test
    void whatIsFoundOfACountedQueryStandsAtItsName() {
        assertThat(review("", List.of(new KnownQuery("queryid 7", "select * from orders where id = $1", 2.0)), SHOP))
                .containsExactly("queryid 7:1:8 select-star");
    }

    @Test
    void countedQueriesOfToolsAreLetBe() {
        String tool = "select * from pg_class c join pg_namespace n on n.oid = c.relnamespace";
        assertThat(review("", List.of(new KnownQuery("queryid 7", tool, 2.0)), SHOP))
                .isEmpty();
        assertThat(review("", List.of(new KnownQuery("queryid 7", tool + " join orders on true", 2.0)), SHOP))
                .contains("queryid 7:1:8 select-star");
    }

    @Test
    void aQueryThatIsKnownTwiceIsJudgedOnce() {
        assertThat(review(
                        "select * from orders where id = $1;",
                        List.of(new KnownQuery("queryid 7", "select * from orders where id = $1", 2.0)),
                        SHOP))
                .containsExactly("app.sql:1:8 select-star");
    }

    @Test
    void whatADumpSetsIsGoneInTheNextFile() {
        String dump =
                "select pg_catalog.set_config('search_path', '', false);\n" + SHOP.replace("table ", "table public.");
        assertThat(review("", List.of(), dump, "select name from customers;\nselect nmae from customers;"))
                .containsExactly("V2.sql:2:8 query-does-not-match-schema");
    }

    @Test
    void knownQueriesMeetTheSchemaInTheEnd() {
        assertThat(review("select label from customers", List.of(), SHOP, "alter table customers rename name to label"))
                .isEmpty();
        assertThat(review("select name from customers", List.of(), SHOP, "alter table customers rename name to label"))
                .containsExactly("app.sql:1:8 query-does-not-match-schema");
    }

    @Test
    void theirTablesAreFoundInWhateverSchemaTheyAre() {
        assertThat(review("select id from parcels", List.of(), SHOP, """
                        create schema post;
                        create table post.parcels (id bigint primary key);
                        set search_path = '';
                        """)).isEmpty();
    }

    @Test
    void ofAQueryThatRunsOnceOnlySomeIsSaid() {
        assertThat(review("", List.of(), SHOP, "insert into customers select * from customers where name = null"))
                .containsExactly("V2.sql:1:58 comparison-with-null");
    }

    @Test
    void aQueryOfAMigrationMeetsTheSchemaBeforeIt() {
        assertThat(review("", List.of(), SHOP, """
                        update customers set name = '' where id = 1;
                        alter table customers drop name;
                        update customers set name = '' where id = 1;
                        """)).containsExactly("V2.sql:3:22 query-does-not-match-schema");
    }

    @Test
    void whereNothingIsKnownOfTheSchemaNothingIsMissing() {
        assertThat(review("select nothing from nowhere where f(id) = 1", List.of(), "alter table t add column x int"))
                .isEmpty();
    }

    @Test
    void theBodyThatCountsIsTheLastOne() {
        String broken = """
                create function f() returns void language plpgsql as $$
                begin
                    update customers set nmae = '';
                end;
                $$;
                """;
        assertThat(review(
                        "",
                        List.of(),
                        SHOP,
                        broken
                                + broken.replace("nmae = ''", "name = '' where id = 1")
                                        .replace("create", "create or replace")))
                .isEmpty();
        assertThat(review("", List.of(), SHOP, broken + "drop function f();")).isEmpty();
        assertThat(review("", List.of(), SHOP, broken))
                .containsExactly("V2.sql:3:5 dml-without-where", "V2.sql:3:26 query-does-not-match-schema");
    }
}
