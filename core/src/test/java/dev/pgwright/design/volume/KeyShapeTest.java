package dev.pgwright.design.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Table;
import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.ColumnProfile.Order;
import dev.pgwright.data.TableProfile;
import dev.pgwright.design.volume.IndexLayout.Lists;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of B-trees against those that a server makes of rows which come group by group in turn. */
class KeyShapeTest {
    private static final int ROWS = 200_000;

    /** Few groups whose rows lie near each other: their pages become full where entries are narrow, else they stay halves. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "integer; i; AT_THE_END_OF_NEAR_GROUPS",
                "bigint; i; AT_THE_END_OF_NEAR_GROUPS",
                "uuid; lpad(to_hex(i), 32, '0')::uuid; AT_THE_END_OF_GROUPS"
            })
    void groupsFillTheirPagesWhereEntriesAreNoWiderThanTwoBigint(String type, String value, String insertion) {
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(18))) {
            Session session = databases.create();
            session.execute("CREATE TABLE kept (grp int NOT NULL, id " + type + " NOT NULL);"
                    + " CREATE UNIQUE INDEX kept_grp_id_key ON kept (grp, id);"
                    + " INSERT INTO kept SELECT abs(hashint4(i)) % 30, " + value
                    + " FROM generate_series(1, " + ROWS + ") i");
            Table table = CatalogReader.read(session).tables().get(0);
            TableProfile profile = TableProfile.of(
                    table.name(),
                    ROWS,
                    List.of(
                            ColumnProfile.of("grp", 0, 30, Order.RANDOM),
                            ColumnProfile.of("id", 0, ROWS, Order.ASCENDING)));
            KeyShape key =
                    KeyShape.of(table, profile, table.indexes().get(0).elements(), List.of(), Set.of(), ROWS, 1, 48);
            assertThat(key.insertion()).hasToString(insertion);
            long real = Long.parseLong(String.valueOf(session.rows("SELECT pg_relation_size('kept_grp_id_key') / 8192")
                    .single()));
            assertThat(IndexLayout.btreePages(key, Lists.NONE)).isCloseTo(real, Percentage.withPercentage(8));
        }
    }
}
