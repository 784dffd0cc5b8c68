package dev.pgwright.load.live;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.Schema;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the schema of a live database from its system catalogs: PostgreSQL 14 and later, with a fixed number of
 * queries, in one read-only snapshot. Needs no privilege but to connect.
 */
public final class CatalogReader {
    private static final int ATTEMPTS = 3;
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** What makes texts that PostgreSQL deparses depend on nothing but the schema; the search path makes them qualified. */
    private static final Map<String, String> SETTINGS = Map.of(
            "search_path", "",
            "DateStyle", "ISO, YMD",
            "IntervalStyle", "postgres",
            "TimeZone", "UTC",
            "bytea_output", "hex",
            "extra_float_digits", "1",
            "quote_all_identifiers", "off");

    private final Connection connection;
    private final ReadOptions options;

    private CatalogReader(Connection connection, ReadOptions options) {
        this.connection = connection;
        this.options = options;
    }

    /**
     * Reads everything but PostgreSQL's own schemas, the members of extensions and the schema in which pgwright keeps account
     * of migrations.
     */
    public static Catalog read(Connection connection) {
        return read(connection, ReadOptions.ALL);
    }

    /** The same of a server's default database, in a session of its own. */
    public static Catalog read(Postgres server) {
        return read(server, ReadOptions.ALL);
    }

    /** The same of what the options say. */
    public static Catalog read(Postgres server, ReadOptions options) {
        try (Session session = Session.of(server.connect())) {
            return read(session, options);
        }
    }

    /** The same of a session's database, for rooms that know no JDBC; in the session's transaction if it is in one. */
    public static Catalog read(Session session) {
        return read(session, ReadOptions.ALL);
    }

    /** The same of what the options say. */
    public static Catalog read(Session session, ReadOptions options) {
        return read(session.connection(), options, session.isInTransaction());
    }

    /**
     * Reads what the options say. A connection in autocommit mode gets a repeatable read, read-only transaction for the
     * time of the reading; inside a caller's transaction that transaction is used, so that what it changed is seen, and
     * its settings are given back.
     *
     * @throws PgwrightException when a schema of the options does not exist, when the server fails, or when the schema
     *     changes all the time
     */
    public static Catalog read(Connection connection, ReadOptions options) {
        return read(connection, options, false);
    }

    private static Catalog read(Connection connection, ReadOptions options, boolean inTransaction) {
        CatalogReader reader = new CatalogReader(connection, options);
        try {
            return connection.getAutoCommit() && !inTransaction
                    ? reader.readInOwnTransaction()
                    : reader.readWithSettings();
        } catch (SQLException e) {
            String hint = INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())
                    ? "grant the role what everybody may do where nothing was revoked, or read as another role"
                    : null;
            throw new PgwrightException(
                    ErrorCode.SERVER, Place.UNKNOWN, "the schema cannot be read: " + e.getMessage(), hint, e);
        } catch (CatalogChangedException e) {
            throw new PgwrightException(
                    ErrorCode.SERVER,
                    Place.UNKNOWN,
                    "the schema was changed while it was read, " + ATTEMPTS + " times",
                    "run it again when no schema changes are under way",
                    e);
        }
    }

    private Catalog readInOwnTransaction() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            int isolation = connection.getTransactionIsolation();
            boolean readOnly = connection.isReadOnly();
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try {
                return readWithSettings();
            } catch (CatalogChangedException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(isolation);
                connection.setReadOnly(readOnly);
            }
        }
    }

    private Catalog readWithSettings() throws SQLException {
        Map<String, String> before = new HashMap<>();
        for (Map.Entry<String, String> setting : SETTINGS.entrySet()) {
            before.put(setting.getKey(), setLocally(setting.getKey(), setting.getValue()));
        }
        try {
            Catalog catalog = readCatalog();
            restore(before);
            return catalog;
        } catch (CatalogChangedException | PgwrightException e) {
            restore(before);
            throw e;
        }
    }

    private void restore(Map<String, String> settings) throws SQLException {
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            setLocally(setting.getKey(), setting.getValue());
        }
    }

    /** Sets a parameter until the end of the transaction; returns its value before. */
    private String setLocally(String name, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select pg_catalog.current_setting(?)," + " pg_catalog.set_config(?, ?, true)")) {
            statement.setString(1, name);
            statement.setString(2, name);
            statement.setString(3, value);
            try (ResultSet results = statement.executeQuery()) {
                results.next();
                return results.getString(1);
            }
        }
    }

    private Catalog readCatalog() throws SQLException {
        List<Schema> schemas = new ArrayList<>();
        CatalogSession session = new CatalogSession(connection, majorVersion(), readNamespaces(schemas));
        TypeReader types = new TypeReader(session);
        Relations relations = RelationReader.read(session);
        DefinedReader.Defined defined = DefinedReader.read(session);
        Access access = AccessReader.read(session);
        List<NotModelled> notModelled = new ArrayList<>(NotModelledReader.read(session, access.roles()));
        notModelled.addAll(defined.withheld());
        return new Catalog(
                schemas,
                types.extensions(),
                types.enums(),
                types.domains(),
                types.composites(),
                types.ranges(),
                new SequenceReader(session).sequences(),
                relations.tables(),
                relations.views(),
                new RoutineReader(session).routines(),
                defined.objects(),
                access,
                CommentReader.comments(session),
                CommentReader.labels(session),
                notModelled);
    }

    private int majorVersion() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results =
                        statement.executeQuery("select current_setting('server_version_num')::int / 10000")) {
            results.next();
            return results.getInt(1);
        }
    }

    /** The oids of the namespaces to read; the schemas that belong to no extension are added to the list. */
    private List<Long> readNamespaces(List<Schema> schemas) throws SQLException {
        Set<String> missing = new HashSet<>(options.schemas());
        List<Long> oids = new ArrayList<>();
        new CatalogSession(connection, 0, List.of())
                .each(
                        """
                        select n.oid, n.nspname as name, {not member pg_namespace n.oid} as own,
                               nullif({comment pg_namespace n.oid},
                                      case when n.nspname = 'public' then 'standard public schema' end) as comment
                        from pg_namespace n
                        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                          and not (n.nspname = 'pgwright'
                                   and {comment pg_namespace n.oid} like 'The account of pgwright migrate%')
                        order by n.nspname
                        """,
                        row -> {
                            String name = row.text("name");
                            if (options.schemas().isEmpty() || missing.remove(name)) {
                                oids.add(row.number("oid"));
                                if (row.flag("own")) {
                                    schemas.add(new Schema(name, row.textOrNull("comment")));
                                }
                            }
                        });
        if (!missing.isEmpty()) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    missing.stream()
                            .sorted()
                            .map(name -> new PgwrightException.Problem(
                                    Place.ofObject(name), "there is no schema of this name in the database", null))
                            .toList());
        }
        return oids;
    }
}
