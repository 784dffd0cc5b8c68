package dev.pgwright.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.live.CatalogGenerator;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The law of plans on generated schemas, and on public histories and the cases of another tool, which are skipped where they are not. */
@Tag("laws")
class PlanLawTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What is known not to be planned: numbers that become points in time, and names of NOT NULL that two columns exchange
     * (PostgreSQL 18).
     */
    private static final Set<String> NOT_PLANNED = Set.of(
            "1565366737_update_timestamp_type_containers_volumes_workers.up.sql",
            "2021-03-11-231340_subgraph_deployment_changes/up.sql",
            "2021-03-19-161012_unused_deployments_pk/up.sql");

    @ParameterizedTest
    @CsvSource({"1, 18", "2, 18", "3, 18", "4, 18"})
    void oneGeneratedSchemaBecomesAnother(long seed, int version) {
        Catalog from = CatalogGenerator.generate(seed);
        Catalog to = CatalogGenerator.generate(seed + 100);
        assertThat(PlanLaw.broken(version, from, to)).isEmpty();
    }

    private static Path corpus(String name) {
        Path path = Path.of(System.getProperty("pgwright.corpora", "")).resolve(name);
        Assumptions.assumeTrue(Files.exists(path), () -> "skipped: there is no " + path);
        return path;
    }

    private static String text(Path path) {
        try {
            return SourceFile.read(path).text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "migrations/concourse, .up.sql, 18",
        "migrations/graph-node, up.sql, 18",
        "migrations/concourse, .up.sql, 14",
        "migrations/graph-node, up.sql, 14"
    })
    void everyPairOfStatesOfAHistory(String name, String end, int version) throws SQLException, IOException {
        Path folder = corpus(name);
        List<String> broken = new ArrayList<>();
        Catalog before = Catalog.EMPTY;
        int pairs = 0;
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection connection = database.connect()) {
            for (Path file : files(folder, end)) {
                run(connection, text(file));
                Catalog after = CatalogReader.read(connection);
                String step = folder.relativize(file).toString();
                if (!after.equals(before) && !NOT_PLANNED.contains(step)) {
                    pairs++;
                    check(step, version, before, after, broken);
                }
                before = after;
            }
        }
        System.out.println(name + " on " + version + ": " + pairs + " pairs, " + broken.size() + " broken");
        assertThat(broken).isEmpty();
    }

    private static void check(String name, int version, Catalog before, Catalog after, List<String> broken) {
        try {
            PlanLaw.broken(version, before, after).forEach(text -> broken.add(name + ": " + text));
        } catch (PgwrightException e) {
            broken.add(name + ": " + e.getMessage());
        }
    }

    /** Statement by statement, as tools run them that open no transaction. */
    private static void run(Connection connection, String text) throws SQLException {
        ParsedSql parsed = Sql.parse(SourceFile.of("up.sql", text));
        try (java.sql.Statement direct = connection.createStatement()) {
            direct.setEscapeProcessing(false);
            for (Statement statement : parsed.statements()) {
                try {
                    direct.execute(statement.span().of(parsed.source().text()));
                } catch (SQLException e) {
                    if (!e.getMessage().contains("LOCK TABLE can only be used")) {
                        throw e;
                    }
                }
            }
        }
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.getFileName().toString().endsWith(end)
                            && !path.getFileName().toString().endsWith("down.sql"))
                    .sorted(Comparator.comparing(
                            path -> folder.relativize(path).toString().replace("-", "")))
                    .toList();
        }
    }

    @Test
    @Tag("slow")
    void theCasesOfSqldef() {
        List<String> broken = new ArrayList<>();
        int checked = 0;
        for (String line : text(corpus("cases/sqldef_postgres.jsonl")).lines().toList()) {
            JsonNode each = JSON.readTree(line);
            Catalog from;
            Catalog to;
            try {
                from = PlanLaw.catalog(18, each.path("current").asString(""));
                to = PlanLaw.catalog(18, each.path("desired").asString(""));
            } catch (PgwrightException e) {
                // for other servers
                continue;
            }
            checked++;
            check(each.path("file").asString("") + " " + each.path("name").asString(""), 18, from, to, broken);
        }
        System.out.println(checked + " cases, " + broken.size() + " broken");
        assertThat(checked).isGreaterThan(300);
        assertThat(broken).isEmpty();
    }
}
