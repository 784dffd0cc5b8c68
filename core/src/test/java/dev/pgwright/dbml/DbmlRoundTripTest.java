package dev.pgwright.dbml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.DbmlCore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("laws")
class DbmlRoundTripTest {
    private static final int SEEDS = 600;

    @Test
    void losesNothingOfACatalog() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Catalog catalog = RandomCatalogs.of(seed);
            String written = DbmlWriter.write(catalog, DbmlExtras.NONE);
            DbmlSchema read = DbmlCatalog.read(SourceFile.of("seed" + seed, written));
            assertThat(read.catalog().tables()).as("seed %d%n%s", seed, written).isEqualTo(catalog.tables());
            assertThat(read.catalog()).as("seed %d%n%s", seed, written).isEqualTo(catalog);
            assertThat(read.statements()).as("seed %d%n%s", seed, written).isEmpty();
            assertThat(DbmlWriter.write(read.catalog(), read.extras())).isEqualTo(written);
        }
    }

    @Test
    void isAcceptedByThePublicParser() {
        for (long seed = 0; seed < 150; seed++) {
            String written = DbmlWriter.write(RandomCatalogs.of(seed), DbmlExtras.NONE);
            assertThat(DbmlCore.shared().problems(written))
                    .as("seed %d%n%s", seed, written)
                    .isEmpty();
        }
    }

    @Test
    void keepsWhatOnlyDbmlKnows() {
        Catalog catalog = RandomCatalogs.of(7);
        List<DbmlExtras.Group> groups = new ArrayList<>();
        catalog.tables()
                .forEach(table -> groups.add(new DbmlExtras.Group(
                        "group of " + table.name(), List.of(table.name()), "a\n'note'", "#3498db")));
        DbmlExtras extras = new DbmlExtras(
                "my shop", "what\n\nit is", groups, List.of(new DbmlExtras.Note("to do", "x", null)), null);
        String written = DbmlWriter.write(catalog, extras);
        assertThat(DbmlCatalog.read(SourceFile.of("f", written)).extras()).isEqualTo(extras);
        assertThat(DbmlCore.shared().problems(written)).isEmpty();
    }
}
