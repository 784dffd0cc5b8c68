package dev.pgwright.load.folded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of collations the fold knows no more than what columns and keys depend on. */
class FoldedCollationsTest {
    private static final String SCRIPT = """
            create schema shop;
            create collation shop.blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            create collation plain from "C";
            create table a (x text collate shop.blind, y text collate plain, z text collate "C", w text collate pg_catalog."C");
            set search_path = shop, public;
            create collation if not exists blind from "C";
            create table b (x varchar collate blind, y text collate plain);
            create domain d as text collate blind;
            alter table a add v d, alter z type varchar collate blind;
            create index on a (y collate blind);
            create table p (x text collate blind) partition by list (x collate plain);
            """;

    private static SchemaFold folded(SchemaFold fold, String sql) {
        Sql.parse(SourceFile.of("", sql)).statements().forEach(statement -> fold.apply(statement, sql));
        return fold;
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 14})
    void columnsIndexesAndDomainsHaveTheCollationThatTheServerFinds(int version) throws SQLException {
        SchemaFold fold = folded(SchemaFold.empty(version), SCRIPT);
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection session = database.connect();
                Statement sql = session.createStatement()) {
            sql.execute(SCRIPT);
            var live = CatalogReader.read(session);
            assertThat(fold.catalog().tables()).isEqualTo(live.tables());
            assertThat(fold.catalog().domains()).isEqualTo(live.domains());
            assertThat(SchemaFold.from(live, version).state().isNondeterministic("shop.blind"))
                    .isTrue();
            assertThat(SchemaFold.from(live, version).catalog().tables()).isEqualTo(live.tables());
        }
    }

    @Test
    void collationIsDeterministicUnlessItSaysOtherwise() {
        SchemaFold fold = folded(SchemaFold.empty(18), SCRIPT + """
                create collation copied from blind;
                create collation gone (provider = icu, locale = 'de', deterministic = off);
                drop collation gone;
                create collation said (provider = icu, locale = 'de', deterministic = true);
                """);
        assertThat(fold.state().isNondeterministic("shop.blind")).isTrue();
        assertThat(fold.state().isNondeterministic("shop.copied")).isTrue();
        assertThat(fold.state().isNondeterministic("shop.gone")).isFalse();
        assertThat(fold.state().isNondeterministic("shop.said")).isFalse();
        assertThat(fold.state().isNondeterministic("public.plain")).isFalse();
        assertThat(fold.state().isNondeterministic("\"C\"")).isFalse();
    }
}
