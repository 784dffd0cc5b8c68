package dev.pgwright.review.rules;

import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A session of each version, in an empty database, whose transactions a test takes back: a new database, and a session that has read
 * no catalog yet, take longer than most examples.
 */
final class SharedSessions implements AutoCloseable {
    private final Map<Integer, TestDatabase> databases = new TreeMap<>();
    private final Map<Integer, Connection> sessions = new TreeMap<>();

    /** In a transaction; the caller rolls back. */
    Connection session(int version) throws SQLException {
        Connection session = sessions.get(version);
        if (session == null) {
            TestDatabase database = PostgresFixture.newDatabase(version);
            databases.put(version, database);
            session = database.connect();
            session.setAutoCommit(false);
            sessions.put(version, session);
        }
        return session;
    }

    @Override
    public void close() throws SQLException {
        for (Connection session : sessions.values()) {
            session.close();
        }
        databases.values().forEach(TestDatabase::close);
    }
}
