package dev.pgwright.review;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.OwnedIndex;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.KnownQuery;
import dev.pgwright.workload.PreparedQuery;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A query under review: what it means, where it comes from, and the schema it is for. */
public final class QueryContext {
    private final QueryKind kind;
    private final BoundQuery bound;
    private final SchemaState state;
    private final DatabaseFacts facts;
    private final Origin origin;
    private final @Nullable PreparedQuery prepared;

    /**
     * Where a query stands.
     *
     * @param migration null of a known query
     * @param file of a known query
     * @param span of the query in the migration or file
     * @param places gives the offset of a location of its tree, -1 when its text is not there as it was parsed
     * @param routine the PL/pgSQL around it
     * @param known what was said of it, of a known query
     * @param object of a database that it stands in; else null
     */
    record Origin(
            @Nullable MigrationContext migration,
            @Nullable Step step,
            SourceFile file,
            Span span,
            IntUnaryOperator places,
            @Nullable RoutineBody routine,
            @Nullable KnownQuery known,
            @Nullable SchemaObject object) {
        /** Locations that are counted from an offset; from -1 none is known. */
        static IntUnaryOperator from(int base) {
            return location -> base < 0 ? -1 : base + location;
        }

        /** Of what a database has. */
        static Origin of(SchemaObject object, SourceFile definition, @Nullable RoutineBody routine) {
            return new Origin(null, null, definition, Span.at(0), from(-1), routine, null, object);
        }

        /** Of a query or expression in the body of the routine that this is of. */
        Origin of(QuerySources.Source source) {
            return new Origin(
                    migration, step, file, source.span(), from(source.base()), source.routine(), null, object);
        }

        Report.Draft draft(Report report, String message) {
            Report.Draft draft = report.draft(migration, span, message, step);
            if (object != null) {
                draft.about(object.toString());
            }
            if (object == null || span.length() > 0) {
                draft.in(file);
            }
            draft.whateverTheSize();
            return draft;
        }
    }

    QueryContext(QueryKind kind, BoundQuery bound, SchemaState state, DatabaseFacts facts, Origin origin) {
        this(kind, bound, state, facts, origin, null);
    }

    /** @param prepared what a database says of it, its location that of the tree; null when none was asked */
    QueryContext(
            QueryKind kind,
            BoundQuery bound,
            SchemaState state,
            DatabaseFacts facts,
            Origin origin,
            @Nullable PreparedQuery prepared) {
        this.kind = kind;
        this.bound = bound;
        this.state = state;
        this.facts = facts;
        this.origin = origin;
        this.prepared = prepared;
    }

    public QueryKind kind() {
        return kind;
    }

    public Node tree() {
        return bound.tree();
    }

    /** What its names and types mean. */
    public BoundQuery bound() {
        return bound;
    }

    public List<BoundLevel> levels() {
        return bound.levels();
    }

    /** The schema that it meets. Read it at once: it goes on to the next statement. */
    public SchemaState state() {
        return state;
    }

    public DatabaseFacts facts() {
        return facts;
    }

    /** The statement that it is, or is a part of; none of a known query. */
    public Optional<Step> step() {
        return Optional.ofNullable(origin.step());
    }

    /** The file or migration that {@link #place} gives offsets of. */
    public String text() {
        return origin.file().text();
    }

    /** Where it stands in {@link #text}. */
    public Span span() {
        return origin.span();
    }

    /** Whether it stands in the migration, or a file of SQL, as it was parsed, so that edits of its text are edits of it. */
    public boolean isEditable() {
        return origin.places().applyAsInt(0) >= 0
                && (origin.migration() != null || origin.file().name().endsWith(".sql"));
    }

    @Nullable MigrationContext migration() {
        return origin.migration();
    }

    /** The PL/pgSQL around it. */
    public Optional<RoutineBody> routine() {
        return Optional.ofNullable(origin.routine());
    }

    /** What is known of it, of a query that a program sends. */
    public Optional<KnownQuery> known() {
        return Optional.ofNullable(origin.known());
    }

    /** What a database says of its names and types, where one was asked and could tell. */
    public Optional<PreparedQuery> prepared() {
        return Optional.ofNullable(prepared).filter(PreparedQuery::isJudgement);
    }

    /** How it is called at the beginning of a message: {@code orders.sql:12 (12.5 calls/s)}, {@code This query}. */
    public String words() {
        if (origin.object() != null) {
            return "A query of " + origin.object();
        }
        return origin.known() == null ? "This query" : KnownQueries.named(origin.known());
    }

    /** Whether the migration itself made the relation, so that it is as good as empty. */
    public boolean isNew(QualifiedName relation) {
        return origin.migration() != null && origin.migration().isNew(relation);
    }

    public Optional<Table> table(@Nullable QualifiedName name) {
        return name == null ? Optional.empty() : state.table(name);
    }

    /** The indexes of a table or materialized view, those of keys too, but for those that are not valid. */
    public List<Index> indexes(QualifiedName table) {
        return state.indexesOf(table).stream()
                .map(OwnedIndex::index)
                .filter(Index::valid)
                .toList();
    }

    /** The offset for {@link Report.Draft#at(int)} of a location in the tree; -1 where that is not known. */
    public int place(int location) {
        return location < 0 ? -1 : origin.places().applyAsInt(location);
    }

    Report.Draft draft(Report report, String message) {
        return origin.draft(report, message);
    }
}
