package dev.pgwright.twin;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.explain.ExplainReader;
import dev.pgwright.explain.Explained;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.server.Purpose;
import dev.pgwright.server.ServerVersion;
import dev.pgwright.server.Session;
import dev.pgwright.sql.Identifiers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A server of its own with a schema, without a row, whose planner believes the stated statistics and finds files of the
 * stated sizes. What it plans is what a server with such data would plan. For one thread at a time.
 */
public final class PlannerTwin implements AutoCloseable {
    private static final String DATABASE = "twin";

    private final PostgresServer server;
    private final Session session;

    private PlannerTwin(PostgresServer server) {
        this.server = server;
        this.session = Session.of(server.connect(DATABASE));
    }

    /**
     * Starts a twin; takes about a second.
     *
     * @param settings of the planner and others, by lower-case name, that differ from PostgreSQL's defaults
     * @param statements that make the schema in an empty database, in order; rows that they insert are removed again
     * @throws IllegalArgumentException if the statistics do not fit the schema, or leave out an index of a table that
     *     has rows
     * @throws dev.pgwright.finding.PgwrightException if the server does not start or refuses a statement
     */
    public static PlannerTwin start(
            PostgresVersion version, Map<String, String> settings, List<String> statements, TwinStatistics statistics) {
        Map<String, String> all = new TreeMap<>(Map.of("max_locks_per_transaction", "1024"));
        all.putAll(settings);
        PostgresServer server = EmbeddedPostgres.start(new EmbeddedOptions(version, Purpose.TWIN, all));
        try {
            fill(server, statements, statistics);
            return new PlannerTwin(server);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static void fill(PostgresServer server, List<String> statements, TwinStatistics statistics) {
        server.createDatabase(DATABASE, "template0");
        Map<String, TwinRelation> relations;
        StatedSizes sizes;
        try (Session session = Session.of(server.connect(DATABASE))) {
            statements.forEach(session::execute);
            session.reset();
            empty(session);
            relations = TwinRelation.all(session);
            sizes = StatedSizes.of(relations, statistics);
            new StatisticsWriter(session, relations, sizes).write(statistics);
        }
        server.whileStopped(data -> new RelationFiles(data, relations, sizes).make());
    }

    /** The files are made as those of empty relations. */
    private static void empty(Session session) {
        String tables = session.rows("""
                        SELECT format('%I.%I', n.nspname, c.relname)
                          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                           AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
                         ORDER BY 1""").first().stream().map(String::valueOf).collect(Collectors.joining(", "));
        if (!tables.isEmpty()) {
            session.execute("TRUNCATE " + tables + " CASCADE");
        }
    }

    public ServerVersion version() {
        return server.version();
    }

    /**
     * The plan that PostgreSQL makes once for a prepared statement and uses for all values. Partitions that the given
     * arguments rule out are left out of it, as when it runs.
     *
     * @throws dev.pgwright.finding.PgwrightException if the server refuses the statement
     */
    public Explained generic(TwinQuery query) {
        return prepared(query, "force_generic_plan");
    }

    /**
     * The plan for just these arguments.
     *
     * @throws dev.pgwright.finding.PgwrightException if the server refuses the statement
     */
    public Explained custom(TwinQuery query) {
        return prepared(query, "force_custom_plan");
    }

    private Explained prepared(TwinQuery query, String mode) {
        String types = query.types().isEmpty() ? "" : " (" + String.join(", ", query.types()) + ")";
        String arguments = query.arguments().isEmpty() ? "" : " (" + String.join(", ", query.arguments()) + ")";
        session.execute("DEALLOCATE ALL; SET plan_cache_mode = " + mode);
        session.execute("PREPARE planned" + types + " AS " + query.sql());
        return ExplainReader.read(session.rows("EXPLAIN (FORMAT JSON, VERBOSE) EXECUTE planned" + arguments)
                .single());
    }

    /**
     * Does something while an index is not there; a partitioned one is gone with its partitions' indexes.
     *
     * @throws dev.pgwright.finding.PgwrightException if the index is not there or belongs to a constraint
     */
    public <T> T without(QualifiedName index, Supplier<T> work) {
        return session.rolledBack(() -> {
            session.execute("DROP INDEX " + Identifiers.quoteIdentifier(index.schema(), index.name()));
            return work.get();
        });
    }

    /** Stops the server and removes its files. */
    @Override
    public void close() {
        session.close();
        server.close();
    }
}
