package dev.pgwright.load.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.dbml.DbmlCatalog;
import dev.pgwright.dbml.DbmlExtras;
import dev.pgwright.dbml.DbmlWriter;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The law of catalogs for what needs more than a database: a tablespace, C functions, a label provider. */
@Tag("laws")
class RareObjectsLawTest {
    private static final String SPACES = "\"law \"\"Space\"\"\"";

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void whatLiesInATablespaceIsReadAsItWasWritten(int version) throws SQLException {
        try (TestDatabase server = PostgresFixture.newDatabase(version)) {
            makeTablespace(server);
            try (TestDatabase database = PostgresFixture.newDatabase(version)) {
                database.execute(RoundTrip.resource("tablespaces.sql"));
                Catalog catalog = RoundTrip.check(version, database);
                assertThat(catalog.notModelled()).isEmpty();
                assertThat(DdlWriter.write(catalog).split("TABLESPACE " + SPACES, -1))
                        .hasSize(14);
            } finally {
                server.execute("drop tablespace if exists " + SPACES);
            }
        }
    }

    /** In the server's own folder (PostgreSQL 15 and newer), so that no other is needed. */
    private static void makeTablespace(TestDatabase server) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set allow_in_place_tablespaces = on");
            statement.execute("create tablespace " + SPACES + " location ''");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void transformsAreReadAsTheyWereWritten(int version) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version)) {
            database.execute(RoundTrip.resource("transforms.sql"));
            Catalog catalog = RoundTrip.check(version, database);
            assertThat(catalog.notModelled()).isEmpty();
            assertThat(DdlWriter.write(catalog))
                    .contains(
                            "CREATE TRANSFORM FOR \"Odd\".pair LANGUAGE plpgsql ("
                                    + "FROM SQL WITH FUNCTION prsd_lextype(internal))",
                            "CREATE TRANSFORM FOR integer LANGUAGE sql ("
                                    + "FROM SQL WITH FUNCTION prsd_lextype(internal),"
                                    + " TO SQL WITH FUNCTION int4recv(internal))",
                            "COMMENT ON TRANSFORM FOR integer LANGUAGE sql IS 'as PostgreSQL''s own tests make it'");
        }
    }

    /**
     * No provider of labels comes with PostgreSQL for tests like these. So the labels are put into the server's catalog by
     * hand; it refuses the statements that are written for its missing provider only, and finds each object that they name.
     */
    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void securityLabelsAreReadAndWrittenForWhateverHasThem(int version) throws SQLException {
        try (TestDatabase database = PostgresFixture.newDatabase(version);
                Connection connection = database.connect()) {
            database.execute(RoundTrip.resource("labels.sql"));
            Catalog catalog = CatalogReader.read(connection);
            assertThat(catalog.notModelled()).isEmpty();
            assertThat(catalog.labels())
                    .extracting(label -> label.object().kind())
                    .containsExactlyInAnyOrder(
                            "AGGREGATE",
                            "COLUMN",
                            "DOMAIN",
                            "EVENT TRIGGER",
                            "FOREIGN TABLE",
                            "FUNCTION",
                            "LANGUAGE",
                            "MATERIALIZED VIEW",
                            "PROCEDURE",
                            "PUBLICATION",
                            "SCHEMA",
                            "SEQUENCE",
                            "TABLE",
                            "TYPE",
                            "VIEW");
            List<String> written = DdlWriter.statements(catalog).stream()
                    .filter(statement -> statement.startsWith("SECURITY LABEL"))
                    .toList();
            assertThat(written)
                    .hasSize(catalog.labels().size())
                    .contains("SECURITY LABEL FOR \"Guard\" ON COLUMN \"Odd\".\"T\".\"a b\" IS 'it''s secret'");
            for (String statement : written) {
                assertThatThrownBy(() -> run(connection, statement))
                        .hasMessageContaining("security label provider \"Guard\" is not loaded");
                String object =
                        statement.substring("SECURITY LABEL FOR \"Guard\"".length(), statement.lastIndexOf(" IS "));
                run(connection, "comment" + object + " is 'found'");
            }
            String dbml = DbmlWriter.write(catalog, DbmlExtras.NONE);
            assertThat(new ArrayList<>(
                            DbmlCatalog.read(SourceFile.of("law.dbml", dbml)).statements()))
                    .containsAll(written);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {16, 17})
    void soItIsInOtherVersions(int version) throws SQLException {
        whatLiesInATablespaceIsReadAsItWasWritten(version);
        transformsAreReadAsTheyWereWritten(version);
        securityLabelsAreReadAndWrittenForWhateverHasThem(version);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = 14)
    void soItIsInTheOldestButForTablespaces(int version) throws SQLException {
        transformsAreReadAsTheyWereWritten(version);
        securityLabelsAreReadAndWrittenForWhateverHasThem(version);
    }
}
