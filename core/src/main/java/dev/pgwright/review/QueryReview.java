package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.KnownQuery;
import dev.pgwright.workload.QueryPlace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Finds the queries of a review and hands each of them to the rules once. */
final class QueryReview {
    private final List<QueryRule> rules;
    private final DatabaseFacts facts;
    private final BiConsumer<QueryRule, QueryContext> check;

    private int recurring;

    /** Whether queries are kept for rules that see all of them together. */
    private final boolean keeping;

    private final List<QueryContext> kept = new ArrayList<>();

    /** Routines whose bodies are looked at when they are called: what counts is the last, and the schema in the end. */
    private final Map<String, Routine> routines = new LinkedHashMap<>();

    private record Routine(
            QualifiedName name, MigrationContext migration, Step step, List<QuerySources.Source> queries) {}

    QueryReview(
            List<QueryRule> rules, boolean keeping, DatabaseFacts facts, BiConsumer<QueryRule, QueryContext> check) {
        this.rules = List.copyOf(rules);
        this.keeping = keeping;
        this.facts = facts;
        this.check = check;
    }

    private boolean isIdle() {
        return rules.isEmpty() && !keeping;
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
        List<QuerySources.Source> sources =
                QuerySources.of(step.statement(), migration.source(), migration.body(step.statement()));
        if (step.tree() instanceof CreateFunctionStmt function) {
            QualifiedName name = state.resolve(Nodes.names(function.funcname()));
            routines.put(name + " " + function.parameters().size(), new Routine(name, migration, step, sources));
            return;
        }
        for (QuerySources.Source source : sources) {
            BoundQuery bound = state.bind(source.tree(), source.outside(), true, null);
            judge(source, bound, migration, step, state);
        }
    }

    /** All statements are through: routines and known queries meet the schema that there is now. */
    void end(List<KnownQuery> known, SchemaState state) {
        if (isIdle()) {
            return;
        }
        List<String> path = path(state, null);
        for (Routine routine : routines.values()) {
            if (state.routines(routine.name()).isEmpty() && !state.isIncomplete()) {
                continue;
            }
            List<String> own = path(state, routine.name().schema());
            for (QuerySources.Source source : routine.queries()) {
                BoundQuery bound = state.bind(source.tree(), source.outside(), false, own);
                judge(source, bound, routine.migration(), routine.step(), state);
            }
        }
        Set<String> seen = new HashSet<>();
        for (KnownQuery query : known) {
            judge(query, seen, path, state);
        }
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

    private void judge(
            QuerySources.Source source, BoundQuery bound, MigrationContext migration, Step step, SchemaState state) {
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
                        null)));
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
            Span span = statement.span().plus(base);
            hand(new QueryContext(
                    QueryKind.KNOWN,
                    bound,
                    state,
                    facts,
                    new QueryContext.Origin(null, null, file, span, QueryContext.Origin.from(base), null, query)));
        }
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
                check.accept(rule, query);
            }
        }
    }
}
