package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.View;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.load.folded.OutsideNames;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.locks.Expressions;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.Token;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.KnownQuery;
import dev.pgwright.workload.PreparedQuery;
import dev.pgwright.workload.QueryPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the queries of a review and hands each of them to the rules once. */
final class QueryReview {
    /** Relations that have rows of their own, or may have. */
    private static final Set<BoundRelation.Kind> STORED = EnumSet.of(
            BoundRelation.Kind.TABLE,
            BoundRelation.Kind.VIEW,
            BoundRelation.Kind.MATERIALIZED_VIEW,
            BoundRelation.Kind.SYSTEM,
            BoundRelation.Kind.UNKNOWN);

    private final List<QueryRule> rules;
    private final List<RoutineRule> routineRules;
    private final DatabaseFacts facts;
    private final Map<String, PreparedQuery> prepared;
    private final Asking asking;

    private int recurring;

    /** Whether queries are kept for rules that see all of them together. */
    private final boolean keeping;

    private final List<QueryContext> kept = new ArrayList<>();

    /** Routines whose bodies are looked at when they are called: what counts is the last, and the schema in the end. */
    private final Map<String, Routine> routines = new LinkedHashMap<>();

    private record Routine(
            QualifiedName name,
            CreateFunctionStmt statement,
            @Nullable RoutineBody body,
            List<QuerySources.Source> queries,
            QueryContext.Origin origin) {}

    /** How rules are asked. */
    interface Asking {
        void about(QueryContext query, QueryRule rule);

        void about(RoutineContext routine, RoutineRule rule);
    }

    /**
     * To be made before the first statement.
     *
     * @param keeping whether {@link #kept} will be asked for
     * @param prepared what a database says of queries
     */
    QueryReview(
            List<QueryRule> rules,
            List<RoutineRule> routineRules,
            boolean keeping,
            DatabaseFacts facts,
            Map<String, PreparedQuery> prepared,
            Asking asking) {
        this.rules = List.copyOf(rules);
        this.routineRules = List.copyOf(routineRules);
        this.keeping = keeping;
        this.facts = facts;
        this.prepared = prepared;
        this.asking = asking;
    }

    /** Of nothing. */
    static QueryReview none() {
        return new QueryReview(List.of(), List.of(), false, DatabaseFacts.NONE, Map.of(), new Asking() {
            @Override
            public void about(QueryContext query, QueryRule rule) {}

            @Override
            public void about(RoutineContext routine, RoutineRule rule) {}
        });
    }

    private boolean isIdle() {
        return rules.isEmpty() && routineRules.isEmpty() && !keeping;
    }

    /** Those that run again and again; all of them at the end. */
    List<QueryContext> kept() {
        return List.copyOf(kept);
    }

    /** A statement under review, and the schema before it. */
    void statement(MigrationContext migration, Step step, SchemaState state) {
        if (isIdle()) {
            return;
        }
        Optional<RoutineBody> body = migration.body(step.statement());
        List<QuerySources.Source> sources = QuerySources.of(step.statement(), migration.source(), body);
        if (step.tree() instanceof CreateFunctionStmt function) {
            QualifiedName name = state.resolve(Nodes.names(function.funcname()));
            QueryContext.Origin origin = new QueryContext.Origin(
                    migration,
                    step,
                    migration.source(),
                    step.span(),
                    QueryContext.Origin.from(0),
                    body.orElse(null),
                    null,
                    null);
            routines.put(
                    name + " " + function.parameters().size(),
                    new Routine(name, function, body.orElse(null), sources, origin));
            return;
        }
        for (QuerySources.Source source : sources) {
            BoundQuery bound = source.bound(state, true, null);
            hand(new QueryContext(
                    source.kind(),
                    bound,
                    state,
                    facts,
                    new QueryContext.Origin(
                            migration,
                            step,
                            migration.source(),
                            source.span(),
                            QueryContext.Origin.from(source.base()),
                            source.routine(),
                            null,
                            null)));
        }
    }

    /** The views and routines that a database has, of which no statement tells. */
    void database(SchemaState state) {
        if (isIdle()) {
            return;
        }
        for (View view : state.views()) {
            SchemaObject object = SchemaObject.relation(view.name());
            Expressions.query(view.query()).ifPresent(tree -> {
                BoundQuery bound = state.bind(tree, OutsideNames.NONE, false, path(state, null));
                hand(new QueryContext(
                        QueryKind.VIEW,
                        bound,
                        state,
                        facts,
                        QueryContext.Origin.of(object, SourceFile.of("", view.query()), null)));
            });
        }
        for (dev.pgwright.catalog.Routine routine : state.routines()) {
            if (Expressions.statement(routine.definition()) instanceof CreateFunctionStmt function) {
                Statement statement = Sql.parseStatement(routine.definition());
                SourceFile text = SourceFile.of("", routine.definition());
                Optional<RoutineBody> body = RoutineBody.of(statement, text);
                SchemaObject object = SchemaObject.routine(routine.name(), routine.arguments());
                routines.put(
                        object.toString(),
                        new Routine(
                                routine.name(),
                                function,
                                body.orElse(null),
                                QuerySources.of(statement, text, body),
                                QueryContext.Origin.of(object, lined(routine.definition()), body.orElse(null))));
            }
        }
    }

    /** The definition with its lines counted as PostgreSQL counts them: the first is where the body begins. */
    private static SourceFile lined(String definition) {
        int body = Sql.tokens(definition).stream()
                .filter(token -> token.kind() == Token.Kind.STRING)
                .map(Token::span)
                .max(Comparator.comparing(Span::length))
                .map(Span::start)
                .orElse(0);
        return SourceFile.of("", definition.substring(0, body).replace('\n', ' ') + definition.substring(body));
    }

    /** All statements are through: routines and known queries meet the schema that there is now. */
    void end(List<KnownQuery> known, SchemaState state) {
        if (isIdle()) {
            return;
        }
        List<String> path = path(state, null);
        for (Routine routine : routines.values()) {
            if (!state.routines(routine.name()).isEmpty() || state.isIncomplete()) {
                judge(routine, state);
            }
        }
        Set<String> seen = new HashSet<>();
        for (KnownQuery query : known) {
            judge(query, seen, path, state);
        }
    }

    private void judge(Routine routine, SchemaState state) {
        List<String> path = path(state, routine.name().schema());
        List<QueryContext> queries = new ArrayList<>();
        for (QuerySources.Source source : routine.queries()) {
            BoundQuery bound = source.bound(state, false, path);
            queries.add(new QueryContext(
                    source.kind(), bound, state, facts, routine.origin().of(source)));
        }
        queries.forEach(this::hand);
        RoutineContext context = new RoutineContext(
                routine.name(), routine.statement(), routine.body(), queries, state, routine.origin());
        routineRules.forEach(rule -> asking.about(context, rule));
    }

    /** Nobody says with which search path a program or routine runs: what is in no schema is missing for certain. */
    static List<String> path(SchemaState state, @Nullable String first) {
        List<String> path = new ArrayList<>();
        if (first != null) {
            path.add(first);
        }
        state.schemas().stream().filter(schema -> !schema.equals(first)).forEach(path::add);
        return path;
    }

    private void judge(KnownQuery query, Set<String> seen, List<String> path, SchemaState state) {
        QueryPlace place = query.place();
        SourceFile file = place == null ? SourceFile.of(query.name(), query.sql()) : place.file();
        int base = place == null ? 0 : place.span().start();
        ParsedSql parsed = Sql.parse(SourceFile.of(query.name(), query.sql()));
        for (Statement statement : parsed.statements()) {
            String text = statement.span().of(query.sql());
            if (!QuerySources.isQuery(statement.tree()) || !seen.add(Sql.fingerprint(text))) {
                continue;
            }
            BoundQuery bound = state.bind(statement.tree(), parts -> false, false, path);
            if (place == null && isOfTools(bound)) {
                continue;
            }
            Span span = statement.span().plus(base);
            hand(new QueryContext(
                    QueryKind.KNOWN,
                    bound,
                    state,
                    facts,
                    new QueryContext.Origin(null, null, file, span, QueryContext.Origin.from(base), null, query, null),
                    answer(statement, query.sql())));
        }
    }

    /** Whether a query that a server has counted reads system catalogs only: psql, monitoring and pgwright itself do so. */
    private static boolean isOfTools(BoundQuery query) {
        List<BoundRelation.Kind> kinds = query.levels().stream()
                .flatMap(level -> level.relations().stream())
                .map(BoundRelation::kind)
                .filter(STORED::contains)
                .toList();
        return !kinds.isEmpty() && kinds.stream().allMatch(kind -> kind == BoundRelation.Kind.SYSTEM);
    }

    /** What a database says of a statement of a script. */
    @Nullable PreparedQuery answer(Statement statement, String script) {
        PreparedQuery answer = prepared.get(statement.span().of(script));
        return answer == null ? null : answer.from(statement.span().start());
    }

    /** How many queries there were that run again and again. */
    int recurring() {
        return recurring;
    }

    /** Asks the rules about a query. */
    void hand(QueryContext query) {
        recurring += query.kind().recurs() ? 1 : 0;
        if (keeping && query.kind().recurs()) {
            kept.add(query);
        }
        for (QueryRule rule : rules) {
            if (query.kind().recurs() || !rule.info().recurringOnly()) {
                asking.about(query, rule);
            }
        }
    }
}
