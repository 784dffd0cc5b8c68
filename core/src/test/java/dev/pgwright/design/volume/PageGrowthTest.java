package dev.pgwright.design.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PageGrowthTest {
    /** Entries of 24 bytes and a line pointer, behind a high key. */
    private static final double UUIDS_A_PAGE = 290;

    @Test
    void theFillOfIndexesOnRandomKeysSwingsAsTheServersDoes() {
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(18))) {
            Session session = databases.create();
            session.execute("CREATE UNLOGGED TABLE t (id uuid)");
            session.execute("CREATE INDEX t_id ON t (id)");
            int rows = 0;
            for (int wanted : new int[] {44_000, 57_000, 74_000, 96_000, 125_000}) {
                // the same on every run: of few pages chance makes more than a tenth
                session.execute("INSERT INTO t SELECT md5(g::text)::uuid FROM generate_series(" + (rows + 1) + ", "
                        + wanted + ") AS g");
                rows = wanted;
                // without the metapage, the root and its few children
                double leaves = Double.parseDouble(session.rows("SELECT pg_relation_size('t_id') / 8192")
                                .single())
                        - 3;
                assertThat(PageGrowth.btree(rows / UUIDS_A_PAGE, UUIDS_A_PAGE))
                        .as("pages of %d rows", rows)
                        .isCloseTo(leaves, Percentage.withPercentage(7));
            }
        }
    }

    @Test
    void aPageThatIsNotFullIsOne() {
        assertThat(PageGrowth.btree(0.9, 300)).isEqualTo(1);
        assertThat(PageGrowth.ofHalves(0, 300, 1)).isEqualTo(1);
    }

    @Test
    void halvesThatGrowTogetherAreTwiceAsManyWhenAllAreFull() {
        assertThat(PageGrowth.ofHalves(900, 1_000, 1_000)).isCloseTo(1_000, within(10.0));
        assertThat(PageGrowth.ofHalves(1_100, 1_000, 1_000)).isCloseTo(2_000, within(20.0));
    }

    @Test
    void aLargeIndexIsAsFullAsTheLogarithmOfTwo() {
        double filled = 3e7;
        assertThat(filled / PageGrowth.btree(filled, 100)).isCloseTo(Math.log(2), within(0.02));
    }
}
