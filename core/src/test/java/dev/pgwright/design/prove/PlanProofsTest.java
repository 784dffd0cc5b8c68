package dev.pgwright.design.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.DesignedQuery.Meaning;
import dev.pgwright.design.model.DesignedQuery.Parameter;
import dev.pgwright.design.model.DesignedQuery.Part;
import dev.pgwright.design.model.IntendedAccess;
import dev.pgwright.design.model.IntendedAccess.Means;
import dev.pgwright.design.model.IntendedAccess.Step;
import dev.pgwright.design.model.PlannedIndex;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.twin.ColumnStatistics;
import dev.pgwright.twin.CommonValue;
import dev.pgwright.twin.IndexStatistics;
import dev.pgwright.twin.PlannerTwin;
import dev.pgwright.twin.TableStatistics;
import dev.pgwright.twin.TwinStatistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault of a plan and of an index, and that sound ones have none. */
class PlanProofsTest {
    private static final QualifiedName ORDERS = QualifiedName.of("public", "orders");
    private static final PlanSubject.Target PAGE = new PlanSubject.Target(20.0, true, false);

    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE customers (id bigint CONSTRAINT customers_pkey PRIMARY KEY, name text NOT NULL)",
            "CREATE TABLE orders (id bigint CONSTRAINT orders_pkey PRIMARY KEY, customer_id bigint NOT NULL"
                    + " CONSTRAINT orders_customer_id_fkey REFERENCES customers, status text NOT NULL,"
                    + " placed_at timestamptz NOT NULL, total numeric NOT NULL)",
            "CREATE TABLE hints (id bigint CONSTRAINT hints_pkey PRIMARY KEY, order_id bigint NOT NULL"
                    + " CONSTRAINT hints_order_id_fkey REFERENCES orders, word text NOT NULL)",
            "CREATE INDEX hints_order_id_idx ON hints (order_id)",
            "CREATE INDEX hints_word_idx ON hints (word)",
            "CREATE INDEX orders_customer_id_placed_at_idx ON orders (customer_id, placed_at, id)",
            "CREATE INDEX orders_status_idx ON orders (status)",
            "CREATE INDEX orders_total_idx ON orders (total)");

    private static final List<PlannedIndex> INDEXES = List.of(
            index(QualifiedName.of("public", "hints"), "hints_order_id_idx", "hints_order_id_fkey", "order_id"),
            index(QualifiedName.of("public", "hints"), "hints_word_idx", "hint", "word"),
            index(
                    ORDERS,
                    "orders_customer_id_placed_at_idx",
                    "orders_customer_id_fkey",
                    "customer_id",
                    "placed_at",
                    "id"),
            index(ORDERS, "orders_status_idx", "by_status", "status"),
            index(ORDERS, "orders_total_idx", "dear_ones", "total"));

    private static PlannedIndex index(QualifiedName table, String name, String serves, String... columns) {
        List<IndexElement> elements =
                List.of(columns).stream().map(IndexElement::column).toList();
        return new PlannedIndex(table, Index.of(name, "btree", elements), "B-tree", List.of(serves), "");
    }

    private static ColumnStatistics column(
            String name, double distinct, double correlation, String first, String last) {
        return new ColumnStatistics(name, 0, 8, distinct, correlation, List.of(), List.of(first, last));
    }

    private static TwinStatistics statistics() {
        List<String> months = IntStream.rangeClosed(1, 12)
                .mapToObj("2026-%02d-01 00:00:00+00"::formatted)
                .toList();
        ColumnStatistics status = new ColumnStatistics(
                "status",
                0,
                5,
                3,
                0,
                List.of(new CommonValue("done", 0.9), new CommonValue("open", 0.06), new CommonValue("void", 0.04)),
                List.of());
        return new TwinStatistics(
                List.of(
                        new TableStatistics(
                                ORDERS,
                                5e7,
                                500_000,
                                0.9,
                                List.of(
                                        column("id", -1, 1, "1", "50000000"),
                                        column("customer_id", 1e6, 0, "1", "1000000"),
                                        status,
                                        new ColumnStatistics("placed_at", 0, 8, -0.9, 1, List.of(), months),
                                        column("total", -0.2, 0, "1", "100000"))),
                        new TableStatistics(
                                QualifiedName.of("public", "customers"),
                                1e6,
                                12_000,
                                0.9,
                                List.of(column("id", -1, 1, "1", "1000000"))),
                        new TableStatistics(
                                QualifiedName.of("public", "hints"),
                                50,
                                1,
                                0.9,
                                List.of(column("id", -1, 1, "1", "50"), column("order_id", -1, 0, "1", "50000000")))),
                List.of(
                        statistics("orders_pkey", 5e7, 137_000),
                        statistics("orders_customer_id_placed_at_idx", 5e7, 250_000),
                        statistics("orders_status_idx", 5e7, 45_000),
                        statistics("orders_total_idx", 5e7, 150_000),
                        statistics("customers_pkey", 1e6, 2_745),
                        statistics("hints_pkey", 50, 2),
                        statistics("hints_order_id_idx", 50, 2),
                        statistics("hints_word_idx", 50, 2)));
    }

    private static IndexStatistics statistics(String index, double rows, long pages) {
        return new IndexStatistics(QualifiedName.of("public", index), rows, pages);
    }

    private static DesignedQuery query(String name, String sql, Parameter... parameters) {
        return new DesignedQuery(name, sql, List.of(parameters));
    }

    private static Parameter of(String column, String type) {
        return new Parameter(column, type, new ColumnName(ORDERS, column), "NULL", new Meaning(Part.FILTER, column));
    }

    private static IntendedAccess meant(String query, Means means, String... names) {
        return new IntendedAccess(query, ORDERS, means, List.of(names), Step.FILTER);
    }

    private static final List<DesignedQuery> QUERIES = List.of(
            query(
                    "orders_of_customer",
                    "SELECT id, total FROM orders WHERE customer_id = $1 ORDER BY placed_at DESC, id DESC LIMIT 20",
                    of("customer_id", "bigint")),
            query("all_by_total", "SELECT id FROM orders ORDER BY placed_at LIMIT 20"),
            query("by_status", "SELECT count(total) FROM orders WHERE status = $1", of("status", "text")),
            query("first_million", "SELECT sum(total) FROM orders WHERE id < 1000000"),
            query("first_million_told", "SELECT sum(total) FROM orders WHERE id < 1000000"),
            query("first_million_in_time", "SELECT sum(total) FROM orders WHERE id < 1000000"),
            query(
                    "hints_like",
                    "SELECT id FROM hints WHERE word >= $1",
                    new Parameter(
                            "word_start",
                            "text",
                            new ColumnName(QualifiedName.of("public", "hints"), "word"),
                            "'x'",
                            new Meaning(Part.START, "word"))),
            query("report", "SELECT status, sum(total) FROM orders GROUP BY status"),
            query(
                    "dear_ones",
                    "SELECT id FROM orders WHERE total > $1 AND customer_id = $2",
                    of("total", "numeric"),
                    of("customer_id", "bigint")),
            query(
                    "lately",
                    "SELECT id FROM orders WHERE customer_id = $1 AND placed_at > now() - interval '40 days'",
                    of("customer_id", "bigint")),
            query(
                    "as_written",
                    "SELECT id FROM orders WHERE customer_id = $1",
                    new Parameter("parameter_1", "bigint", null, "NULL")),
            query(
                    "add",
                    "INSERT INTO customers (id, name) VALUES ($1, $2)",
                    new Parameter("id", "bigint", null, "1"),
                    new Parameter("name", "text", null, "'x'")));

    private static final List<IntendedAccess> ACCESSES = List.of(
            meant("orders_of_customer", Means.INDEX, "orders_customer_id_placed_at_idx"),
            meant("by_status", Means.INDEX, "orders_status_idx"),
            meant("report", Means.WHOLE_TABLE),
            meant("dear_ones", Means.INDEX, "orders_total_idx"),
            meant("lately", Means.INDEX, "orders_customer_id_placed_at_idx"));

    private static final Map<String, PlanSubject.Target> TARGETS = Map.of(
            "orders_of_customer",
            PAGE,
            "all_by_total",
            PAGE,
            "by_status",
            PlanSubject.Target.NONE,
            "dear_ones",
            PlanSubject.Target.NONE,
            "first_million",
            new PlanSubject.Target(20.0, false, false),
            "first_million_told",
            new PlanSubject.Target(20.0, false, true),
            "first_million_in_time",
            new PlanSubject.Target(2_000.0, false, false),
            "hint",
            PlanSubject.Target.NONE);

    private static List<Proof> proofs(int version) {
        PlanSubject subject =
                new PlanSubject(statistics(), ACCESSES, INDEXES, TARGETS, Instant.parse("2026-12-01T00:00:00Z"));
        Catalog catalog;
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(version))) {
            Session session = databases.create();
            SCHEMA.forEach(session::execute);
            catalog = CatalogReader.read(session);
        }
        List<Proof> proofs = new ArrayList<>();
        try (PlannerTwin twin = PlannerTwin.start(
                PostgresVersion.ofMajor(version).orElseThrow(), Map.of(), SCHEMA, subject.statistics())) {
            new PlanProofs(subject, catalog, twin).run(QUERIES, proofs::add);
        }
        return proofs;
    }

    private static String decision(List<Proof> proofs, String id) {
        return proofs.stream()
                .filter(proof -> proof.id().equals(id))
                .map(proof -> proof.outcome().word() + ": " + proof.detail())
                .findFirst()
                .orElse("no claim");
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void plansAndIndexesAreJudged(int version) {
        List<Proof> proofs = proofs(version);
        assertThat(decision(proofs, "plan:orders_of_customer"))
                .startsWith("passed: cost ")
                .endsWith("Limit [Index Scan of orders by orders_customer_id_placed_at_idx]");
        // by each of three processes
        assertThat(decision(proofs, "plan:all_by_total"))
                .startsWith("failed: custom plan: 20,833,333 rows are sorted by orders.placed_at; ")
                .contains("generic plan: orders is read whole");
        assertThat(decision(proofs, "plan:dear_ones"))
                .startsWith("failed: custom plan: not orders by orders_total_idx, at a cost of ")
                .contains("by orders_customer_id_placed_at_idx");
        assertThat(decision(proofs, "plan:first_million"))
                .matches(
                        "failed: custom plan: a cost of [\\d,]+ is about \\d+ ms where most pages are in memory, and the"
                                + " target is 20 ms; .*Index Scan of orders by orders_pkey.*");
        assertThat(decision(proofs, "plan:first_million_told"))
                .startsWith("passed: ")
                .contains("and the target is 20 ms, as the design says");
        assertThat(decision(proofs, "plan:first_million_in_time"))
                .startsWith("passed: ")
                .doesNotContain("target");
        assertThat(decision(proofs, "plan:hints_like"))
                .startsWith("passed: ")
                .contains("for a beginning of one letter cost ");
        assertThat(decision(proofs, "plan:dear_ones")).doesNotContain("one letter");
        assertThat(decision(proofs, "plan:report")).startsWith("passed: ");
        assertThat(decision(proofs, "plan:lately")).startsWith("passed: ");
        assertThat(decision(proofs, "plan:add")).isEqualTo("no claim");

        assertThat(decision(proofs, "index:public.orders.orders_customer_id_placed_at_idx"))
                .startsWith("passed: ")
                .contains(" times as much");
        assertThat(decision(proofs, "index:public.orders.orders_total_idx")).isEqualTo("failed: no plan uses it");
        assertThat(decision(proofs, "index:public.hints.hints_word_idx")).isEqualTo("failed: no plan uses it");
        // of a foreign key, in a table that is one page large
        assertThat(decision(proofs, "index:public.hints.hints_order_id_idx")).isEqualTo("no claim");
        assertThat(proofs)
                .allSatisfy(proof -> assertThat(proof.evidence().word()).isEqualTo("planned"));
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void thePlanThatPostgresqlSettlesOnIsTheFirstFigure(int version) {
        Map<String, Proof> byId = proofs(version).stream().collect(Collectors.toMap(Proof::id, proof -> proof));
        for (String query : List.of("orders_of_customer", "by_status", "lately")) {
            Proof proof = Objects.requireNonNull(byId.get("plan:" + query));
            boolean plansAnew = proof.detail().contains("PostgreSQL goes on planning for each value");
            assertThat(proof.plans())
                    .extracting(PlanFigure::which)
                    .containsExactlyElementsOf(plansAnew ? List.of("custom", "generic") : List.of("generic", "custom"));
        }
        Proof unknown = Objects.requireNonNull(byId.get("plan:as_written"));
        assertThat(unknown.plans()).extracting(PlanFigure::which).containsExactly("generic");
        assertThat(unknown.detail())
                .matches(
                        "cost [\\d.]+ for any values, what ordinary ones are is not known: Index Only Scan of orders by .*");
        assertThat(byId.values())
                .filteredOn(proof -> proof.kind() == Proof.Kind.PLAN)
                .extracting(proof -> proof.plans().get(0).which())
                .contains("custom", "generic");
    }

    @ParameterizedTest
    @ValueSource(ints = {18})
    void theClockStandsAtThePresentOfTheStatistics(int version) {
        double rows = proofs(version).stream()
                .filter(proof -> proof.id().equals("plan:lately"))
                .flatMap(proof -> proof.plans().stream())
                .filter(plan -> plan.which().equals("custom"))
                .mapToDouble(PlanFigure::rows)
                .findFirst()
                .orElseThrow();
        // 50 orders of a customer in eleven months, of which the last 40 days
        assertThat(rows).isBetween(4.0, 7.0);
    }
}
