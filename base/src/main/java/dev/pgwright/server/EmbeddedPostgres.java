package dev.pgwright.server;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Starts PostgreSQL servers that belong to this process; nothing needs to be installed. */
public final class EmbeddedPostgres {
    private static final int PORT_TRIES = 5;

    private static final Set<PostgresServer> LIVE = ConcurrentHashMap.newKeySet();

    private static @Nullable RunAs detected;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(EmbeddedPostgres::closeAll, "pgwright-stop-servers"));
    }

    private EmbeddedPostgres() {}

    /**
     * Starts a server on a free port of the loopback interface. The first start of a version unpacks it and makes a
     * template cluster (2 to 4 s); later ones take a fraction of a second.
     *
     * @throws PgwrightException with {@code SERVER} if this machine does not let PostgreSQL run, or if the server does
     *     not accept a setting
     */
    public static PostgresServer start(EmbeddedOptions options) {
        try {
            RunAs runAs = runAs();
            CacheDirectory cache = runAs.cacheDirectory();
            Binaries binaries = Binaries.unpacked(cache, options.version());
            return start(options, binaries, runAs, cache);
        } catch (IOException e) {
            throw new PgwrightException(
                    ErrorCode.SERVER,
                    Place.UNKNOWN,
                    "PostgreSQL " + options.version() + " could not be started: " + e,
                    null,
                    e);
        }
    }

    /**
     * What embedded servers rest on here.
     *
     * @param cache where servers are unpacked and where the files of running ones are
     * @param rights with whose rights they run, for people
     */
    public record Ground(Path cache, String rights) {}

    /**
     * Finds out where and with whose rights servers would run, without starting one.
     *
     * @throws PgwrightException with {@code SERVER} if this machine does not let PostgreSQL run
     */
    public static Ground ground() {
        try {
            RunAs runAs = runAs();
            return new Ground(runAs.cacheDirectory().root(), runAs.rights());
        } catch (IOException e) {
            throw new PgwrightException(
                    ErrorCode.SERVER, Place.UNKNOWN, "the cache folder cannot be used: " + e, null, e);
        }
    }

    private static synchronized RunAs runAs() throws IOException {
        if (detected == null) {
            detected = RunAs.detect();
        }
        return detected;
    }

    static PostgresServer start(EmbeddedOptions options, Binaries binaries, RunAs runAs, CacheDirectory cache)
            throws IOException {
        for (int attempt = 1; attempt < PORT_TRIES; attempt++) {
            Optional<PostgresServer> server = tryStart(options, binaries, runAs, cache, true);
            if (server.isPresent()) {
                return server.get();
            }
        }
        return tryStart(options, binaries, runAs, cache, false).orElseThrow();
    }

    /** Empty if somebody took the port meanwhile and the caller wants to try again. */
    private static Optional<PostgresServer> tryStart(
            EmbeddedOptions options, Binaries binaries, RunAs runAs, CacheDirectory cache, boolean again)
            throws IOException {
        RunDirectory run = RunDirectory.create(cache, runAs);
        Postmaster postmaster = null;
        PostgresServer server = null;
        try {
            Template template = copyTemplate(options, binaries, runAs, cache, run);
            int port = freePort();
            configure(options, run, port);
            runAs.own(run.data());
            postmaster = Postmaster.launch(binaries, runAs, run);
            if (postmaster.awaitReady()) {
                PostgresServer.Relaunch relaunch = () -> {
                    // what was made of the files meanwhile must be readable by the one who runs the server
                    runAs.own(run.data());
                    return Postmaster.launch(binaries, runAs, run);
                };
                server = open(options, postmaster, relaunch, run, port, template.secret());
                LIVE.add(server);
                return Optional.of(server);
            }
            String log = postmaster.log();
            if (again && log.contains("could not create any TCP/IP sockets")) {
                return Optional.empty();
            }
            throw new PgwrightException(
                    ErrorCode.SERVER,
                    Place.UNKNOWN,
                    "PostgreSQL " + options.version() + " did not start: " + Programs.lastLines(log),
                    Programs.hintFor(log));
        } catch (SQLException e) {
            throw new IOException("the fresh server refused its own user: " + e.getMessage(), e);
        } finally {
            if (server == null) {
                discard(run, postmaster);
            }
        }
    }

    private static Template copyTemplate(
            EmbeddedOptions options, Binaries binaries, RunAs runAs, CacheDirectory cache, RunDirectory run)
            throws IOException {
        Template template = Template.of(cache, binaries, options.purpose(), runAs);
        while (!template.copyTo(run.data())) {
            run.emptyData();
            template = Template.of(cache, binaries, options.purpose(), runAs);
        }
        return template;
    }

    private static void discard(RunDirectory run, @Nullable Postmaster postmaster) throws IOException {
        if (postmaster == null) {
            run.remove();
        } else {
            postmaster.stop();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void configure(EmbeddedOptions options, RunDirectory run, int port) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(options.purpose().settings());
        settings.putAll(options.settings());
        settings.put("port", Integer.toString(port));
        settings.put("listen_addresses", "127.0.0.1");
        settings.put(
                "unix_socket_directories",
                run.socketDirectory().map(EmbeddedPostgres::listed).orElse(""));
        StringBuilder text = new StringBuilder("\n");
        settings.forEach((name, value) -> text.append(name)
                .append(" = '")
                .append(value.replace("\\", "\\\\").replace("'", "''"))
                .append("'\n"));
        Files.writeString(
                run.data().resolve("postgresql.conf"), text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    /** One directory as an element of a list of directories, where a comma or a space would end it. */
    private static String listed(Path directory) {
        return Sessions.quote(directory.toString());
    }

    /** Replaces the template's password, which other runs know too, by a fresh one. */
    private static PostgresServer open(
            EmbeddedOptions options,
            Postmaster postmaster,
            PostgresServer.Relaunch relaunch,
            RunDirectory run,
            int port,
            String secret)
            throws SQLException {
        String password = Secrets.random();
        Sessions.Login login = Sessions.Login.of("127.0.0.1", port, "postgres", Template.SUPERUSER, secret);
        try (Connection connection = Sessions.connect(login)) {
            // hashed by the driver: the password itself does not travel
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(Template.SUPERUSER, password.toCharArray(), "scram-sha-256");
            return new PostgresServer(
                    options, postmaster, relaunch, port, password, run.socketDirectory(), Sessions.version(connection));
        }
    }

    static void forget(PostgresServer server) {
        LIVE.remove(server);
    }

    private static void closeAll() {
        List<PostgresServer> servers = List.copyOf(LIVE);
        servers.forEach(PostgresServer::beginClose);
        servers.forEach(PostgresServer::close);
    }
}
