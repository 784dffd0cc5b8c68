package dev.pgwright.dbml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.load.live.ExecutedSource;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.DbmlCore;
import dev.pgwright.testkit.PostgresFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Public schemas, run on a server, survive the way through DBML. */
@Tag("laws")
class DbmlPublicSchemasTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"pagila/pagila-schema.2024-pg15.sql", "adventureworks/schema.sql", "musicbrainz/schema.sql"})
    void loseNothingAndAreAccepted(String schema) throws IOException {
        assertThat(DbmlCore.shared().problems(losesNothing(schema))).isEmpty();
    }

    private static String losesNothing(String schema) throws IOException {
        Path path =
                Path.of(System.getProperty("pgwright.corpora", ""), "schemas").resolve(schema);
        Assumptions.assumeTrue(Files.isRegularFile(path), () -> "skipped: there is no " + path);
        Catalog catalog = ExecutedSource.load(PostgresFixture.sharedServer(18), List.of(SourceFile.read(path)));
        String written = DbmlWriter.write(catalog, DbmlExtras.NONE);
        DbmlSchema read = DbmlCatalog.read(SourceFile.of("written", written));
        // what DBML has no words for is in it as SQL, which the server understands
        List<String> statements = new ArrayList<>(DdlWriter.statements(read.catalog()));
        statements.addAll(read.statements());
        Catalog again = ExecutedSource.load(
                PostgresFixture.sharedServer(18),
                List.of(SourceFile.of("written as SQL", String.join(";\n", statements) + ";\n")));
        assertThat(CatalogComparison.differences(catalog, again)).isEmpty();
        assertThat(again).isEqualTo(catalog);
        assertThat(DbmlWriter.write(again, DbmlExtras.NONE)).isEqualTo(written);
        return written;
    }
}
