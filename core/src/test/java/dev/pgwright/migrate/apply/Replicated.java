package dev.pgwright.migrate.apply;

import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.server.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server and a replica of it, which streams its log. */
final class Replicated implements AutoCloseable {
    private static final String NAME = "follower";
    private static final String CONFIGURATION = "postgresql.conf";

    private final PostgresServer primary;
    private final PostgresServer replica;

    private Replicated(PostgresServer primary, PostgresServer replica) {
        this.primary = primary;
        this.replica = replica;
    }

    static Replicated start(int major) {
        EmbeddedOptions options = EmbeddedOptions.scratch()
                .withVersion(PostgresVersion.ofMajor(major).orElseThrow())
                .withSetting("wal_level", "replica")
                .withSetting("max_wal_senders", "4")
                .withSetting("wal_keep_size", "256MB")
                .withSetting("wal_receiver_status_interval", "1s");
        PostgresServer primary = EmbeddedPostgres.start(options);
        PostgresServer replica = EmbeddedPostgres.start(options);
        Replicated both = new Replicated(primary, replica);
        try {
            both.follow();
        } catch (SQLException e) {
            both.close();
            throw new AssertionError(e);
        }
        return both;
    }

    /** The replica begins with the files that its primary had when it was stopped. */
    private void follow() throws SQLException {
        try (Session session = Session.of(primary.connect())) {
            session.execute("create role " + NAME + " replication login password '" + NAME + "'");
        }
        primary.whileStopped(data -> {
            Files.writeString(
                    data.resolve("pg_hba.conf"),
                    "host replication " + NAME + " 127.0.0.1/32 scram-sha-256\n",
                    StandardOpenOption.APPEND);
            replica.whileStopped(own -> {
                String settings = Files.readString(own.resolve(CONFIGURATION));
                empty(own);
                copy(data, own);
                Files.writeString(
                        own.resolve(CONFIGURATION),
                        settings + "primary_conninfo = 'host=127.0.0.1 port=" + primary.port() + " user=" + NAME
                                + " password=" + NAME + " application_name=" + NAME + "'\n");
                Files.createFile(own.resolve("standby.signal"));
            });
        });
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!each.equals(folder)) {
                    Files.delete(each);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(from)) {
            all = found.filter(each -> !each.equals(from)).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path each : all) {
            Files.copy(each, to.resolve(from.relativize(each).toString()));
        }
    }

    PostgresServer primary() {
        return primary;
    }

    /** A session with the replica, whose superuser is its primary's. */
    Session replica() {
        Map<String, String> login = primary.libpqEnvironment(primary.database());
        try {
            return Session.of(DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + replica.port() + "/" + login.get("PGDATABASE"),
                    login.get("PGUSER"),
                    login.get("PGPASSWORD")));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        replica.close();
        primary.close();
    }
}
