package dev.pgwright.locks;

import dev.pgwright.server.PostgresServer;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Sql;
import dev.pgwright.testkit.PostgresFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A database with the schema and the rows that the statements of cases.txt need, made once per version and naming. */
final class LockServer {
    private static final Map<String, LockServer> OPEN = new TreeMap<>();
    private static int databases;

    private final PostgresServer server;
    private final int version;
    private final Naming naming;
    private final String template;
    private final String database;

    private LockServer(int version, Naming naming) throws SQLException {
        this.version = version;
        this.naming = naming;
        server = PostgresFixture.sharedServer(version);
        template = newName();
        prepareServer();
        server.createDatabase(template, "template0");
        try (Connection connection = server.connect(template);
                Statement sql = connection.createStatement()) {
            String schema = Identifiers.quoteIdentifier(naming.schema());
            sql.execute("create schema " + schema);
            sql.execute("create schema elsewhere");
            sql.execute("create access method heap2 type table handler heap_tableam_handler");
            settings(sql, template);
            sql.execute("set search_path = " + schema);
            sql.execute(naming.applied(LockCase.text("schema.sql")));
            if (version >= 18) {
                sql.execute(naming.applied(LockCase.text("schema18.sql")));
            }
        }
        database = newName();
        copy(database);
    }

    /** Settings are not copied with a template. */
    private void settings(Statement sql, String name) throws SQLException {
        sql.execute("alter database " + name + " set search_path = " + Identifiers.quoteIdentifier(naming.schema()));
    }

    private void copy(String name) throws SQLException {
        server.createDatabase(name, template);
        try (Connection connection = server.connect(name);
                Statement sql = connection.createStatement()) {
            settings(sql, name);
            sql.execute("analyze");
        }
    }

    private static synchronized String newName() {
        return "locks_" + databases++;
    }

    private void prepareServer() throws SQLException {
        if (OPEN.values().stream().anyMatch(open -> open.version == version)) {
            return;
        }
        try (Connection connection = server.connect();
                Statement sql = connection.createStatement()) {
            Path directory = Files.createTempDirectory("pgwright-tablespace");
            sql.execute("create role another superuser");
            sql.execute("create tablespace elsewhere location " + Identifiers.quoteLiteral(directory.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static synchronized LockServer of(int version, Naming naming) throws SQLException {
        String key = version + " " + naming;
        LockServer open = OPEN.get(key);
        if (open == null) {
            open = new LockServer(version, naming);
            OPEN.put(key, open);
        }
        return open;
    }

    /** Drops what the servers have of it; other tests use them, too. */
    static synchronized void close() {
        for (LockServer open : OPEN.values()) {
            try (Connection connection = open.server.connect();
                    Statement sql = connection.createStatement()) {
                sql.execute("drop database " + open.database + " with (force)");
                sql.execute("drop database " + open.template + " with (force)");
                sql.execute("drop tablespace if exists elsewhere");
                sql.execute("drop role if exists another");
            } catch (SQLException e) {
                throw new AssertionError("the server could not be cleaned", e);
            }
        }
        OPEN.clear();
    }

    int version() {
        return version;
    }

    Naming naming() {
        return naming;
    }

    /** A session with the names of the schema in its path. */
    Connection connect() throws SQLException {
        Connection connection = server.connect(database);
        try (Statement sql = connection.createStatement()) {
            // between timestamp and timestamptz only UTC spares the rewrite
            sql.execute("set timezone = 'Europe/Berlin'");
        }
        return connection;
    }

    /** The differences of DETACH PARTITION ... FINALIZE after one that a reader has kept from ending. */
    List<String> finalizedDetach(String parent, String partition, Relations relations) throws SQLException {
        String name = newName();
        copy(name);
        String finalize = "alter table " + parent + " detach partition " + partition;
        try (Connection reader = server.connect(name);
                Connection session = server.connect(name);
                Statement read = reader.createStatement();
                Statement sql = session.createStatement()) {
            reader.setAutoCommit(false);
            read.execute("select count(*) from " + parent);
            sql.execute("set statement_timeout = '1s'");
            try {
                sql.execute(finalize + " concurrently");
                throw new AssertionError("the reader did not keep the detachment from ending");
            } catch (SQLException interrupted) {
                reader.rollback();
            }
            sql.execute("set statement_timeout = 0");
            String statement = finalize + " finalize";
            StatementEffects effects =
                    LockTable.effects(Sql.parseStatement(statement).tree(), relations);
            Observed observed = Observed.inTransaction(session, statement);
            return observed.error().isEmpty()
                    ? observed.differences(effects, LockCase.parse(statement), "")
                    : List.of(observed.error());
        } finally {
            drop(name);
        }
    }

    private void drop(String name) throws SQLException {
        try (Connection connection = server.connect();
                Statement sql = connection.createStatement()) {
            sql.execute("drop database if exists " + name + " with (force)");
        }
    }

    /** A statement that refuses a transaction, in a database of its own. */
    Observed outside(String gate, String statement) throws SQLException {
        String name = newName();
        copy(name);
        try {
            return Observed.outside(server, name, gate, statement);
        } finally {
            drop(name);
            drop("z"); // what CREATE DATABASE has left
        }
    }
}
