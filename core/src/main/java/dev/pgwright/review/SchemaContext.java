package dev.pgwright.review;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison.Difference;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.locks.Expressions;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.CreateStatsStmt;
import dev.pgwright.workload.DatabaseFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A schema under review with what is known of it. */
public final class SchemaContext {
    /** What tools keep their account of migrations in; nobody models these. */
    private static final Set<String> TOOL_TABLES = Set.of(
            "flyway_schema_history",
            "databasechangelog",
            "databasechangeloglock",
            "schema_migrations",
            "goose_db_version",
            "_sqlx_migrations",
            "__diesel_schema_migrations",
            "_prisma_migrations",
            "__drizzle_migrations",
            "django_migrations",
            "ar_internal_metadata",
            "alembic_version");

    private final Catalog catalog;
    private final SchemaState state;
    private final ReviewOptions options;
    private final KnownQueries queries;
    private final Origins origins;
    private final List<CreateStatsStmt> statistics;
    private final boolean complete;
    private final boolean database;
    private final List<Table> tables;
    private final List<Fragments.Fragment> fragments;
    private final List<TableColumn> columns;
    /** What many rules ask of the same schema is worked out once. */
    private final Map<String, Optional<ColumnType>> types = new HashMap<>();

    private final Map<Routine, Optional<CreateFunctionStmt>> made = new IdentityHashMap<>();

    SchemaContext(
            SchemaState state,
            Catalog catalog,
            ReviewOptions options,
            KnownQueries queries,
            Origins origins,
            Fragments fragments,
            List<CreateStatsStmt> statistics,
            boolean complete,
            boolean database) {
        this.catalog = catalog;
        this.state = state;
        this.options = options;
        this.queries = queries;
        this.origins = origins;
        this.statistics = List.copyOf(statistics);
        this.complete = complete;
        this.database = database;
        Set<QualifiedName> known = catalog.tables().stream().map(Table::name).collect(Collectors.toSet());
        this.tables = Stream.concat(
                        catalog.tables().stream(),
                        fragments.tables().stream()
                                .filter(Fragments.Fragment::whole)
                                .map(Fragments.Fragment::table)
                                // one that refers to itself was a fragment until it was made
                                .filter(table -> !known.contains(table.name())))
                .filter(table -> table.partitionOf() == null && isJudged(table.name()))
                .toList();
        this.fragments = fragments.tables().stream().filter(one -> !one.whole()).toList();
        this.columns = Stream.concat(
                        tables.stream()
                                .flatMap(table ->
                                        table.columns().stream().map(column -> new TableColumn(table, column, true))),
                        this.fragments.stream()
                                .flatMap(fragment -> fragment.table().columns().stream()
                                        .filter(column -> fragment.columns().contains(column.name()))
                                        .map(column -> new TableColumn(fragment.table(), column, false))))
                .toList();
    }

    /** Whether it is anybody's design: neither a temporary relation nor a tool's account of migrations. */
    static boolean isJudged(QualifiedName name) {
        return !TOOL_TABLES.contains(name.name()) && !name.schema().startsWith("pg_temp");
    }

    /** Everything, what nobody judges included: partitions, temporary tables, the accounts of tools. */
    public Catalog catalog() {
        return catalog;
    }

    /** The schema as statements would meet it. */
    public SchemaState state() {
        return state;
    }

    /** The type of a column as the catalog names it, below domains; empty for what does not parse. */
    public Optional<ColumnType> type(String name) {
        return types.computeIfAbsent(name, type -> ColumnType.of(type, state));
    }

    /** The statement that makes a routine of the catalog; empty for an aggregate, and where the definition cannot be read. */
    public Optional<CreateFunctionStmt> statement(Routine routine) {
        return made.computeIfAbsent(routine, SchemaContext::parsed);
    }

    private static Optional<CreateFunctionStmt> parsed(Routine routine) {
        if (routine.kind() == Routine.Kind.AGGREGATE) {
            return Optional.empty();
        }
        try {
            return Sql.parseStatement(routine.definition()).tree() instanceof CreateFunctionStmt create
                    ? Optional.of(create)
                    : Optional.empty();
        } catch (PgwrightException notReadable) {
            return Optional.empty();
        }
    }

    public int version() {
        return state.version();
    }

    public DatabaseFacts facts() {
        return options.facts();
    }

    /**
     * How the database differs from what the migrations that it has had make of an empty one; empty where the one or the
     * other is not known.
     */
    public List<Difference> drift() {
        @Nullable Catalog applied = options.applied();
        if (applied == null) {
            return List.of();
        }
        @Nullable Catalog live = options.start();
        return SchemaDrift.of(applied, live == null ? catalog : live);
    }

    /** The statements that made extended statistics, those that are dropped by now included. */
    public List<CreateStatsStmt> statistics() {
        @Nullable Catalog start = options.start();
        return Stream.concat(
                        start == null
                                ? Stream.of()
                                : start.objects().stream()
                                        .filter(object -> object.kind() == DefinedObject.Kind.STATISTICS)
                                        .map(object -> Expressions.statement(
                                                object.definition().get(0)))
                                        .filter(CreateStatsStmt.class::isInstance)
                                        .map(CreateStatsStmt.class::cast),
                        statistics.stream())
                .toList();
    }

    /** Files that describe the schema: DBML and Markdown. */
    public List<SourceFile> documents() {
        return options.documents();
    }

    /** The queries that are known to be run. */
    public KnownQueries queries() {
        return queries;
    }

    /**
     * Whether what is not in it does not exist: a database, or files that make their schema from nothing. Else only what is
     * there may be judged, and not what is missing.
     */
    public boolean isComplete() {
        return complete;
    }

    /** Whether it is a database's, and no files are reviewed. */
    public boolean isDatabase() {
        return database;
    }

    /**
     * The tables that are known as a whole, foreign ones among them; partitions are not, as they have what their table has,
     * nor are temporary tables and those in which tools keep their account of migrations.
     */
    public List<Table> tables() {
        return tables;
    }

    /** The views and materialized views but temporary ones. */
    public List<View> views() {
        return catalog.views().stream().filter(view -> isJudged(view.name())).toList();
    }

    public Optional<Table> table(QualifiedName name) {
        return state.table(name)
                .or(() -> tables.stream()
                        .filter(table -> table.name().equals(name))
                        .findFirst());
    }

    /** The columns of {@link #tables()}, and those that are added to, or changed of, tables of which nothing else is known. */
    public List<TableColumn> columns() {
        return columns;
    }

    /** The constraints of a kind, of tables and of what is added to those of which nothing else is known. */
    public <C extends Constraint> List<TableConstraint<C>> constraints(Class<C> kind) {
        List<TableConstraint<C>> found = new ArrayList<>();
        tables.forEach(table ->
                table.of(kind).forEach(constraint -> found.add(new TableConstraint<>(table, constraint, true))));
        fragments.forEach(fragment -> fragment.table().of(kind).stream()
                .filter(constraint -> fragment.constraints().contains(constraint.name()))
                .forEach(constraint -> found.add(new TableConstraint<>(fragment.table(), constraint, false))));
        return found;
    }

    /** The indexes that belong to no constraint, of tables and of what is added to those of which nothing else is known. */
    public List<TableIndex> indexes() {
        return Stream.concat(
                        tables.stream()
                                .flatMap(table ->
                                        table.indexes().stream().map(index -> new TableIndex(table, index, true))),
                        fragments.stream()
                                .flatMap(fragment -> fragment.table().indexes().stream()
                                        .map(index -> new TableIndex(fragment.table(), index, false))))
                .toList();
    }

    /** A name as messages have it: without its schema where that is {@code public}. */
    public static String shown(QualifiedName name) {
        return name.schema().equals("public") ? name.name() : name.toString();
    }

    /** Where an object comes from; null when no statement under review made it. */
    public @Nullable Origin origin(SchemaObject object) {
        return database ? null : origins.of(object);
    }
}
