package dev.pgwright.load.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.catalog.print.Feature;
import dev.pgwright.catalog.print.VersionGate;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A feature's version is the first whose server takes it and has it afterwards. */
@Tag("laws")
class VersionGateTest {
    private static final Map<Feature, String> SAMPLES = new EnumMap<>(Map.ofEntries(
            Map.entry(Feature.NULLS_NOT_DISTINCT, "create table t (a int, unique nulls not distinct (a))"),
            Map.entry(
                    Feature.SET_NULL_COLUMNS,
                    "create table p (a int, b int, primary key (a, b)); create table c (a int, b int,"
                            + " foreign key (a, b) references p on delete set null (b))"),
            Map.entry(Feature.UNLOGGED_SEQUENCE, "create unlogged sequence s"),
            Map.entry(
                    Feature.PUBLICATION_FILTER,
                    "create table t (a int primary key, b int); create publication p for table t (a)"),
            Map.entry(Feature.VIEW_SECURITY_INVOKER, "create view v with (security_invoker = true) as select 1 as a"),
            Map.entry(Feature.COLLATION_RULES, "create collation c (provider = icu, locale = 'und', rules = '&a < g')"),
            Map.entry(Feature.BUILTIN_COLLATION, "create collation c (provider = builtin, locale = 'C.UTF-8')"),
            Map.entry(Feature.MAINTAIN_PRIVILEGE, "create table t (a int); grant maintain on t to public"),
            Map.entry(
                    Feature.PARTITIONED_EXCLUSION,
                    "create table t (a int4range, exclude using btree (a with =)) partition by list (a)"),
            Map.entry(
                    Feature.PARTITIONED_ACCESS_METHOD,
                    "create access method heap2 type table handler heap_tableam_handler;"
                            + " create table t (a int) partition by list (a) using heap2"),
            Map.entry(Feature.VIRTUAL_COLUMN, "create table t (a int, b int generated always as (a + 1) virtual)"),
            Map.entry(Feature.NOT_ENFORCED, "create table t (a int, check (a > 0) not enforced)"),
            Map.entry(Feature.NAMED_NOT_NULL, "create table t (a int constraint needed not null)"),
            Map.entry(
                    Feature.WITHOUT_OVERLAPS,
                    "create table t (k int4range, a int4range, primary key (k, a without overlaps))"),
            Map.entry(
                    Feature.PERIOD,
                    "create table p (k int4range, b int4range, primary key (k, b without overlaps));"
                            + " create table c (k int4range, b int4range,"
                            + " foreign key (k, period b) references p (k, period b))"),
            Map.entry(
                    Feature.PARTITIONED_NOT_VALID_KEY,
                    "create table p (a int primary key); create table t (a int) partition by list (a);"
                            + " alter table t add foreign key (a) references p not valid")));

    @ParameterizedTest
    @ValueSource(ints = {15, 18})
    void aVersionTakesWhatTheTableSays(int version) throws SQLException {
        for (Feature feature : Feature.values()) {
            Catalog catalog = sample(feature);
            assertThat(isTaken(version, catalog))
                    .as("%s on %d", feature, version)
                    .isEqualTo(version >= feature.since());
            assertThat(VersionGate.tooNew(catalog, version).stream()
                            .map(VersionGate.Use::feature)
                            .anyMatch(feature::equals))
                    .as("%s is told for %d", feature, version)
                    .isEqualTo(version < feature.since());
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {14, 16, 17})
    void soDoTheOthers(int version) throws SQLException {
        aVersionTakesWhatTheTableSays(version);
    }

    @Test
    void aRefusalNamesTheObjectAndTheFeature() throws SQLException {
        Catalog catalog = sample(Feature.VIRTUAL_COLUMN);
        assertThatThrownBy(() -> VersionGate.check(catalog, 17))
                .isInstanceOf(PgwrightException.class)
                .hasMessage("table public.t column b: needs PostgreSQL 18: 17 does not have virtual generated columns");
        VersionGate.check(catalog, 18);
    }

    private static Catalog sample(Feature feature) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Connection connection = database.connect()) {
            database.execute(SAMPLES.getOrDefault(feature, "there is no sample"));
            return CatalogReader.read(connection);
        }
    }

    private static boolean isTaken(int version, Catalog catalog) throws SQLException {
        List<String> statements = DdlWriter.statements(catalog);
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection connection = database.connect()) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            } catch (SQLException refused) {
                // a syntax error or the like, not a broken connection
                assertThat(refused.getSQLState()).matches("(42|0A|22).*");
                return false;
            }
            return CatalogReader.read(connection).equals(catalog);
        }
    }
}
