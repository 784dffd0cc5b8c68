package dev.pgwright.server;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An embedded server, which lives until it is closed or its process ends, however that happens. Its superuser has a
 * random password that only this object knows.
 */
public final class PostgresServer implements Postgres, AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String MAINTENANCE_DATABASE = "postgres";

    private final EmbeddedOptions options;
    private final Relaunch relaunch;
    private final Object lifecycle = new Object();
    private final int port;
    private final String password;
    private final Optional<Path> socketDirectory;
    private final ServerVersion version;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Postmaster postmaster;

    PostgresServer(
            EmbeddedOptions options,
            Postmaster postmaster,
            Relaunch relaunch,
            int port,
            String password,
            Optional<Path> socketDirectory,
            ServerVersion version) {
        this.options = options;
        this.postmaster = postmaster;
        this.relaunch = relaunch;
        this.port = port;
        this.password = password;
        this.socketDirectory = socketDirectory;
        this.version = version;
    }

    public EmbeddedOptions options() {
        return options;
    }

    @Override
    public ServerVersion version() {
        return version;
    }

    /** The loopback address that the server listens on, and nothing else. */
    public String host() {
        return HOST;
    }

    public int port() {
        return port;
    }

    /** The superuser. */
    public String user() {
        return Template.SUPERUSER;
    }

    /** Where the server's Unix socket is, if it has one. */
    public Optional<Path> socketDirectory() {
        return socketDirectory;
    }

    @Override
    public String database() {
        return MAINTENANCE_DATABASE;
    }

    @Override
    public Connection connect(String database) {
        Connection connection = Sessions.open(Sessions.Login.of(HOST, port, database, Template.SUPERUSER, password));
        // the driver asks for this machine's time zone; what a server prints must not depend on the machine
        String zone = options.settings().getOrDefault("timezone", "UTC");
        try (Statement statement = connection.createStatement()) {
            statement.execute("set timezone = '" + zone.replace("'", "''") + "'");
            return connection;
        } catch (SQLException e) {
            throw ConnectFailure.explain(e, uri(database), database);
        }
    }

    @Override
    public String uri(String database) {
        return Sessions.uri(HOST, port, database, Template.SUPERUSER);
    }

    /**
     * The libpq environment variables with which another process reaches a database of this server. They hold the
     * password: not for output or logs.
     */
    public Map<String, String> libpqEnvironment(String database) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PGHOST", HOST);
        environment.put("PGPORT", Integer.toString(port));
        environment.put("PGUSER", Template.SUPERUSER);
        environment.put("PGDATABASE", database);
        environment.put("PGPASSWORD", password);
        return environment;
    }

    /** Creates an empty database. */
    public void createDatabase(String name) {
        administer("create database " + Sessions.quote(name));
    }

    /** Creates a database as a copy of another one that nobody is connected to. */
    public void createDatabase(String name, String template) {
        administer("create database " + Sessions.quote(name) + " template " + Sessions.quote(template));
    }

    /** Drops a database, ending sessions and subscriptions in it; a database that does not exist is fine. */
    public void dropDatabase(String name) {
        administer(connection -> DatabaseDrop.drop(this, connection, name));
    }

    private void administer(String sql) {
        administer(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    /** What is done in the server's own database. */
    @FunctionalInterface
    private interface Administration {
        void with(Connection connection) throws SQLException;
    }

    private void administer(Administration work) {
        try (Connection connection = connect()) {
            work.with(connection);
        } catch (SQLException e) {
            throw new PgwrightException(
                    ErrorCode.SERVER, Place.ofObject(uri(database())), Sessions.message(e), null, e);
        }
    }

    /** Everything the server has logged so far. */
    public String log() {
        return postmaster.log();
    }

    public boolean isRunning() {
        return !closed.get() && postmaster.isAlive();
    }

    /** Work on the files of a server that is not running. */
    @FunctionalInterface
    public interface FileWork {
        /**
         * Does it.
         *
         * @param data the data directory, which paths of {@code pg_relation_filepath} are relative to
         */
        void on(Path data) throws IOException;
    }

    /** Starts the server again on its files. */
    @FunctionalInterface
    interface Relaunch {
        Postmaster launch() throws IOException;
    }

    /**
     * Shuts the server down in order, has its files worked on, and starts it again at the same port. Open sessions
     * break. If the work or the start fails, the server stays down and only closing it is left.
     *
     * @throws PgwrightException with {@code SERVER} if the server does not stop, if the work fails, or if the server
     *     does not start on what the work has left
     */
    public void whileStopped(FileWork work) {
        synchronized (lifecycle) {
            if (closed.get()) {
                throw new IllegalStateException("the server is closed");
            }
            try {
                postmaster.shutDown();
                work.on(postmaster.run().data());
                int logged = log().length();
                postmaster = relaunch.launch();
                if (!postmaster.awaitReady()) {
                    throw new IOException(Programs.lastLines(log().substring(logged)));
                }
            } catch (IOException e) {
                throw new PgwrightException(
                        ErrorCode.SERVER,
                        Place.ofObject(uri(database())),
                        "the embedded server could not be restarted: " + e.getMessage(),
                        Programs.hintFor(log()),
                        e);
            }
        }
    }

    /** Starts to stop the server without waiting, so that several can stop at once. */
    void beginClose() {
        postmaster.beginStop();
    }

    /** Stops the server and removes its files; its sessions break. Closing twice is fine. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        EmbeddedPostgres.forget(this);
        try {
            synchronized (lifecycle) {
                postmaster.stop();
            }
        } catch (IOException e) {
            throw new PgwrightException(
                    ErrorCode.SERVER,
                    Place.ofObject(uri(database())),
                    "the embedded server did not stop cleanly: " + e.getMessage(),
                    null,
                    e);
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL " + version + " at " + uri(database());
    }
}
