package dev.pgwright.design.prove;

import dev.pgwright.catalog.Constraint.ForeignKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the rows that a new row refers to, so that foreign keys which share columns agree. A row refers to existing
 * rows where it can, to itself where it must; parents that fit are made where there are none.
 */
final class ParentChoice {
    private static final int MOST_CHOICES = 12;
    private static final int MOST_PARENTS = 4;

    private final Population population;

    ParentChoice(Population population) {
        this.population = population;
    }

    /**
     * One way to fill the foreign keys.
     *
     * @param fixed values of their columns, and those settled before
     * @param toItself keys by which the row refers to itself: their columns get the row's own key
     */
    record Choice(Map<String, @Nullable String> fixed, List<ForeignKey> toItself) {
        Choice {
            fixed = Collections.unmodifiableMap(new HashMap<>(fixed));
            toItself = List.copyOf(toItself);
        }

        private Choice and(Map<String, @Nullable String> more) {
            Map<String, @Nullable String> all = new HashMap<>(fixed);
            all.putAll(more);
            return new Choice(all, toItself);
        }

        private Choice andItself(ForeignKey key) {
            List<ForeignKey> all = new ArrayList<>(toItself);
            all.add(key);
            return new Choice(fixed, all);
        }

        /** Columns whose values are known only when the row is complete. */
        Set<String> late() {
            Set<String> columns = new TreeSet<>();
            toItself.forEach(key -> columns.addAll(key.columns()));
            toItself.forEach(key -> columns.removeAll(key.referencedColumns()));
            columns.removeAll(fixed.keySet());
            return columns;
        }

        /** Columns that the row must say itself because it refers to them. */
        Set<String> referenced() {
            Set<String> columns = new TreeSet<>();
            toItself.forEach(key -> columns.addAll(key.referencedColumns()));
            return columns;
        }

        /** The row with its own key where it refers to itself. */
        Map<String, @Nullable String> completed(Map<String, @Nullable String> values) {
            Map<String, @Nullable String> row = new HashMap<>(values);
            for (ForeignKey key : toItself) {
                for (int i = 0; i < key.columns().size(); i++) {
                    if (late().contains(key.columns().get(i))) {
                        row.put(
                                key.columns().get(i),
                                row.get(key.referencedColumns().get(i)));
                    }
                }
            }
            return row;
        }
    }

    /**
     * Several ways to fill the foreign keys of a new row, the best first; none if a required parent cannot be had.
     *
     * @param newParents required parents are made anew, for rows that must not share them
     */
    List<Choice> choices(TableFacts table, Map<String, @Nullable String> settled, boolean newParents) {
        List<ForeignKey> keys = table.table().foreignKeys().stream()
                .filter(key -> key.enforced() && population.knows(key.referenced()))
                .sorted(Comparator.comparing((ForeignKey key) -> isOptional(table, key))
                        .thenComparing(key -> isToSelf(table, key))
                        .thenComparing(key -> -key.columns().size())
                        .thenComparing(ForeignKey::name))
                .toList();
        List<Choice> found = new ArrayList<>();
        choose(table, keys, newParents, new Choice(settled, List.of()), found);
        return found;
    }

    private void choose(TableFacts table, List<ForeignKey> keys, boolean newParents, Choice sofar, List<Choice> found) {
        if (found.size() >= MOST_CHOICES) {
            return;
        }
        if (keys.isEmpty()) {
            found.add(sofar);
            return;
        }
        for (Choice option : options(table, keys.get(0), newParents, sofar)) {
            choose(table, keys.subList(1, keys.size()), newParents, option, found);
        }
    }

    private List<Choice> options(TableFacts table, ForeignKey key, boolean newParents, Choice sofar) {
        if (key.columns().stream().anyMatch(column -> isNull(sofar.fixed(), column))) {
            return List.of(sofar);
        }
        List<Row> rows = new ArrayList<>(population.rows(key.referenced()));
        // the n-th child takes the n-th parent, which is what 1:1 needs
        Samples.rotate(rows, population.rows(table.table().name()).size());
        List<Condition> shared = shared(table, key);
        List<Choice> options = new ArrayList<>();
        boolean settled = sofar.fixed().keySet().containsAll(key.columns());
        if (!newParents || settled || isOptional(table, key)) {
            rows.stream()
                    .filter(row -> agrees(key, row, sofar.fixed()) && agrees(shared, row))
                    .limit(MOST_PARENTS)
                    .forEach(row -> options.add(sofar.and(reference(key, row))));
        }
        if (options.isEmpty() && !rows.isEmpty() && !isToSelf(table, key)) {
            population
                    .add(population.facts(key.referenced()), new Population.Wanted(wantedOfParent(key, sofar), shared))
                    .asOptional()
                    .ifPresent(row -> options.add(sofar.and(reference(key, row))));
        }
        if (isOptional(table, key)) {
            Map<String, @Nullable String> nothing = new HashMap<>();
            key.columns().stream()
                    .filter(column -> table.isNullable(column) && !sofar.fixed().containsKey(column))
                    .forEach(column -> nothing.put(column, null));
            if (!nothing.isEmpty()) {
                options.add(sofar.and(nothing));
            }
        } else if (isToSelf(table, key)) {
            options.add(sofar.andItself(key));
        }
        return options;
    }

    /** Conditions of the row on columns that the parent has under the same names: it must keep them, too. */
    static List<Condition> shared(TableFacts table, ForeignKey key) {
        Set<String> same = new TreeSet<>();
        for (int i = 0; i < key.columns().size(); i++) {
            if (key.columns().get(i).equals(key.referencedColumns().get(i))) {
                same.add(key.columns().get(i));
            }
        }
        return table.conditions().stream()
                .filter(condition -> !condition.columns().isEmpty() && same.containsAll(condition.columns()))
                .toList();
    }

    /** Whether a row may keep conditions, as far as one can tell from the texts that they name. */
    private static boolean agrees(List<Condition> conditions, Row row) {
        return conditions.stream().allMatch(condition -> {
            List<String> texts = Expression.of(condition.sql()).strings();
            return texts.isEmpty()
                    || condition.columns().stream()
                            .anyMatch(column ->
                                    texts.contains(String.valueOf(row.stored().get(column))));
        });
    }

    private static Map<String, @Nullable String> wantedOfParent(ForeignKey key, Choice sofar) {
        Map<String, @Nullable String> wanted = new HashMap<>();
        for (int i = 0; i < key.columns().size(); i++) {
            String column = key.columns().get(i);
            if (sofar.fixed().containsKey(column)) {
                wanted.put(key.referencedColumns().get(i), sofar.fixed().get(column));
            }
        }
        return wanted;
    }

    private static boolean isNull(Map<String, @Nullable String> values, String column) {
        return values.containsKey(column) && values.get(column) == null;
    }

    static boolean agrees(ForeignKey key, Row row, Map<String, @Nullable String> fixed) {
        for (int i = 0; i < key.columns().size(); i++) {
            String column = key.columns().get(i);
            String value = row.stored().get(key.referencedColumns().get(i));
            if (value == null || (fixed.containsKey(column) && !Objects.equals(fixed.get(column), value))) {
                return false;
            }
        }
        return true;
    }

    /** The values of the key's columns that refer to the row. */
    static Map<String, @Nullable String> reference(ForeignKey key, Row row) {
        Map<String, @Nullable String> values = new HashMap<>();
        for (int i = 0; i < key.columns().size(); i++) {
            values.put(
                    key.columns().get(i),
                    row.stored().get(key.referencedColumns().get(i)));
        }
        return values;
    }

    static boolean isToSelf(TableFacts table, ForeignKey key) {
        return key.referenced().equals(table.table().name());
    }

    /** A null in one of its columns is enough to refer to nothing. */
    static boolean isOptional(TableFacts table, ForeignKey key) {
        return key.columns().stream().anyMatch(table::isNullable);
    }
}
