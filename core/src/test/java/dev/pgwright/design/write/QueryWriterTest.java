package dev.pgwright.design.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.sql.Sql;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryWriterTest {
    private static String sql(String pattern) {
        return query(pattern).sql();
    }

    private static DesignedQuery query(String pattern) {
        Design design = Designs.of("""
                project: { name: shop }
                entities:
                  customer: { attributes: { name: { type: text, required: true }, user: text } }
                  order:
                    retention: { keep: 30 days, by: placed_at }
                    attributes:
                      placed_at: { type: timestamp, required: true }
                      title: { type: text, required: true }
                      total: { type: money, currency: EUR, required: true }
                      status: { type: status, required: true, values: [open, paid, sent, closed] }
                  line: { attributes: { quantity: { type: integer, required: true } } }
                  tag: { attributes: { name: text } }
                relationships:
                  - { from: customer, to: order, kind: 1:N, role: buyer, required: true }
                  - { from: order, to: line, kind: 1:N, required: true, owned: true }
                  - { from: order, to: tag, kind: N:M, via: order_tag }
                access_patterns:
                  it: %s
                """.formatted(pattern));
        return Designs.query(design, "it");
    }

    @Test
    void parametersOfSqlTakeWhatTheyAreComparedWithInAnyTableOfIt() {
        assertThat(query("""
                        {
                            kind: aggregate, entity: line, sql: "SELECT sum(l.quantity) FROM lines AS l JOIN orders AS o ON o.id = l.order_id
                            WHERE o.buyer_id = $1 AND o.placed_at >= $2 AND $3 > placed_at AND l.quantity <> $4 AND o.total_amount + $5 > 0" }""").parameters())
                .extracting(
                        DesignedQuery.Parameter::name,
                        DesignedQuery.Parameter::type,
                        parameter -> Objects.toString(parameter.column()))
                .containsExactly(
                        tuple("buyer_id", "bigint", "public.orders.buyer_id"),
                        tuple("placed_at_from", "timestamp with time zone", "public.orders.placed_at"),
                        tuple("placed_at_to", "timestamp with time zone", "public.orders.placed_at"),
                        tuple("quantity", "bigint", "public.lines.quantity"),
                        tuple("parameter_5", "unknown", "null"));
    }

    @Test
    void getNamesItsColumns() {
        assertThat(sql("{ kind: get, entity: customer, filter: { id: equals } }"))
                .isEqualTo("""
                        SELECT
                            c.id,
                            c.name,
                            c."user"
                        FROM public.customers AS c
                        WHERE c.id = $1""");
    }

    @Test
    void aListIsReadPageByPageFromTheLastRowSeen() {
        assertThat(
                        sql(
                                "{ kind: list, entity: order, return: [title], filter: { buyer: equals }, sort: [-placed_at], page: 20 }"))
                .isEqualTo("""
                        SELECT
                            o.id,
                            o.title,
                            o.placed_at
                        FROM public.orders AS o
                        WHERE o.buyer_id = $1
                          AND (o.placed_at, o.id) < ($2, $3)
                        ORDER BY o.placed_at DESC, o.id DESC
                        LIMIT 20""");
    }

    @Test
    void mixedDirectionsAreSpelledOut() {
        assertThat(sql("{ kind: list, entity: order, return: [title], sort: [-placed_at, title], page: 5 }"))
                .contains("(o.placed_at <= $1 AND (o.placed_at < $1 OR (o.placed_at = $1 AND o.title > $2)"
                        + " OR (o.placed_at = $1 AND o.title = $2 AND o.id > $3)))");
    }

    @Test
    void onlyTheRowsOfThePageAreJoined() {
        assertThat(sql("{ kind: list, entity: order, return: [title, buyer.name], sort: [-placed_at], page: 20 }"))
                .startsWith("WITH page AS (")
                .contains("""
                        FROM page
                            JOIN public.customers AS c
                                ON c.id = page.buyer_id
                        ORDER BY page.placed_at DESC, page.id DESC""");
    }

    @Test
    void childrenComeAlongInTheSameQuery() {
        assertThat(
                        sql(
                                "{ kind: get, entity: order, return: [title], include: { line: [quantity] }, filter: { id: equals } }"))
                .contains("CROSS JOIN LATERAL (")
                .contains("WHERE l.order_id = o.id")
                .contains("lines.list AS lines");
    }

    @Test
    void aggregatesGroupAndOrder() {
        assertThat(
                        sql(
                                "{ kind: aggregate, entity: order, group_by: [status], measures: [count, { sum: total }], filter: { placed_at: range } }"))
                .isEqualTo("""
                        SELECT
                            o.status,
                            count(*) AS row_count,
                            sum(o.total) AS total_sum
                        FROM public.orders AS o
                        WHERE o.placed_at >= $1
                          AND o.placed_at < $2
                        GROUP BY o.status
                        ORDER BY o.status""");
    }

    @Test
    void aPairIsLookedUpThroughItsJunction() {
        assertThat(sql("{ kind: list, entity: order, return: [title], filter: { tag: equals }, page: 5 }"))
                .contains("""
                        FROM public.orders AS o
                            JOIN public.order_tags AS ot
                                ON ot.order_id = o.id
                        WHERE ot.tag_id = $1""");
    }

    @Test
    void searchIsOrderedByRelevance() {
        assertThat(sql("{ kind: list, entity: order, return: [title], filter: { title: matches }, page: 5 }"))
                .contains("o.title_search @@ websearch_to_tsquery('simple', $1)")
                .contains("ORDER BY ts_rank(o.title_search, websearch_to_tsquery('simple', $1)) DESC, o.id DESC");
    }

    @Test
    void changesReturnTheKey() {
        assertThat(sql("{ kind: create, entity: customer }")).isEqualTo("""
                        INSERT INTO public.customers (
                            name,
                            "user"
                        )
                        VALUES ($1, $2)
                        RETURNING id""");
        assertThat(sql("{ kind: update, entity: order, set: [status], filter: { id: equals } }"))
                .isEqualTo("""
                        UPDATE public.orders AS o
                        SET
                            status = $1
                        WHERE o.id = $2
                        RETURNING o.id""");
        assertThat(sql("{ kind: delete, entity: order, filter: { id: equals } }"))
                .isEqualTo("""
                        DELETE FROM public.orders AS o
                        WHERE o.id = $1
                        RETURNING o.id""");
    }

    @Test
    void whatAnUpdateAddsToIsNotOverwritten() {
        Design design = Designs.of("""
                project: { name: shop }
                entities:
                  article: { attributes: { name: { type: text, max_length: 80 }, stock: { type: integer, required: true, min: 0 } } }
                access_patterns:
                  take: { kind: update, entity: article, filter: { id: equals }, set: { stock: add, name: value } }
                """);
        DesignedQuery query = Designs.query(design, "take");
        assertThat(query.sql()).isEqualTo("""
                UPDATE public.articles AS a
                SET
                    stock = a.stock + $1,
                    name = $2
                WHERE a.id = $3
                RETURNING a.id, a.stock""");
        assertThat(QueryWriter.file(design, query))
                .contains("-- stock_change is added to stock, below zero taken from it")
                .contains("$1   stock_change  bigint");
    }

    @Test
    void expiredRowsGoInBatches() {
        Design design = Designs.of("""
                project: { name: shop }
                entities:
                  visit:
                    retention: { keep: 30 days, by: at }
                    attributes: { at: { type: timestamp, required: true } }
                """);
        assertThat(Designs.query(design, "expire_visits").sql())
                .contains("now() - interval '30 days'", "LIMIT 5000", "FOR UPDATE SKIP LOCKED");
    }

    @ParameterizedTest
    @CsvSource({"cascade, 45", "unset, 5000"})
    void aBatchIsSmallerByTheRowsThatGoWithIt(String onDelete, int batch) {
        Design design = Designs.of("""
                project: { name: shop }
                entities:
                  person:
                    volume: 1M
                    retention: { keep: 30 days, by: created_at }
                    attributes: { name: { type: text, max_length: 80 } }
                  visit: { volume: 10M, attributes: { at: { type: timestamp, required: true } } }
                  page: { volume: 100M, attributes: { url: { type: url, required: true } } }
                relationships:
                  - { from: person, to: visit, kind: 1:N, on_delete: %s }
                  - { from: visit, to: page, kind: 1:N, required: true, owned: true }
                """.formatted(onDelete));
        // ten visits with ten pages each
        DesignedQuery query = Designs.query(design, "expire_people");
        assertThat(query.sql()).contains("LIMIT " + batch + "\n");
        String words = "With each row go about 110 that refer to it";
        assertThat(QueryWriter.file(design, query).contains(words)).isEqualTo(batch < 5_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"marketplace", "clinic", "iot"})
    void everyQueryOfAnExampleParsesAndReadsOnlyWhatItNeeds(String example) {
        Design design = Designs.ofExample(example);
        for (DesignedQuery query : QueryWriter.queries(design)) {
            Sql.parseStatement(query.sql());
            assertThat(query.sql().toUpperCase(Locale.ROOT))
                    .as(query.name())
                    .doesNotContain("SELECT *")
                    .doesNotContain("OFFSET");
            for (int number = 1; number <= query.parameters().size(); number++) {
                assertThat(query.sql()).as(query.name()).contains("$" + number);
            }
            assertThat(query.sql())
                    .as(query.name())
                    .doesNotContain("$" + (query.parameters().size() + 1));
        }
    }

    @Test
    void theFirstOfAnAggregateInAnOrder() {
        assertThat(
                        sql(
                                "{ kind: aggregate, entity: order, group_by: [buyer], measures: [count, { sum: total }], sort: [{ -sum: total }, -count], page: 10 }"))
                .isEqualTo("""
                        SELECT
                            o.buyer_id,
                            count(*) AS row_count,
                            sum(o.total) AS total_sum
                        FROM public.orders AS o
                        GROUP BY o.buyer_id
                        ORDER BY total_sum DESC NULLS LAST, row_count DESC, o.buyer_id
                        LIMIT 10""");
    }

    @Test
    void anAggregateThatSaysNoOrderComesInThatOfItsGroups() {
        assertThat(sql("{ kind: aggregate, entity: order, group_by: [buyer], measures: [count] }"))
                .endsWith("GROUP BY o.buyer_id\nORDER BY o.buyer_id");
    }

    @Test
    void childrenComeInTheOrderOfTheRuleThatNumbersThem() {
        String album = """
                project: { name: photos }
                entities:
                  album: { attributes: { title: text } }
                  photo: { attributes: { file: { type: file, required: true }, position: { type: integer, required: true } } }
                relationships:
                  - { from: album, to: photo, kind: 1:N, required: true, owned: true }
                access_patterns:
                  it: { kind: get, entity: album, include: { photo: [file] }, filter: { id: equals } }
                rules:
                  placed: { entity: photo, unique: [album, position] }
                """;
        assertThat(Designs.query(Designs.of(album), "it").sql()).contains("'file', p.file) ORDER BY p.\"position\")");
        assertThat(Designs.query(Designs.of(album.replace("[album, position]", "[position, album]")), "it")
                        .sql())
                .contains("'file', p.file) ORDER BY p.id)");
    }
}
