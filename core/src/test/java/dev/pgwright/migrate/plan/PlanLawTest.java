package dev.pgwright.migrate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.live.CatalogGenerator;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.migrate.rehearse.ConversionCheck.Said;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** How values become others, and others again, where a user has to say it. */
    private static final Map<String, Said> SAID = Map.of(
            "1565366737_update_timestamp_type_containers_volumes_workers.up.sql",
            new Said(
                    Map.of(
                            "public.workers.start_time", "to_timestamp(start_time)",
                            "public.containers.missing_since", "missing_since at time zone 'UTC'",
                            "public.volumes.missing_since", "missing_since at time zone 'UTC'"),
                    Map.of(
                            "public.workers.start_time", "extract(epoch from start_time)::int",
                            "public.containers.missing_since", "missing_since at time zone 'UTC'",
                            "public.volumes.missing_since", "missing_since at time zone 'UTC'")));

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
        List<Pair> pairs = new ArrayList<>();
        Catalog before = Catalog.EMPTY;
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection connection = database.connect()) {
            for (Path file : files(folder, end)) {
                run(connection, text(file));
                Catalog after = CatalogReader.read(connection);
                if (!after.equals(before)) {
                    pairs.add(new Pair(folder.relativize(file).toString(), before, after));
                }
                before = after;
            }
        }
        check(name, version, pairs);
    }

    /** Two schemas and the plan between them. */
    private record Pair(String name, Catalog before, Catalog after) {
        List<String> broken(int version) {
            try {
                return PlanLaw.broken(version, before, after, SAID.get(name)).stream()
                        .map(text -> name + ": " + text)
                        .toList();
            } catch (PgwrightException e) {
                return List.of(name + ": " + e.getMessage());
            }
        }
    }

    private static void check(String name, int version, List<Pair> pairs) {
        List<String> broken = pairs.parallelStream()
                .flatMap(pair -> pair.broken(version).stream())
                .toList();
        System.out.println(name + " on " + version + ": " + pairs.size() + " pairs, " + broken.size() + " broken");
        assertThat(broken).isEmpty();
        assertThat(pairs).hasSizeGreaterThan(100);
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
        List<JsonNode> cases = text(corpus("cases/sqldef_postgres.jsonl"))
                .lines()
                .map(JSON::readTree)
                .toList();
        Map<String, Optional<Catalog>> catalogs = cases.stream()
                .flatMap(each -> Stream.of(field(each, "current"), field(each, "desired")))
                .distinct()
                .parallel()
                .collect(Collectors.toConcurrentMap(Function.identity(), PlanLawTest::catalog));
        List<Pair> pairs = new ArrayList<>();
        for (JsonNode each : cases) {
            Optional<Catalog> from = catalogs.get(field(each, "current"));
            Optional<Catalog> to = catalogs.get(field(each, "desired"));
            if (from.isPresent() && to.isPresent()) {
                pairs.add(new Pair(field(each, "file") + " " + field(each, "name"), from.get(), to.get()));
            }
        }
        check("cases of sqldef", 18, pairs);
    }

    private static String field(JsonNode each, String name) {
        return each.path(name).asString("");
    }

    /** Nothing where the SQL is for another server. */
    private static Optional<Catalog> catalog(String sql) {
        try {
            return Optional.of(PlanLaw.catalog(18, sql));
        } catch (PgwrightException e) {
            return Optional.empty();
        }
    }
}
