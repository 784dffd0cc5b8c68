package dev.pgwright.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Session;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.Golden;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class FactsFileTest {
    private static final Instant TAKEN = Instant.parse("2026-11-20T10:15:30.123Z");
    private static final QualifiedName ORDERS = QualifiedName.of("Sales \"EU\"", "orders");
    private static final DatabaseFacts SHOP = new DatabaseFacts(
            "the database shop",
            true,
            new ServerFacts(18, "migrator", false, List.of("shop_owner")),
            List.of(
                    new TableFacts(ORDERS, 212_000_000, 41_000_000_000L, 9_000_000_000L, 812.25, 96, "shop_owner"),
                    TableFacts.of(QualifiedName.of("public", "empty_one"), 0, 0)),
            List.of(new IndexFacts(QualifiedName.of("Sales \"EU\"", "orders_at"), ORDERS, 4_000_000_000L, 0)),
            List.of(new Holder("session 1 of app", 7, true, List.of(ORDERS), List.of(), List.of())),
            List.of("standby berlin"),
            List.of(
                    new KnownQuery("queryid 1", "select \"a\" from b where c = $1", 12.5),
                    new KnownQuery("old.sql:3", "select 1", null)),
            List.of(new ManagedTable(QualifiedName.of("public", "metrics"), "timescaledb", "hypertable")),
            List.of(new Withheld("the queries of other roles", "GRANT pg_read_all_stats TO migrator")));

    private static DatabaseFacts read(String text) {
        return FactsFile.read(SourceFile.of("facts.json", text));
    }

    private static List<com.networknt.schema.Error> faults(String text) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(FactsFile.schema());
        return schema.validate(new JsonMapper().readTree(text));
    }

    @Test
    void theFileIsForPeopleToo() {
        Golden.assertMatches("facts/shop.json", FactsFile.write(SHOP, TAKEN));
    }

    @Test
    void howRolesLogInIsKept() {
        ServerFacts server = SHOP.server()
                .withSecurity(new ServerSecurity(
                        "md5",
                        List.of("billing", "app"),
                        List.of("postgres"),
                        List.of(new ServerSecurity.HbaLine(12, "host", "all", "all", "0.0.0.0/0.0.0.0", "trust"))));
        DatabaseFacts facts = new DatabaseFacts(
                "", true, server, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        String text = FactsFile.write(facts, TAKEN);

        assertThat(faults(text)).isEmpty();
        assertThat(read(text).server()).isEqualTo(server);
        assertThat(server.security().md5Roles()).containsExactly("app", "billing");
    }

    @Test
    void whatIsReadIsAllThatWasWrittenButLiveTransactions() {
        assertThat(read(FactsFile.write(SHOP, TAKEN)))
                .isEqualTo(new DatabaseFacts(
                        "facts of the database shop of 2026-11-20 10:15 UTC",
                        false,
                        SHOP.server(),
                        SHOP.tables(),
                        SHOP.indexes(),
                        List.of(),
                        SHOP.standbys(),
                        SHOP.queries(),
                        SHOP.managed(),
                        SHOP.withheld()));
    }

    @Test
    void factsOfARealDatabaseSurviveTheFileAndTheSchemaTakesThem() {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect())) {
            database.execute("create table visits (id bigint primary key); insert into visits values (1)");
            DatabaseFacts facts = FactsReader.read(session);
            String text = FactsFile.write(facts, TAKEN);
            assertThat(faults(text)).isEmpty();
            assertThat(read(text).tables()).isEqualTo(facts.tables()).hasSize(1);
            assertThat(read(text).indexes()).isEqualTo(facts.indexes()).hasSize(1);
            assertThat(read(text).server()).isEqualTo(facts.server());
        }
    }

    @Test
    void thePublishedSchemaIsThatOfTheRecords() {
        Golden.assertMatches("../../../../../docs/facts.schema.json", FactsFile.schema());
    }

    @Test
    void thePublishedSchemaTakesWhatIsWrittenAndNothingElse() {
        String text = FactsFile.write(SHOP, TAKEN);
        assertThat(faults(text)).isEmpty();
        assertThat(faults(text.replace("\"rows\"", "\"row\""))).isNotEmpty();
        assertThat(faults(text.replace("812.25", "\"many\""))).isNotEmpty();
        assertThat(faults(text.replace("212000000", "1.5"))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "pgwright": 1      | "pgwright": 2      | facts.json:1:1: 'pgwright' is 2, but this pgwright reads version 1
            2026-11-20T        | yesterday T        | facts.json:1:1: 'taken' is no time: yesterday T10:15:30Z
            212000000          | 21.2               | facts.json:9:15: 'rows' is a whole number, not a number with decimals
            812.25             | "many"             | facts.json:12:25: 'readsPerSecond' is a number, not a string
            "standbys"         | "standby"          | facts.json:26:3: unknown member 'standby'
            """)
    void whatIsWrongIsSaidWithItsPlace(String right, String wrong, String message) {
        String text = FactsFile.write(SHOP, TAKEN);
        assertThat(text).contains(right);
        assertThatThrownBy(() -> read(text.replace(right, wrong)))
                .isInstanceOf(PgwrightException.class)
                .hasMessage(message);
    }

    @Test
    void factsMayBeFewAndWrittenByHand() {
        DatabaseFacts facts = read("""
                {"pgwright": 1, "taken": "2026-11-20T10:15:00Z", "of": "shop",
                 "tables": [{"name": {"schema": "public", "name": "orders"}, "rows": 5, "bytes": 8192, "indexBytes": 0}]}
                """);
        assertThat(facts.tables()).containsExactly(TableFacts.of(QualifiedName.of("public", "orders"), 5, 8_192));
        assertThat(facts.server()).isEqualTo(ServerFacts.NONE);
    }
}
