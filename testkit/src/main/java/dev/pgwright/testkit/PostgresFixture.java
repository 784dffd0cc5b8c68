package dev.pgwright.testkit;

import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.PostgresVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real PostgreSQL for tests: one server per JVM and version, started when first asked for; a fresh database for each
 * test that asks, dropped after it.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final PostgresFixture postgres = PostgresFixture.version(18);
 *
 * @Test
 * void storesRows() throws SQLException {
 *     postgres.database().execute("create table t (id int)");
 *     Connection connection = postgres.connect(); // closed after the test
 * }
 * }</pre>
 *
 * <p>The tests of one fixture run one after the other; several fixtures may be used in parallel.
 */
public final class PostgresFixture implements AfterEachCallback {
    private static final ConcurrentMap<PostgresVersion, PostgresServer> SERVERS = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, String> TEMPLATES = new ConcurrentHashMap<>();

    private final PostgresVersion version;
    private final String preparation;
    private final List<Connection> connections = new ArrayList<>();
    private @Nullable TestDatabase database;

    private PostgresFixture(PostgresVersion version, String preparation) {
        this.version = version;
        this.preparation = preparation;
    }

    /** A fixture of this major version, 14 to 18. */
    public static PostgresFixture version(int major) {
        return new PostgresFixture(known(major), "");
    }

    /** A fixture of the version that pgwright uses by default. */
    public static PostgresFixture defaultVersion() {
        return new PostgresFixture(PostgresVersion.DEFAULT, "");
    }

    /** The same fixture whose databases start with what this SQL makes; it runs once per JVM, into a template. */
    public PostgresFixture prepared(String sql) {
        return new PostgresFixture(version, sql);
    }

    /** The shared server of this major version, for tests that take the version as a parameter. Not to be closed. */
    public static PostgresServer sharedServer(int major) {
        return shared(known(major));
    }

    /** A fresh database on the shared server of this major version, which the caller closes. */
    public static TestDatabase newDatabase(int major) {
        return TestDatabase.create(sharedServer(major), "template0");
    }

    /** The shared server. Not to be closed. */
    public PostgresServer server() {
        return shared(version);
    }

    /** The database of the current test, made when first asked for. */
    public synchronized TestDatabase database() {
        if (database == null) {
            database = TestDatabase.create(server(), template());
        }
        return database;
    }

    /** A new session in the database of the current test, closed after the test. */
    public synchronized Connection connect() {
        Connection connection = database().connect();
        connections.add(connection);
        return connection;
    }

    @Override
    public synchronized void afterEach(ExtensionContext context) throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
        connections.clear();
        if (database != null) {
            database.close();
            database = null;
        }
    }

    private String template() {
        if (preparation.isEmpty()) {
            return "template0";
        }
        return TEMPLATES.computeIfAbsent(version + "\n" + preparation, unused -> prepareTemplate());
    }

    private String prepareTemplate() {
        String name = "template_" + TEMPLATES.size() + "_" + Integer.toHexString(preparation.hashCode());
        server().createDatabase(name, "template0");
        try (Connection connection = server().connect(name);
                Statement statement = connection.createStatement()) {
            statement.execute(preparation);
        } catch (SQLException e) {
            throw new AssertionError("the preparation of a test database failed: " + e.getMessage(), e);
        }
        return name;
    }

    private static PostgresVersion known(int major) {
        return PostgresVersion.ofMajor(major)
                .orElseThrow(() -> new IllegalArgumentException("no PostgreSQL " + major + " to test with"));
    }

    private static PostgresServer shared(PostgresVersion version) {
        return SERVERS.computeIfAbsent(
                version,
                wanted -> EmbeddedPostgres.start(EmbeddedOptions.scratch().withVersion(wanted)));
    }
}
