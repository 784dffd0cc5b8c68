package dev.pgwright.migrate.plan.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.load.live.CatalogGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of object is made and removed, and every schema becomes every other one. */
@Tag("laws")
class StepsLawTest {
    private static String resource(String name) {
        try (InputStream stream = CatalogGenerator.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"18, shop.sql", "14, shop.sql", "18, kinds15.sql", "18, since15.sql", "18, since18.sql"})
    void whatIsMadeOfNothingCanBeRemovedAgain(int version, String file) throws SQLException {
        Law law = new Law(version);
        Catalog catalog = law.catalog(resource(file));
        assertThat(law.broken(Catalog.EMPTY, catalog)).isEmpty();
        assertThat(law.broken(catalog, Catalog.EMPTY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void oneGeneratedSchemaBecomesAnother(long seed) throws SQLException {
        Catalog from = CatalogGenerator.generate(seed);
        Catalog to = CatalogGenerator.generate(seed + 100);
        assertThat(new Law(18).broken(from, to)).isEmpty();
    }
}
