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
import java.util.Set;
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
    private final Map<String, TwinRelation> relations;
    private final Map<String, String> roots = new TreeMap<>();

    private PlannerTwin(PostgresServer server, Map<String, TwinRelation> relations) {
        this.server = server;
        this.relations = relations;
        relations.values().forEach(relation -> roots.put(relation.name().name(), root(relation, relations)));
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
            return new PlannerTwin(server, fill(server, statements, statistics));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Map<String, TwinRelation> fill(
            PostgresServer server, List<String> statements, TwinStatistics statistics) {
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
            new DependencyWriter(session).write(statistics.dependencies());
        }
        server.whileStopped(data -> new RelationFiles(data, relations, sizes).make());
        return relations;
    }

    private static String root(TwinRelation relation, Map<String, TwinRelation> relations) {
        TwinRelation top = relation;
        while (top.parent() != null && relations.containsKey(top.parent())) {
            top = relations.get(top.parent());
        }
        return top.name().name();
    }

    /** The name of the partitioned table or index that one of a plan belongs to; its own if it belongs to none. */
    public String rootOf(String relation) {
        return roots.getOrDefault(relation, relation);
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

    /**
     * Does something while a table has only some of its indexes; of a partitioned table these are named by the
     * partitioned ones. Those of constraints are set aside too.
     */
    public <T> T withOnly(QualifiedName table, Set<String> indexes, Supplier<T> work) {
        List<String> others = relations.values().stream()
                .filter(relation -> relation.kind() == 'i'
                        && !indexes.contains(rootOf(relation.name().name())))
                .filter(relation -> {
                    TwinRelation of = relations.get(relation.table());
                    return of != null
                            && of.name().schema().equals(table.schema())
                            && rootOf(of.name().name()).equals(table.name());
                })
                .map(TwinRelation::oid)
                .toList();
        return session.rolledBack(() -> {
            // the planner passes over an index that is not valid (get_relation_info, optimizer/util/plancat.c)
            session.rows(
                    "UPDATE pg_index SET indisvalid = false WHERE indexrelid = ANY (?::oid[])",
                    "{" + String.join(",", others) + "}");
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
