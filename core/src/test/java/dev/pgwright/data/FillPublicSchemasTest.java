package dev.pgwright.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.load.live.ExecutedSource;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.Session;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import dev.pgwright.workload.DatabaseFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Public schemas are filled wholly, and every reference finds its row. */
class FillPublicSchemasTest {
    private static final DatabaseFill.Listener NOBODY = new DatabaseFill.Listener() {
        @Override
        public void table(QualifiedName table) {}

        @Override
        public void rows(long done, long all) {}
    };

    @ParameterizedTest
    @CsvSource({
        "pagila/pagila-schema.2024-pg15.sql, 300",
        "adventureworks/schema.sql, 300",
        "musicbrainz/schema.sql, 300"
    })
    void everyTableHasRows(String schema, long rows) throws IOException {
        Path path =
                Path.of(System.getProperty("pgwright.corpora", ""), "schemas").resolve(schema);
        Assumptions.assumeTrue(Files.isRegularFile(path), () -> "skipped: there is no " + path);
        PostgresServer server = PostgresFixture.sharedServer(18);
        Catalog written = ExecutedSource.load(server, List.of(SourceFile.read(path)));
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.server().connect(database.name()))) {
            DdlWriter.statements(written).forEach(session::execute);
            Catalog catalog = CatalogReader.read(session);
            List<Table> tables = catalog.tables().stream()
                    .filter(table -> table.partitionOf() == null)
                    .toList();
            DatabaseFill.Result result = DatabaseFill.fill(
                    database.server(),
                    database.name(),
                    TableProfiles.of(catalog, tables, DatabaseFacts.NONE, table -> rows),
                    2,
                    NOBODY,
                    () -> false);
            assertThat(result.leftOut()).isEmpty();
            assertThat(ExistingRows.tables(session, tables)).hasSameSizeAs(tables);
            for (Table table : tables) {
                for (ForeignKey key : table.foreignKeys()) {
                    assertThat(session.rows(orphans(table, key)).single())
                            .as("rows of %s without parent by %s", table.name(), key.name())
                            .isEqualTo("0");
                }
            }
        }
    }

    private static String orphans(Table table, ForeignKey key) {
        String pairs = IntStream.range(0, key.columns().size())
                .mapToObj(i -> "c." + Sql.name(key.columns().get(i)) + " = p."
                        + Sql.name(key.referencedColumns().get(i)))
                .collect(Collectors.joining(" AND "));
        String present = key.columns().stream()
                .map(column -> "c." + Sql.name(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        return "SELECT count(*) FROM " + Sql.name(table.name()) + " c WHERE " + present
                + " AND NOT EXISTS (SELECT FROM " + Sql.name(key.referenced()) + " p WHERE " + pairs + ")";
    }
}
