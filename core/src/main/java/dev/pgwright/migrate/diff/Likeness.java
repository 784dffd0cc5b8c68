package dev.pgwright.migrate.diff;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How alike two objects are, from 0 to 1. */
final class Likeness {
    /** Less is another object. */
    static final double ENOUGH = 0.6;

    private Likeness() {}

    /** What a table is compared by. */
    record Features(String name, Set<String> columns, Set<String> types, Set<String> references) {
        static Features of(Described table) {
            return new Features(
                    bare(table),
                    Likeness.columns(table, true),
                    Likeness.columns(table, false),
                    Likeness.references(table));
        }
    }

    /**
     * Tables by what counts most for people: which columns they have, then of which types, then the name, then where
     * they point to.
     */
    static double ofTables(Features left, Features right) {
        double columns = overlap(left.columns, right.columns);
        double types = overlap(left.types, right.types);
        if (0.5 * columns + 0.2 * types + 0.3 < ENOUGH) {
            return 0;
        }
        return 0.5 * columns
                + 0.2 * types
                + 0.1 * overlap(left.references, right.references)
                + 0.2 * ofNames(left.name, right.name);
    }

    /** Columns of one table: another type is another column unless the name says otherwise. */
    static double ofColumns(Described left, Described right, boolean sameNeighbours) {
        boolean sameType = left.property("type").equals(right.property("type"));
        Map<String, String> others = new HashMap<>(left.properties());
        Map<String, String> otherRight = new HashMap<>(right.properties());
        others.remove("type");
        otherRight.remove("type");
        return (sameType ? 0.4 : 0)
                + (sameNeighbours ? 0.2 : 0)
                + (others.equals(otherRight) ? 0.1 : 0)
                + 0.3 * ofNames(left.id().name(), right.id().name());
    }

    /** Words in common, or letters at both ends. */
    static double ofNames(String left, String right) {
        if (left.equals(right)) {
            return 1;
        }
        Set<String> words = new HashSet<>(Arrays.asList(left.split("[_ .]+", -1)));
        Set<String> others = new HashSet<>(Arrays.asList(right.split("[_ .]+", -1)));
        int shorter = Math.min(left.length(), right.length());
        int begin = 0;
        while (begin < shorter && left.charAt(begin) == right.charAt(begin)) {
            begin++;
        }
        int end = 0;
        while (end < shorter - begin
                && left.charAt(left.length() - 1 - end) == right.charAt(right.length() - 1 - end)) {
            end++;
        }
        double letters = (double) (begin + end) / Math.max(left.length(), right.length());
        return Math.max(overlap(words, others), letters);
    }

    static String bare(Described object) {
        String name = object.id().name();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Set<String> columns(Described table, boolean withNames) {
        Set<String> columns = new HashSet<>();
        Map<String, Integer> sameType = new HashMap<>();
        for (Described column : table.parts("column")) {
            String type = column.property("type");
            columns.add(
                    withNames ? column.id().name() + " " + type : type + " " + sameType.merge(type, 1, Integer::sum));
        }
        return columns;
    }

    private static Set<String> references(Described table) {
        Set<String> references = new HashSet<>();
        for (Described key : table.parts("foreign key")) {
            references.add(key.property("columns") + " " + key.property("referenced"));
        }
        return references;
    }

    /** What both have of what either has; nothing in either is alike. */
    static <T> double overlap(Set<T> left, Set<T> right) {
        if (left.isEmpty() && right.isEmpty()) {
            return 1;
        }
        long both = left.stream().filter(right::contains).count();
        return (double) both / (left.size() + right.size() - both);
    }

    static long common(List<Described> left, List<Described> right) {
        Set<String> names = new HashSet<>();
        left.forEach(part -> names.add(part.id().name()));
        return right.stream().filter(part -> names.contains(part.id().name())).count();
    }
}
