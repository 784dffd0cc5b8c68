package dev.pgwright.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Drops a database with what stands in the way of that: its sessions, and its subscriptions. */
public final class DatabaseDrop {
    private DatabaseDrop() {}

    /**
     * Drops it; one that does not exist is fine. PostgreSQL drops no database that has subscriptions, so they are dropped
     * first, without a word to their publishers: a replication slot there stays.
     *
     * @param administration a session in another database of the server
     */
    public static void drop(Postgres server, Connection administration, String database) throws SQLException {
        List<String> subscriptions = subscriptions(administration, database);
        if (!subscriptions.isEmpty()) {
            try (Connection connection = server.connect(database);
                    Statement statement = connection.createStatement()) {
                for (String subscription : subscriptions) {
                    String name = Sessions.quote(subscription);
                    statement.execute("alter subscription " + name + " disable");
                    statement.execute("alter subscription " + name + " set (slot_name = none)");
                    statement.execute("drop subscription " + name);
                }
            }
        }
        try (Statement statement = administration.createStatement()) {
            statement.execute("drop database if exists " + Sessions.quote(database) + " with (force)");
        }
    }

    private static List<String> subscriptions(Connection administration, String database) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = administration.prepareStatement(
                "select s.subname from pg_subscription s join pg_database d on d.oid = s.subdbid where d.datname = ?")) {
            statement.setString(1, database);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
        }
        return names;
    }
}
