package dev.pgwright.design.prove;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.model.GroupRule;
import dev.pgwright.server.Rows;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The good rows of all tables: makes them, parents first, and knows which are there. */
final class Population {
    /** Rows of the migration that are looked at: those of a lookup table are few. */
    private static final int MOST_EXISTING = 100;

    private static final int MOST_SEEDS = 8;
    private static final int DEEPEST_PARENT = 5;

    private final Session session;
    private final ValuePool pool;
    private final RowSearch search;
    private final Map<QualifiedName, TableFacts> facts = new LinkedHashMap<>();
    private final ParentChoice parents;
    private Map<QualifiedName, List<Row>> rows = new HashMap<>();
    private final Map<QualifiedName, Integer> nextSeed = new HashMap<>();
    private final Map<QualifiedName, Made> spares = new HashMap<>();
    private final GroupKeeper keeper;
    private int depth;

    Population(Session session, Catalog catalog, Map<ColumnName, List<String>> examples, List<GroupRule> groupRules) {
        this.session = session;
        this.pool = new ValuePool(session, examples);
        this.search = new RowSearch(session, pool);
        for (Table table : catalog.tables()) {
            if (table.partitionOf() == null) {
                facts.put(table.name(), new TableFacts(table, catalog, session));
            }
        }
        this.parents = new ParentChoice(this);
        this.keeper = new GroupKeeper(session, this, groupRules);
    }

    /** What came of making a row: the row, or why there is none. */
    record Made(@Nullable Row row, String why) {
        Optional<Row> asOptional() {
            return Optional.ofNullable(row);
        }
    }

    /**
     * How a row is to be.
     *
     * @param fixed values that are settled
     * @param conditions beyond those of the table
     */
    record Wanted(Map<String, @Nullable String> fixed, List<Condition> conditions) {
        static final Wanted ANY = new Wanted(Map.of(), List.of());

        static Wanted fixed(Map<String, @Nullable String> values) {
            return new Wanted(values, List.of());
        }

        static Wanted holding(List<Condition> conditions) {
            return new Wanted(Map.of(), conditions);
        }
    }

    TableFacts facts(QualifiedName table) {
        TableFacts known = facts.get(table);
        if (known == null) {
            throw new IllegalStateException("no such table in the design: " + table);
        }
        return known;
    }

    boolean knows(QualifiedName table) {
        return facts.containsKey(table);
    }

    List<TableFacts> tables() {
        return List.copyOf(facts.values());
    }

    List<Row> rows(QualifiedName table) {
        return rows.getOrDefault(table, List.of());
    }

    GroupKeeper keeper() {
        return keeper;
    }

    /** Whether a rule about groups of rows refused, which looks only at what a transaction leaves behind. */
    boolean isOfGroup(SqlFailure failure) {
        return keeper.isOfGroup(failure);
    }

    /** Reads a row again that was changed behind its back; the same row when it is not there. */
    Row again(Row row) {
        Rows found = session.rows("SELECT " + asTexts(row.table()) + " FROM "
                + Quoted.name(row.table().name()) + " WHERE " + row.isThisRow());
        if (found.values().size() != 1) {
            return row;
        }
        Row read = new Row(
                row.table(), row.given(), named(found.columns(), found.values().get(0)));
        List<Row> known = rows.getOrDefault(row.table().name(), List.of());
        int at = known.indexOf(row);
        if (at >= 0) {
            known.set(at, read);
        }
        return read;
    }

    RowSearch search() {
        return search;
    }

    ValuePool pool() {
        return pool;
    }

    /** Takes note of a row that is in its table. */
    void put(Row row) {
        rows.computeIfAbsent(row.table().name(), unused -> new ArrayList<>()).add(row);
        keeper.added(row);
    }

    /**
     * Gives every table two good rows where it can have them, parents first. Rows that the migration has put there stay
     * and may be referred to.
     *
     * @return the first new row of each table, or why there is none
     */
    Map<QualifiedName, Made> fill() {
        tables().forEach(this::readExisting);
        Map<QualifiedName, Made> firsts = keeper.together(() -> {
            Map<QualifiedName, Made> made = new HashMap<>();
            for (TableFacts table : PopulationOrder.of(tables())) {
                Made first = add(table, Wanted.ANY);
                made.put(table.table().name(), first);
                if (first.row() != null
                        && add(table, Wanted.fixed(nothingOptional(table))).row() == null) {
                    add(table, Wanted.ANY);
                }
            }
            return made;
        });
        keeper.broken().forEach((table, why) -> firsts.put(table, new Made(null, why)));
        // made now and not in a scope, where the parents made for a spare row would go again
        tables().forEach(table -> spareOf(table.table().name()));
        return firsts;
    }

    /** Nulls for what a row need not say: the second row of each table is as bare as the first is full. */
    private static Map<String, @Nullable String> nothingOptional(TableFacts facts) {
        Map<String, @Nullable String> nulls = new HashMap<>();
        Set<String> kept = new TreeSet<>(facts.foreignKeyColumns());
        facts.conditions().forEach(condition -> kept.addAll(condition.columns()));
        facts.writable().stream()
                .map(Column::name)
                .filter(column -> facts.isNullable(column) && !kept.contains(column))
                .forEach(column -> nulls.put(column, null));
        return nulls;
    }

    private void readExisting(TableFacts facts) {
        Table table = facts.table();
        Session.Attempt attempt = session.attempt("SELECT " + asTexts(table) + " FROM " + Quoted.name(table.name())
                + " ORDER BY " + order(table) + " LIMIT " + MOST_EXISTING);
        Rows found = attempt.rows();
        for (List<@Nullable String> values : found.values()) {
            Map<String, @Nullable String> row = named(found.columns(), values);
            Map<String, @Nullable String> given = new HashMap<>(row);
            given.keySet()
                    .retainAll(facts.writable().stream()
                            .filter(column -> !isNumberedByServer(column))
                            .map(Column::name)
                            .toList());
            rows.computeIfAbsent(table.name(), unused -> new ArrayList<>()).add(new Row(table, given, row));
        }
    }

    private static String order(Table table) {
        return table.columns().stream()
                .map(column -> "CAST(" + Quoted.name(column.name()) + " AS text) COLLATE \"C\"")
                .collect(Collectors.joining(", "));
    }

    static String asTexts(Table table) {
        return table.columns().stream()
                .map(column -> "CAST(" + Quoted.name(column.name()) + " AS text) AS " + Quoted.name(column.name()))
                .collect(Collectors.joining(", "));
    }

    static Map<String, @Nullable String> named(List<String> columns, List<@Nullable String> values) {
        Map<String, @Nullable String> row = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), values.get(i));
        }
        return row;
    }

    /** Runs work and then forgets the rows that it made; the database forgets them too. */
    <T> T scoped(Supplier<T> work) {
        Checkpoint before = checkpoint();
        try {
            return session.rolledBack(work);
        } finally {
            backTo(before);
        }
    }

    /** Which rows there were at a time. */
    record Checkpoint(Map<QualifiedName, List<Row>> rows) {}

    Checkpoint checkpoint() {
        Map<QualifiedName, List<Row>> now = new HashMap<>();
        rows.forEach((table, list) -> now.put(table, new ArrayList<>(list)));
        return new Checkpoint(now);
    }

    void backTo(Checkpoint before) {
        rows = before.rows();
    }

    /**
     * Inserts a new good row that differs from those that are there, and what rules of groups want beside it.
     */
    Made add(TableFacts table, Wanted wanted) {
        return keeper.with(() -> addAlone(table, wanted));
    }

    /** Inserts a new good row; its group may be incomplete. */
    Made addAlone(TableFacts table, Wanted wanted) {
        Made made = make(table, wanted, true);
        made.asOptional().ifPresent(row -> {
            rows.computeIfAbsent(table.table().name(), unused -> new ArrayList<>())
                    .add(row);
            keeper.added(row);
        });
        return made;
    }

    /** A row that the server would accept and that is not there; the parents made for it stay. */
    Optional<Row> spareOf(QualifiedName table) {
        return spares.computeIfAbsent(table, name -> make(facts(name), Wanted.ANY, false))
                .asOptional();
    }

    /**
     * Values of a row that satisfies its table's conditions but for the violated one, as far as one can see without
     * trying: keys are not looked at.
     */
    Optional<Map<String, @Nullable String>> compose(TableFacts table, Wanted wanted, @Nullable Condition violated) {
        for (ParentChoice.Choice choice : parents.choices(table, wanted.fixed(), false)) {
            RowSearch.Wish wish = wish(table, choice, wanted.conditions(), violated, seed(table));
            Optional<Map<String, @Nullable String>> values = search.find(wish);
            if (values.isPresent()) {
                return values.map(choice::completed);
            }
        }
        return Optional.empty();
    }

    /** The same with foreign keys left alone: their columns take any value. */
    Optional<Map<String, @Nullable String>> composeWithoutParents(
            TableFacts table, Wanted wanted, @Nullable Condition violated) {
        ParentChoice.Choice choice = new ParentChoice.Choice(wanted.fixed(), List.of());
        return search.find(wish(table, choice, wanted.conditions(), violated, seed(table)));
    }

    /** The last resort: the condition is violated, whatever becomes of the others. */
    Optional<Map<String, @Nullable String>> composeViolating(
            TableFacts table, Map<String, @Nullable String> kept, Condition violated) {
        Set<String> columns = new TreeSet<>(violated.columns());
        columns.retainAll(table.writable().stream().map(Column::name).toList());
        RowSearch.Wish wish = new RowSearch.Wish(table, columns, Map.of(), List.of(), violated, 0);
        return search.find(wish).map(found -> {
            Map<String, @Nullable String> row = new HashMap<>(kept);
            row.putAll(found);
            return row;
        });
    }

    private int seed(TableFacts table) {
        return nextSeed.merge(table.table().name(), 1, Integer::sum) - 1;
    }

    private Made make(TableFacts table, Wanted wanted, boolean keep) {
        if (depth >= DEEPEST_PARENT) {
            return new Made(null, "its parents' parents are too many");
        }
        depth++;
        try {
            Made made = make(table, wanted, keep, false);
            return made.row() != null || table.table().foreignKeys().isEmpty() ? made : make(table, wanted, keep, true);
        } finally {
            depth--;
        }
    }

    private Made make(TableFacts table, Wanted wanted, boolean keep, boolean newParents) {
        String why = "";
        for (ParentChoice.Choice choice : parents.choices(table, wanted.fixed(), newParents)) {
            for (int i = 0; i < MOST_SEEDS; i++) {
                RowSearch.Wish wish = wish(table, choice, wanted.conditions(), null, seed(table));
                Optional<Map<String, @Nullable String>> values = search.find(wish);
                if (values.isEmpty()) {
                    why = "no values were found that satisfy " + String.join(", ", search.unsatisfied(wish))
                            + search.lastFailure()
                                    .map(failure -> "; " + failure)
                                    .orElse("");
                    break;
                }
                Map<String, @Nullable String> row = choice.completed(values.get());
                Session.Attempt attempt = keep ? insert(table, row) : session.rolledBack(() -> insert(table, row));
                if (attempt.worked()) {
                    return new Made(new Row(table.table(), row, stored(attempt.rows())), "");
                }
                SqlFailure failure = attempt.failure().orElseThrow();
                why = "the server refused " + Row.insert(table.table(), row) + ": " + failure;
                if (!isMendedByOtherValues(table, choice, failure)) {
                    break;
                }
            }
        }
        return new Made(null, why.isEmpty() ? "there are no rows that it could refer to" : why);
    }

    /** A clash of keys is, unless all of the key refers to chosen parents. */
    private static boolean isMendedByOtherValues(TableFacts table, ParentChoice.Choice choice, SqlFailure failure) {
        boolean clash =
                failure.sqlState().equals(States.UNIQUE) || failure.sqlState().equals(States.EXCLUSION);
        return clash
                && table.keyColumns(failure.constraint())
                        .map(columns -> !choice.fixed().keySet().containsAll(columns))
                        .orElse(true);
    }

    private Session.Attempt insert(TableFacts table, Map<String, @Nullable String> row) {
        return session.attempt(Row.insert(table.table(), row) + " RETURNING " + asTexts(table.table()));
    }

    private static Map<String, @Nullable String> stored(Rows returned) {
        return named(returned.columns(), returned.values().get(0));
    }

    /** A search for a row of the table; identity and serial columns are left to the server unless settled. */
    RowSearch.Wish wish(
            TableFacts table,
            ParentChoice.Choice choice,
            List<Condition> more,
            @Nullable Condition violated,
            int seed) {
        Set<String> late = choice.late();
        List<String> columns = new ArrayList<>();
        for (Column column : table.writable()) {
            String name = column.name();
            boolean said = choice.fixed().containsKey(name)
                    || choice.referenced().contains(name)
                    || !isNumberedByServer(column)
                    || isChecked(table, column, violated);
            if (said && !late.contains(name)) {
                columns.add(name);
            }
        }
        List<Condition> holding = new ArrayList<>(table.conditions());
        holding.addAll(more);
        holding.remove(violated);
        holding.removeIf(condition -> condition.columns().stream().anyMatch(late::contains));
        return new RowSearch.Wish(table, columns, choice.fixed(), holding, violated, seed);
    }

    private static boolean isChecked(TableFacts table, Column column, @Nullable Condition violated) {
        return table.conditions().stream()
                        .anyMatch(condition -> condition.columns().contains(column.name()))
                || (violated != null && violated.columns().contains(column.name()));
    }

    static boolean isNumberedByServer(Column column) {
        String expression = column.defaultExpression();
        return column.identity() != null || (expression != null && expression.contains("nextval("));
    }
}
