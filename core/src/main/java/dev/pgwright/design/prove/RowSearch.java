package dev.pgwright.design.prove;

import dev.pgwright.catalog.Column;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds values for a row so that all its conditions hold, or all but one which is violated. The server evaluates the
 * conditions over combinations of values from the pool; columns that no condition ties together are sought apart.
 */
final class RowSearch {
    /** Combinations that the server looks at in one search: some tens of milliseconds. */
    private static final int MOST_COMBINATIONS = 40_000;
    /** With fewer values a column is hardly varied. */
    private static final int FEWEST_VALUES = 4;

    private static final int ANSWERS = 12;
    private static final int ORDINARY_VALUES = 8;
    private static final String TEXT = "\"pgwright text\"";
    private static final String ORDER = "\"pgwright order\"";

    private final Session session;
    private final ValuePool pool;
    private @Nullable SqlFailure lastFailure;

    RowSearch(Session session, ValuePool pool) {
        this.session = session;
        this.pool = pool;
    }

    /**
     * What is sought.
     *
     * @param columns to find values for
     * @param fixed values that are settled
     * @param holding conditions that must hold
     * @param violated a condition that must not, or null
     * @param seed other values for another seed
     */
    record Wish(
            TableFacts facts,
            Collection<String> columns,
            Map<String, @Nullable String> fixed,
            List<Condition> holding,
            @Nullable Condition violated,
            int seed) {}

    /** Values for every column of the wish, in text form; empty when the search finds none. */
    Optional<Map<String, @Nullable String>> find(Wish wish) {
        Map<String, @Nullable String> row = new HashMap<>();
        List<Set<String>> groups = groups(wish);
        Map<String, List<Map<String, @Nullable String>>> alone = columnsAlone(wish, groups);
        for (Set<String> group : groups) {
            List<Map<String, @Nullable String>> together =
                    group.size() == 1 ? alone.get(group.iterator().next()) : null;
            List<Map<String, @Nullable String>> answers = together == null ? answers(wish, group) : together;
            if (answers.isEmpty()) {
                return Optional.empty();
            }
            row.putAll(chosen(answers, wish, group));
        }
        return Optional.of(row);
    }

    /** Answers for columns that no condition ties to others, all in one question; none if that question fails. */
    private Map<String, List<Map<String, @Nullable String>>> columnsAlone(Wish wish, List<Set<String>> groups) {
        List<String> columns = new ArrayList<>();
        List<String> queries = new ArrayList<>();
        for (Set<String> group : groups) {
            Question question = question(wish, group);
            if (group.size() == 1 && !question.isTrivial(wish)) {
                queries.add("SELECT " + columns.size() + ", row_number() OVER (), answer FROM ("
                        + question.query(wish.facts(), ANSWERS) + ") AS s(answer)");
                columns.add(group.iterator().next());
            }
        }
        Map<String, List<Map<String, @Nullable String>>> answers = new HashMap<>();
        if (columns.size() > 1) {
            Session.Attempt attempt = session.attempt(String.join(" UNION ALL ", queries) + " ORDER BY 1, 2");
            if (attempt.worked()) {
                columns.forEach(column -> answers.put(column, new ArrayList<>()));
            }
            for (List<@Nullable String> row : attempt.rows().values()) {
                String column = columns.get(Integer.parseInt(String.valueOf(row.get(0))));
                answers.getOrDefault(column, new ArrayList<>()).add(only(column, row.get(2)));
            }
        }
        return answers;
    }

    private static Map<String, @Nullable String> only(String column, @Nullable String value) {
        Map<String, @Nullable String> row = new HashMap<>();
        row.put(column, value);
        return row;
    }

    /** A violation is best shown by the simplest answer; good rows differ by seed and say as much as they can. */
    private static Map<String, @Nullable String> chosen(
            List<Map<String, @Nullable String>> answers, Wish wish, Set<String> group) {
        if (wish.violated() != null && touches(wish.violated(), group)) {
            return answers.get(0);
        }
        long fewestNulls = answers.stream().mapToLong(RowSearch::nulls).min().orElse(0);
        List<Map<String, @Nullable String>> fullest =
                answers.stream().filter(answer -> nulls(answer) == fewestNulls).toList();
        return fullest.get(wish.seed() % fullest.size());
    }

    private static long nulls(Map<String, @Nullable String> answer) {
        return answer.values().stream().filter(value -> value == null).count();
    }

    /** Why the server could not evaluate the conditions of the last search that failed for such a reason. */
    Optional<SqlFailure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    /** The labels of conditions for which no values were found, for a person to read. */
    List<String> unsatisfied(Wish wish) {
        Set<String> labels = new TreeSet<>();
        for (Set<String> group : groups(wish)) {
            if (answers(wish, group).isEmpty()) {
                wish.holding().stream()
                        .filter(condition -> touches(condition, group))
                        .forEach(condition -> labels.add(condition.label()));
            }
        }
        return List.copyOf(labels);
    }

    private static boolean touches(Condition condition, Set<String> group) {
        return condition.columns().stream().anyMatch(group::contains);
    }

    /** Columns that conditions tie together, directly or through others. */
    private static List<Set<String>> groups(Wish wish) {
        Map<String, Set<String>> byColumn = new TreeMap<>();
        wish.columns().forEach(column -> byColumn.put(column, new TreeSet<>(Set.of(column))));
        List<Condition> conditions = new ArrayList<>(wish.holding());
        if (wish.violated() != null) {
            conditions.add(wish.violated());
        }
        for (Condition condition : conditions) {
            Set<String> merged = new TreeSet<>();
            for (String column : condition.columns()) {
                merged.addAll(byColumn.getOrDefault(column, Set.of()));
            }
            merged.forEach(column -> byColumn.put(column, merged));
        }
        List<Set<String>> groups = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        byColumn.forEach((column, group) -> {
            if (seen.add(column)) {
                seen.addAll(group);
                groups.add(group);
            }
        });
        return groups;
    }

    /**
     * What is asked of the server for a group of columns.
     *
     * @param values to try in each
     */
    private record Question(
            Map<String, List<@Nullable String>> values,
            List<Condition> holding,
            @Nullable Condition violated) {
        /** Fixed, or of a type that takes every value of the pool as it is, and nothing to check. */
        boolean isTrivial(Wish wish) {
            String column = values.keySet().iterator().next();
            return values.size() == 1
                    && holding.isEmpty()
                    && violated == null
                    && (wish.fixed().containsKey(column)
                            || wish.facts().type(column).modifiers().isEmpty());
        }

        String query(TableFacts facts, int limit) {
            return RowSearch.query(facts, values, holding, violated, limit);
        }
    }

    private Question question(Wish wish, Set<String> group) {
        List<Condition> holding = wish.holding().stream()
                .filter(condition -> condition != wish.violated() && touches(condition, group))
                .toList();
        Condition violated = wish.violated() != null && touches(wish.violated(), group) ? wish.violated() : null;
        Map<String, List<@Nullable String>> values = new LinkedHashMap<>();
        for (String column : group) {
            values.put(
                    column,
                    wish.fixed().containsKey(column)
                            ? nullableList(wish.fixed().get(column))
                            : pool.values(wish.facts(), column, wish.seed()));
        }
        return new Question(values, holding, violated);
    }

    private List<Map<String, @Nullable String>> answers(Wish wish, Set<String> group) {
        Question question = question(wish, group);
        if (question.isTrivial(wish)) {
            return unchecked(question.values());
        }
        if (group.size() > 1) {
            prefilter(wish.facts(), question.values(), question.holding());
        }
        return ask(wish.facts(), question.values(), question.holding(), question.violated(), ANSWERS);
    }

    private static List<Map<String, @Nullable String>> unchecked(Map<String, List<@Nullable String>> values) {
        List<Map<String, @Nullable String>> result = new ArrayList<>();
        values.forEach(
                (column, list) -> list.stream().limit(ANSWERS).forEach(value -> result.add(only(column, value))));
        return result;
    }

    private static List<@Nullable String> nullableList(@Nullable String value) {
        List<@Nullable String> list = new ArrayList<>();
        list.add(value);
        return list;
    }

    /** Drops values that fail alone, then cuts the lists so that their product stays searchable. */
    private void prefilter(TableFacts facts, Map<String, List<@Nullable String>> values, List<Condition> holding) {
        int share = (int) Math.pow(MOST_COMBINATIONS, 1.0 / values.size());
        int most = Math.max(FEWEST_VALUES, share);
        for (Map.Entry<String, List<@Nullable String>> entry : values.entrySet()) {
            String column = entry.getKey();
            List<Condition> own = holding.stream()
                    .filter(condition -> condition.columns().equals(Set.of(column)))
                    .toList();
            if (!own.isEmpty() && entry.getValue().size() > 1) {
                List<@Nullable String> passing = new ArrayList<>();
                ask(
                                facts,
                                Map.of(column, entry.getValue()),
                                own,
                                null,
                                entry.getValue().size())
                        .forEach(row -> passing.add(row.get(column)));
                entry.setValue(passing);
            }
            entry.setValue(cut(entry.getValue(), most));
        }
    }

    private static List<@Nullable String> cut(List<@Nullable String> list, int most) {
        if (list.size() <= most) {
            return list;
        }
        List<@Nullable String> shorter = new ArrayList<>();
        // evenly, so that ordinary values, constants and edges are all there
        for (int i = 0; i < most; i++) {
            shorter.add(list.get((int) ((long) i * list.size() / most)));
        }
        if (list.contains(null) && !shorter.contains(null)) {
            shorter.set(most - 1, null);
        }
        return shorter;
    }

    private List<Map<String, @Nullable String>> ask(
            TableFacts facts,
            Map<String, List<@Nullable String>> values,
            List<Condition> holding,
            @Nullable Condition violated,
            int limit) {
        if (values.values().stream().anyMatch(List::isEmpty)) {
            return List.of();
        }
        List<String> columns = List.copyOf(values.keySet());
        Session.Attempt attempt = session.attempt(query(facts, values, holding, violated, limit));
        if (!attempt.worked()) {
            // an edge value made an expression fail, as zero does a division: try without edges
            lastFailure = attempt.failure().orElse(null);
            Map<String, List<@Nullable String>> ordinary = new LinkedHashMap<>();
            values.forEach((column, list) ->
                    ordinary.put(column, list.stream().limit(ORDINARY_VALUES).collect(Collectors.toList())));
            attempt = session.attempt(query(facts, ordinary, holding, violated, limit));
        }
        List<Map<String, @Nullable String>> result = new ArrayList<>();
        for (List<@Nullable String> row : attempt.rows().values()) {
            Map<String, @Nullable String> found = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                found.put(columns.get(i), row.get(i));
            }
            result.add(found);
        }
        return result;
    }

    private static String query(
            TableFacts facts,
            Map<String, List<@Nullable String>> values,
            List<Condition> holding,
            @Nullable Condition violated,
            int limit) {
        List<String> selected = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        List<String> nulls = new ArrayList<>();
        List<String> orders = new ArrayList<>();
        values.forEach((column, list) -> {
            String alias = "v" + (sources.size() + 1);
            selected.add(alias + "." + TEXT);
            nulls.add("(" + alias + "." + TEXT + " IS NULL)::integer");
            orders.add(alias + "." + ORDER);
            sources.add(source(facts.type(column).sql(), column, list) + " AS " + alias);
        });
        StringBuilder sql = new StringBuilder("SELECT ")
                .append(String.join(", ", selected))
                .append(" FROM ")
                .append(String.join(" CROSS JOIN ", sources));
        Set<String> mentioned = new TreeSet<>();
        holding.forEach(condition -> mentioned.addAll(condition.columns()));
        if (violated != null) {
            mentioned.addAll(violated.columns());
        }
        for (Column generated : facts.generatedAmong(mentioned)) {
            sql.append(" CROSS JOIN LATERAL (SELECT (")
                    .append(
                            generated.generated() == null
                                    ? "NULL"
                                    : generated.generated().expression())
                    .append(")::")
                    .append(generated.type())
                    .append(" AS ")
                    .append(Quoted.name(generated.name()))
                    .append(") AS ")
                    .append(Quoted.name("generated " + generated.name()));
        }
        List<String> where = new ArrayList<>();
        holding.forEach(condition -> where.add(condition.holds()));
        if (violated != null) {
            where.add(violated.violated());
        }
        if (!where.isEmpty()) {
            sql.append(" WHERE ").append(String.join(" AND ", where));
        }
        return sql.append(" ORDER BY ")
                .append(String.join(" + ", nulls))
                .append(", ")
                .append(String.join(" + ", orders))
                .append(", ")
                .append(String.join(", ", orders))
                .append(" LIMIT ")
                .append(limit)
                .toString();
    }

    private static String source(String type, String column, List<@Nullable String> values) {
        List<String> literals = new ArrayList<>();
        values.forEach(value -> literals.add(Quoted.literal(value)));
        return "(SELECT CAST(x AS " + type + ") AS " + Quoted.name(column) + ", CAST(CAST(x AS " + type
                + ") AS text) AS "
                + TEXT + ", o AS " + ORDER + " FROM unnest(ARRAY[" + String.join(", ", literals)
                + "]::text[]) WITH ORDINALITY AS u(x, o))";
    }
}
