package dev.pgwright.design.prove;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.server.Rows;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Some tens of good rows in every table that can have them: few values per column so that sort keys tie, nulls, parents
 * with many children and with none, several tenants that have rows with the same ids. The same rows in every run.
 */
final class DataSet {
    private static final int ROWS = 48;
    private static final int TENANTS = 4;
    private static final int ROUNDS = 8;
    private static final int COMPOSED_PER_ROUND = 64;
    private static final int INSERTED_PER_ROUND = 16;
    private static final int ENOUGH = 6;
    /** So few ordinary values of a column that is in no key. */
    private static final int FEW_VALUES = 6;

    private static final int KEY_VALUES = 90;
    private static final int SEEDS = 30;
    private static final int LONGEST = 60;
    /** So few that tenants have some of them in common, and more than a tenant has rows. */
    private static final int SHARED_IDS = 36;

    private static final int FIRST_ID = 1001;
    private static final long SEED = 20270301;

    private final Session session;
    private final Population population;
    private final ValuePool pool;
    private final TellingValues telling;
    private final Set<ColumnName> kept;
    private final @Nullable QualifiedName tenants;
    private final Map<QualifiedName, List<Map<String, @Nullable String>>> held = new HashMap<>();
    private Random random = new Random(SEED);
    private int wished;

    /**
     * @param telling values that rows should have
     * @param kept columns that follow from other rows and are never given
     * @param tenants the table of the tenants, or null
     */
    DataSet(
            Session session,
            Population population,
            TellingValues telling,
            Set<ColumnName> kept,
            @Nullable QualifiedName tenants) {
        this.session = session;
        this.population = population;
        this.pool = population.pool();
        this.telling = telling;
        this.kept = kept;
        this.tenants = tenants;
    }

    /** Inserts the rows; the population knows them then. */
    void fill() {
        population.keeper().together(() -> {
            PopulationOrder.of(population.tables()).forEach(this::fill);
            return population;
        });
    }

    /** Rows that the server would accept and that are not there. */
    List<Map<String, @Nullable String>> held(QualifiedName table) {
        return held.getOrDefault(table, List.of());
    }

    private void fill(TableFacts facts) {
        QualifiedName name = facts.table().name();
        random = new Random(SEED + name.toString().hashCode());
        wished = 0;
        int wanted = name.equals(tenants)
                ? TENANTS
                : Math.max(ROWS, 3 * telling.wishes(name).size());
        if (population.rows(name).isEmpty() || population.rows(name).size() >= wanted) {
            return;
        }
        Map<String, List<String>> values = values(facts);
        int rounds = ROUNDS + wanted / INSERTED_PER_ROUND;
        for (int round = 0; round < rounds && population.rows(name).size() < wanted; round++) {
            List<Map<String, @Nullable String>> composed = composed(facts, values);
            List<Map<String, @Nullable String>> good = good(facts, composed);
            int most =
                    Math.min(INSERTED_PER_ROUND, wanted - population.rows(name).size());
            insert(facts, good.subList(0, Math.min(most, good.size())));
        }
        for (int i = 0; i < ENOUGH && population.rows(name).size() < ENOUGH; i++) {
            population.add(facts, Population.Wanted.ANY);
        }
        held.put(name, good(facts, composed(facts, values)));
    }

    /** Values that satisfy the conditions of their column alone, the telling ones first. */
    private Map<String, List<String>> values(TableFacts facts) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        Map<String, String> questions = new LinkedHashMap<>();
        for (Column column : facts.writable()) {
            if (!Population.isNumberedByServer(column) && isGiven(facts, column.name())) {
                values.put(column.name(), new ArrayList<>());
                questions.put(column.name(), question(facts, column.name()));
            }
        }
        List<String> numbered = new ArrayList<>();
        List<String> columns = List.copyOf(questions.keySet());
        for (int i = 0; i < columns.size(); i++) {
            numbered.add("SELECT " + i + ", o, v FROM (" + questions.get(columns.get(i)) + ") AS s(o, v)");
        }
        if (numbered.isEmpty()) {
            return values;
        }
        Session.Attempt all = session.attempt(String.join(" UNION ALL ", numbered) + " ORDER BY 1, 2");
        if (all.worked()) {
            all.rows()
                    .values()
                    .forEach(row -> values.getOrDefault(
                                    columns.get(Integer.parseInt(String.valueOf(row.get(0)))), new ArrayList<>())
                            .add(String.valueOf(row.get(2))));
        } else {
            questions.forEach((column, question) -> session.attempt(question + " ORDER BY 1")
                    .rows()
                    .values()
                    .forEach(row ->
                            values.getOrDefault(column, new ArrayList<>()).add(String.valueOf(row.get(1)))));
        }
        values.replaceAll((column, list) -> chosen(facts, column, list));
        return values;
    }

    private String question(TableFacts facts, String column) {
        String type = facts.type(column).sql();
        List<String> texts = new ArrayList<>();
        telling.expressions(new ColumnName(facts.table().name(), column))
                .forEach(expression -> texts.add("CAST(CAST((" + expression + ") AS " + type + ") AS text)"));
        int seeds = isInKey(facts, column) ? SEEDS : 2;
        Set<String> ordinary = new LinkedHashSet<>();
        for (int seed = 0; seed < seeds; seed++) {
            pool.values(facts, column, seed).stream()
                    .filter(value -> value != null && isPlain(value))
                    .forEach(ordinary::add);
        }
        ordinary.forEach(value -> texts.add(Quoted.literal(value)));
        List<Condition> own = facts.conditions().stream()
                .filter(condition -> condition.columns().equals(Set.of(column)))
                .toList();
        String where = own.isEmpty()
                ? ""
                : " WHERE "
                        + String.join(
                                " AND ", own.stream().map(Condition::holds).toList());
        return "SELECT min(o), CAST(" + Quoted.name(column) + " AS text) FROM (SELECT CAST(x AS " + type + ") AS "
                + Quoted.name(column) + ", o FROM unnest(ARRAY[" + String.join(", ", texts)
                + "]::text[]) WITH ORDINALITY AS u(x, o)) AS c" + where + " GROUP BY 2";
    }

    /** What can be told from other values by anybody: short, in ASCII, and no number that is none. */
    private static boolean isPlain(String value) {
        return value.length() <= LONGEST
                && value.chars().allMatch(c -> c >= ' ' && c < 127)
                && !value.equals("NaN")
                && !value.contains("infinity");
    }

    private List<String> chosen(TableFacts facts, String column, List<String> values) {
        if (isInKey(facts, column)) {
            return values.subList(0, Math.min(KEY_VALUES, values.size()));
        }
        int first = telling.expressions(new ColumnName(facts.table().name(), column))
                .size();
        int few = facts.type(column).enumeration().isPresent() ? values.size() : first + FEW_VALUES;
        return values.subList(0, Math.min(few, values.size()));
    }

    private static boolean isInKey(TableFacts facts, String column) {
        boolean constrained = facts.table().constraints().stream()
                .anyMatch(constraint -> constraint instanceof Constraint.PrimaryKey primary
                                && primary.columns().contains(column)
                        || constraint instanceof Constraint.Unique unique
                                && unique.columns().contains(column)
                        || constraint instanceof Constraint.Exclusion exclusion
                                && facts.keyColumns(exclusion.elements().stream()
                                                .map(Constraint.Exclusion.Element::element)
                                                .toList())
                                        .contains(column));
        return constrained
                || facts.table().indexes().stream()
                        .anyMatch(index -> index.unique()
                                && facts.keyColumns(index.elements()).contains(column));
    }

    private List<Map<String, @Nullable String>> composed(TableFacts facts, Map<String, List<String>> values) {
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        for (int i = 0; i < COMPOSED_PER_ROUND; i++) {
            compose(facts, values).ifPresent(rows::add);
        }
        return rows;
    }

    /** A new row, or one that is like another but for its keys, so that any sort key ties. */
    private Optional<Map<String, @Nullable String>> compose(TableFacts facts, Map<String, List<String>> values) {
        Map<String, @Nullable String> row = new TreeMap<>();
        List<Row> there = population.rows(facts.table().name());
        if (!there.isEmpty() && random.nextInt(3) == 0) {
            Set<String> references = facts.foreignKeyColumns();
            Row like = there.get(random.nextInt(there.size()));
            facts.writable().stream()
                    .map(Column::name)
                    .filter(column ->
                            isGiven(facts, column) && (!isInKey(facts, column) || references.contains(column)))
                    .forEach(column -> row.put(column, like.stored().get(column)));
        }
        List<ForeignKey> keys = facts.table().foreignKeys().stream()
                .filter(key -> key.enforced() && population.knows(key.referenced()))
                .sorted(Comparator.comparing((ForeignKey key) -> ParentChoice.isOptional(facts, key))
                        .thenComparing(key -> -key.columns().size())
                        .thenComparing(ForeignKey::name))
                .toList();
        for (ForeignKey key : keys) {
            if (!refer(facts, key, row)) {
                return Optional.empty();
            }
        }
        wished(facts).forEach((column, texts) -> {
            boolean nothing = texts.isEmpty();
            if (!row.containsKey(column) && isGiven(facts, column) && !(nothing && !facts.isNullable(column))) {
                row.put(column, nothing ? null : texts.get(random.nextInt(texts.size())));
            }
        });
        for (Column column : facts.writable()) {
            String name = column.name();
            if (row.containsKey(name) || !isGiven(facts, name)) {
                continue;
            }
            if (Population.isNumberedByServer(column)) {
                if (isSharedByTenants(facts, name)) {
                    row.put(name, String.valueOf(FIRST_ID + random.nextInt(SHARED_IDS)));
                }
                continue;
            }
            List<String> list = values.getOrDefault(name, List.of());
            if (list.isEmpty() && !facts.isNullable(name)) {
                return Optional.empty();
            }
            boolean nothing = list.isEmpty() || (facts.isNullable(name) && random.nextInt(4) == 0);
            int most = isSharedByTenants(facts, name) ? Math.min(SHARED_IDS, list.size()) : list.size();
            row.put(name, nothing ? null : list.get(random.nextInt(most)));
        }
        return Optional.of(row);
    }

    private boolean isGiven(TableFacts facts, String column) {
        return !kept.contains(new ColumnName(facts.table().name(), column));
    }

    /** Half of the rows are as one of the queries wants them. */
    private Map<String, List<String>> wished(TableFacts facts) {
        List<Map<String, List<String>>> wishes = telling.wishes(facts.table().name());
        return wishes.isEmpty() || random.nextBoolean() ? Map.of() : wishes.get(wished++ % wishes.size());
    }

    /** Whether two tenants may have rows of the same number: the key is the tenant and the number. */
    private boolean isSharedByTenants(TableFacts facts, String column) {
        List<String> key =
                facts.table().primaryKey().map(primary -> primary.columns()).orElse(List.of());
        return tenants != null
                && key.size() == 2
                && key.contains(column)
                && facts.table().foreignKeys().stream()
                        .anyMatch(reference -> key.containsAll(reference.columns())
                                        && reference.referenced().equals(tenants)
                                || reference.columns().size() > 1
                                        && reference.columns().stream().anyMatch(key::contains));
    }

    /** Settles what a reference's columns are: the favourite parent, one of many others, or none. */
    private boolean refer(TableFacts facts, ForeignKey key, Map<String, @Nullable String> row) {
        boolean optional = ParentChoice.isOptional(facts, key);
        List<Row> parents = population.rows(key.referenced()).stream()
                .filter(parent -> ParentChoice.agrees(key, parent, row))
                .toList();
        if (parents.isEmpty() || (optional && random.nextInt(4) == 0)) {
            if (!optional) {
                return false;
            }
            key.columns().stream()
                    .filter(column -> facts.isNullable(column) && !row.containsKey(column))
                    .forEach(column -> row.put(column, null));
            return true;
        }
        // some parents have most of the children, and a third of them has none
        int most = isInKey(facts, key.columns().get(key.columns().size() - 1))
                ? parents.size()
                : Math.max(1, parents.size() * 2 / 3);
        int index = random.nextInt(3) > 0 ? random.nextInt(Math.min(3, most)) : random.nextInt(most);
        if (isInKey(facts, key.columns().get(key.columns().size() - 1))) {
            index = random.nextInt(most);
        }
        row.putAll(ParentChoice.reference(key, parents.get(index)));
        return true;
    }

    /** The rows that satisfy the conditions over several columns. */
    private List<Map<String, @Nullable String>> good(TableFacts facts, List<Map<String, @Nullable String>> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        RowList list = list(facts, rows);
        List<Condition> conditions = facts.conditions().stream()
                .filter(condition -> list.columns().containsAll(columnsOf(facts, condition)))
                .toList();
        if (conditions.isEmpty()) {
            return rows;
        }
        Session.Attempt attempt = session.attempt(list.satisfying(conditions));
        List<Map<String, @Nullable String>> good = new ArrayList<>();
        attempt.rows().first().forEach(number -> good.add(rows.get(Integer.parseInt(String.valueOf(number)) - 1)));
        return good;
    }

    /** Columns that a condition needs a row to say; generated ones follow from those. */
    private static List<String> columnsOf(TableFacts facts, Condition condition) {
        List<String> writable = facts.writable().stream().map(Column::name).toList();
        return condition.columns().stream().filter(writable::contains).toList();
    }

    private static RowList list(TableFacts facts, List<Map<String, @Nullable String>> rows) {
        List<String> columns = facts.writable().stream()
                .map(Column::name)
                .filter(rows.get(0)::containsKey)
                .toList();
        return new RowList(facts, columns, rows);
    }

    private void insert(TableFacts facts, List<Map<String, @Nullable String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Session.Attempt all = session.attempt(list(facts, rows).insert(Population.asTexts(facts.table())));
        if (all.worked()) {
            remember(facts, all.rows());
            return;
        }
        for (Map<String, @Nullable String> row : rows) {
            remember(
                    facts,
                    session.attempt(Row.insert(facts.table(), row) + " RETURNING " + Population.asTexts(facts.table()))
                            .rows());
        }
    }

    private void remember(TableFacts facts, Rows inserted) {
        for (List<@Nullable String> values : inserted.values()) {
            Map<String, @Nullable String> stored = Population.named(inserted.columns(), values);
            population.put(new Row(facts.table(), stored, stored));
        }
    }
}
