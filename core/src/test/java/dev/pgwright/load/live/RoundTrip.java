package dev.pgwright.load.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The law of catalogs, for use in tests: what is written and run is what is read again. */
final class RoundTrip {
    private RoundTrip() {}

    /** Reads a database, makes the same in another one, and in between says what differs. */
    static Catalog check(int version, TestDatabase database) throws SQLException {
        Catalog catalog;
        try (Connection connection = database.connect()) {
            catalog = CatalogReader.read(connection);
        }
        return check(version, catalog);
    }

    static Catalog check(int version, Catalog catalog) throws SQLException {
        String script = DdlWriter.write(catalog);
        try (TestDatabase copy = PostgresFixture.newDatabase(version);
                Connection connection = copy.connect()) {
            runAll(connection, DdlWriter.statements(catalog));
            Catalog again = CatalogReader.read(connection);
            assertThat(CatalogComparison.differences(catalog, again)).isEmpty();
            assertThat(again).isEqualTo(catalog);
            assertThat(DdlWriter.write(again)).isEqualTo(script);
            runAll(connection, DdlWriter.drop(catalog));
            assertThat(CatalogReader.read(connection)).isEqualTo(Catalog.EMPTY);
            runAll(connection, List.of(script));
            assertThat(CatalogReader.read(connection)).isEqualTo(catalog);
        }
        return catalog;
    }

    static void runAll(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    throw new AssertionError(
                            e.getMessage() + "\nin:\n" + sql.lines().limit(60).toList(), e);
                }
            }
        }
    }

    static String resource(String name) {
        try (InputStream stream = RoundTrip.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
