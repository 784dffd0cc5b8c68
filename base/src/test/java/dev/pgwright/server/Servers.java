package dev.pgwright.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;

/** Servers shared by the tests of this package, one per version, and small helpers. */
final class Servers {
    private static final ConcurrentMap<PostgresVersion, PostgresServer> SHARED = new ConcurrentHashMap<>();

    private Servers() {}

    static PostgresServer shared(int major) {
        return SHARED.computeIfAbsent(
                version(major),
                version -> EmbeddedPostgres.start(EmbeddedOptions.scratch().withVersion(version)));
    }

    static PostgresVersion version(int major) {
        return PostgresVersion.ofMajor(major).orElseThrow();
    }

    static String value(Postgres server, String sql) throws SQLException {
        try (Connection connection = server.connect()) {
            return value(connection, sql);
        }
    }

    static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** Waits until the condition holds; false if it did not in time. */
    static boolean within(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }
}
