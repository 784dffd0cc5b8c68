package dev.pgwright.workload;

import dev.pgwright.finding.Count;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a running database holds and does: PostgreSQL 14 and later, with at most eighteen queries whatever its size,
 * in a read-only transaction. It needs no privilege but to connect; what the role may not see is said in the facts.
 */
public final class FactsReader {
    private FactsReader() {}

    /** The facts of a server's default database, in a session of its own. */
    public static DatabaseFacts read(Postgres server) {
        try (Session session = Session.of(server.connect())) {
            return read(session);
        }
    }

    /**
     * The facts of a session's database. The session must not be in a transaction, since an open one would be a holder
     * of locks itself.
     *
     * @throws PgwrightException if the server fails, or a lock on a table keeps its size from being read for 2 s
     */
    public static DatabaseFacts read(Session session) {
        if (session.isInTransaction()) {
            throw new IllegalStateException("facts are not read in a transaction");
        }
        Connection connection = session.connection();
        try {
            boolean readOnly = connection.isReadOnly();
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try {
                return read(new FactsQuery(connection));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setReadOnly(readOnly);
            }
        } catch (SQLException e) {
            throw new PgwrightException(
                    ErrorCode.SERVER,
                    Place.UNKNOWN,
                    "the sizes and the traffic of the database cannot be read: " + e.getMessage(),
                    null,
                    e);
        }
    }

    private static DatabaseFacts read(FactsQuery query) throws SQLException {
        query.execute("set local search_path = pg_catalog");
        // sizes are read under ACCESS SHARE: rather no facts than a queue behind somebody's ALTER TABLE
        query.execute("set local lock_timeout = '2s'");
        ServerReader server = ServerReader.read(query);
        List<Withheld> withheld = new ArrayList<>();
        SizeReader sizes = SizeReader.read(query, server);
        if (sizes.unreadable() > 0) {
            withheld.add(new Withheld(
                    Withheld.Part.COLUMNS.words() + Count.of(sizes.unreadable(), "table"),
                    server.grant("pg_read_all_data")));
        }
        List<Holder> holders = ActivityReader.read(query);
        if (!server.readsAllStatistics()) {
            withheld.add(new Withheld(Withheld.Part.SESSIONS.words(), server.grant("pg_read_all_stats")));
        }
        List<String> standbys = ReplicationReader.read(query);
        List<ManagedTable> managed = ManagedReader.read(query, server, withheld);
        List<KnownQuery> queries = StatementsReader.read(query, server, withheld);
        ServerSecurity security = SecurityReader.read(query, server.facts(), withheld);
        return new DatabaseFacts(
                "the database " + server.database(),
                true,
                server.facts().withSecurity(security).withState(server.state()),
                sizes.tables(),
                sizes.indexes(),
                holders,
                standbys,
                queries,
                managed,
                withheld);
    }
}
