package dev.pgwright.load.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.live.PublicSchemas.Schema;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * introspect(execute(write(model))) = model, through SQL, JSON and DBML, on every schema beside the project that the server
 * takes and on our own examples. What it does not take is counted by its reason.
 */
@Tag("laws")
class EverySchemaLawTest {
    private static final int VERSION = 18;

    /** Why a server does not take one of the cases, which are in part for other servers and broken on purpose. */
    private static final Set<String> REASONS = Set.of(
            "extension \"vector\" is not available",
            "relation \"users\" does not exist",
            "no schema has been selected to create in");

    @Test
    void ourExamples() throws SQLException {
        List<Schema> schemas = PublicSchemas.examples();
        assertThat(schemas).hasSizeGreaterThan(3);
        assertThat(refused(schemas)).isEmpty();
    }

    /** Runs them, checks the law on those that are taken, and says of the others why not, by name. */
    private static Map<String, String> refused(List<Schema> schemas) throws SQLException {
        Assumptions.assumeFalse(schemas.isEmpty(), "skipped: they are not beside the project");
        Map<String, String> refused = new TreeMap<>();
        SoftAssertions broken = new SoftAssertions();
        for (Schema schema : schemas) {
            try (TestDatabase database = PostgresFixture.newDatabase(VERSION)) {
                try {
                    load(database, schema.files());
                } catch (PgwrightException e) {
                    refused.put(schema.name(), e.problems().get(0).message());
                    continue;
                }
                broken.check(() -> RoundTrip.check(VERSION, database));
            }
        }
        broken.assertAll();
        return refused;
    }

    private static void load(TestDatabase database, List<SourceFile> files) throws SQLException {
        try (Connection connection = database.connect()) {
            ScriptRunner runner = new ScriptRunner(connection, new ArrayList<>());
            for (SourceFile file : files) {
                runner.run(Sql.parse(file));
            }
        }
    }

    @Test
    void workloads() throws SQLException {
        assertThat(refused(PublicSchemas.files("workloads", "ddl.sql"))).isEmpty();
        assertThat(refused(PublicSchemas.folders("known-good"))).isEmpty();
    }

    @Test
    void someCases() throws SQLException {
        assertThat(refused(every(20, PublicSchemas.cases())).values()).allMatch(REASONS::contains);
    }

    /** What is refused of all of them is refused for many reasons; the law holds on what is taken. */
    @Tag("slow")
    @Test
    void allCases() throws SQLException {
        List<Schema> cases = PublicSchemas.cases();
        assertThat(refused(cases)).hasSizeLessThanOrEqualTo(cases.size() / 5);
    }

    private static <T> List<T> every(int nth, List<T> items) {
        return IntStream.range(0, items.size())
                .filter(i -> i % nth == 0)
                .mapToObj(items::get)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"concourse, 1000", "graph-node, 1000"})
    void historiesAtTheirEnd(String name, int nth) throws SQLException {
        history(name, nth);
    }

    private static void history(String name, int nth) throws SQLException {
        List<Script> scripts =
                PublicSchemas.history(Path.of(System.getProperty("pgwright.corpora", ""), "migrations", name));
        Assumptions.assumeFalse(scripts.isEmpty(), () -> "skipped: there is no history of " + name);
        try (TestDatabase database = PostgresFixture.newDatabase(VERSION)) {
            for (int i = 0; i < scripts.size(); i++) {
                run(database, scripts.get(i));
                if (i % nth == nth - 1 || i == scripts.size() - 1) {
                    RoundTrip.check(VERSION, database);
                }
            }
        }
    }

    private static void run(TestDatabase database, Script script) throws SQLException {
        ParsedSql parsed = script.parsed();
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(
                    !script.transactions().inTransaction(parsed.statements().size()));
            new ScriptRunner(connection, new ArrayList<>()).run(parsed);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }
}
