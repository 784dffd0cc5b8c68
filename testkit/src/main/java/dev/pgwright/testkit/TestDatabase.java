package dev.pgwright.testkit;

import dev.pgwright.server.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of a test's own on a shared server, dropped when closed. */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final PostgresServer server;
    private final String name;

    private TestDatabase(PostgresServer server, String name) {
        this.server = server;
        this.name = name;
    }

    static TestDatabase create(PostgresServer server, String template) {
        String name = "test_" + COUNT.incrementAndGet();
        server.createDatabase(name, template);
        return new TestDatabase(server, name);
    }

    /** A fresh database on a server of the test's own. */
    public static TestDatabase on(PostgresServer server) {
        return create(server, "template0");
    }

    public PostgresServer server() {
        return server;
    }

    public String name() {
        return name;
    }

    /** A new session, which the caller closes. */
    public Connection connect() {
        return server.connect(name);
    }

    /** Its address as the command line takes it, with the password. */
    public String address() {
        Map<String, String> given = server.libpqEnvironment(name);
        return "host=" + given.get("PGHOST") + " port=" + given.get("PGPORT") + " user=" + given.get("PGUSER")
                + " password=" + given.get("PGPASSWORD") + " dbname=" + given.get("PGDATABASE");
    }

    /** Runs SQL, any number of statements, in a session of its own. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError("test SQL failed: " + e.getMessage(), e);
        }
    }

    /** Drops the database, ending the sessions in it. */
    @Override
    public void close() {
        server.dropDatabase(name);
    }

    @Override
    public String toString() {
        return server.uri(name);
    }
}
