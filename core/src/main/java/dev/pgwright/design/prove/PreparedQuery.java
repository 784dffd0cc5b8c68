package dev.pgwright.design.prove;

import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.DesignedQuery.Meaning;
import dev.pgwright.design.model.DesignedQuery.Parameter;
import dev.pgwright.design.model.DesignedQuery.Part;
import dev.pgwright.design.prove.evaluate.Arguments;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import dev.pgwright.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A query of the design as the application would use it: prepared once, called with values. */
final class PreparedQuery {
    private final Session session;
    private final String name;
    private final DesignedQuery query;

    private PreparedQuery(Session session, String name, DesignedQuery query) {
        this.session = session;
        this.name = name;
        this.query = query;
    }

    /** Prepares a query; empty where the server refuses it. */
    static Optional<PreparedQuery> of(Session session, String name, DesignedQuery query) {
        return of(session, name, query, query.sql());
    }

    /** The same query with another number of rows a page; empty where its text has not one limit of that page. */
    static Optional<PreparedQuery> withPage(Session session, String name, DesignedQuery query, int page, int other) {
        List<SqlTokens.Token> tokens = SqlTokens.of(query.sql());
        List<SqlTokens.Token> limits = new ArrayList<>();
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i - 1).isWord("limit") && tokens.get(i).value().equals(String.valueOf(page))) {
                limits.add(tokens.get(i));
            }
        }
        if (limits.size() != 1) {
            return Optional.empty();
        }
        String sql = query.sql();
        return of(
                session,
                name,
                query,
                sql.substring(0, limits.get(0).start())
                        + other
                        + sql.substring(limits.get(0).end()));
    }

    private static Optional<PreparedQuery> of(Session session, String name, DesignedQuery query, String sql) {
        String types = query.parameters().stream().map(Parameter::type).collect(Collectors.joining(", "));
        Optional<SqlFailure> refused = session.attempt(
                        "PREPARE " + name + (types.isEmpty() ? "" : " (" + types + ")") + " AS " + sql)
                .failure();
        return refused.isPresent() ? Optional.empty() : Optional.of(new PreparedQuery(session, name, query));
    }

    void close() {
        session.execute("DEALLOCATE " + name);
    }

    /** The columns that the query takes new values for. */
    Set<String> setColumns() {
        Set<String> columns = new TreeSet<>();
        for (Parameter parameter : query.parameters()) {
            Meaning meaning = parameter.meaning();
            if (meaning != null && (meaning.part() == Part.SET || meaning.part() == Part.TENANT)) {
                columns.add(meaning.path());
            }
        }
        return columns;
    }

    /**
     * The call with these values.
     *
     * @param seen values of the last row seen by sort path; empty for the first page
     */
    String call(Arguments arguments, Map<String, String> seen) {
        List<String> values = new ArrayList<>();
        query.parameters().forEach(parameter -> values.add(value(parameter, arguments, seen)));
        return "EXECUTE " + name + (values.isEmpty() ? "" : "(" + String.join(", ", values) + ")");
    }

    private static String value(Parameter parameter, Arguments arguments, Map<String, String> seen) {
        Meaning meaning = parameter.meaning();
        if (meaning == null) {
            return parameter.sample();
        }
        return switch (meaning.part()) {
            case TENANT -> cast(parameter, arguments.tenant());
            case FILTER, START -> passed(parameter, arguments.filters().get(meaning.path()));
            case FROM -> bound(parameter, arguments.filters().get(meaning.path()), 0);
            case TO -> bound(parameter, arguments.filters().get(meaning.path()), 1);
            case SEEN ->
                seen.containsKey(meaning.path()) ? cast(parameter, seen.get(meaning.path())) : parameter.sample();
            case SET -> cast(parameter, arguments.sets().get(meaning.path()));
        };
    }

    private static String passed(Parameter parameter, @Nullable List<String> values) {
        if (values == null) {
            return parameter.sample();
        }
        if (!parameter.type().endsWith("[]")) {
            return values.isEmpty() ? parameter.sample() : cast(parameter, values.get(0));
        }
        List<String> literals =
                values.stream().map(value -> Quoted.literal(value).strip()).toList();
        return "CAST(ARRAY[" + String.join(", ", literals) + "]::text[] AS " + parameter.type() + ")";
    }

    private static String bound(Parameter parameter, @Nullable List<String> values, int index) {
        return values == null ? parameter.sample() : cast(parameter, values.get(index));
    }

    private static String cast(Parameter parameter, @Nullable String value) {
        return "CAST(" + Quoted.literal(value).strip() + " AS " + parameter.type() + ")";
    }
}
