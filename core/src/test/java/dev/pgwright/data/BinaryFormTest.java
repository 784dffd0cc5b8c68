package dev.pgwright.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.workload.DatabaseFacts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in binary format are those that their texts are. A table with an interval is sent as text, one without is not. */
class BinaryFormTest {
    private static final String COLUMNS = """
            id bigint primary key, small smallint not null, n integer check (n in (-7, 0, 12)), flag boolean, share real,
            exact double precision, price numeric(12, 2), free numeric, day date, at timestamp, at_zone timestamptz,
            t time, uid uuid, raw bytea, doc json, docb jsonb, note text, code varchar(9), fixed char(4), mood mood,
            letter "char", markup xml,
            odd numeric check (odd in ('NaN', '-12345.678', '0.00010', '1e20', '10000', '-0.5')),
            days date check (days in ('infinity', '0044-03-15 BC', '2024-02-29', '12024-01-01')),
            moment timestamptz check (moment in ('-infinity', '2024-01-31 12:30:00.5+01', '0001-01-01 00:00:00+00 BC')),
            late time check (late in ('23:59:59.999999', '00:00', '24:00')),
            real_one double precision check (real_one in ('NaN', '-Infinity', '1e-7'))""";

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aValueIsTheSameInBothFormats(int version) {
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(version))) {
            Session session = databases.create();
            session.execute("CREATE TYPE mood AS ENUM ('sad', 'it''s fine')");
            session.execute("CREATE TABLE binaries (" + COLUMNS + ")");
            session.execute("CREATE TABLE texts (" + COLUMNS + ", took interval)");
            Catalog catalog = CatalogReader.read(session);
            DataFill.fill(session, TableProfiles.of(catalog, catalog.tables(), DatabaseFacts.NONE, table -> 600));
            session.execute("ALTER TABLE texts DROP took");
            assertThat(session.rows("SELECT count(*) FROM binaries").single()).isEqualTo("600");
            assertThat(session.rows("SELECT CAST(one AS text), CAST(other AS text) FROM binaries one"
                                    + " JOIN texts other USING (id) WHERE CAST(one AS text) <> CAST(other AS text)")
                            .values())
                    .isEmpty();
            assertThat(session.rows("SELECT count(*) FROM binaries JOIN texts USING (id)")
                            .single())
                    .isEqualTo("600");
        }
    }
}
