package dev.pgwright.design.decide;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.decide.Demand.Constant;
import dev.pgwright.design.decide.IndexTypeDecision.Leaf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An index as a query or a foreign key would like it.
 *
 * @param equal leading columns that are compared for equality; their order is free
 * @param ordered what comes behind them in this order: a list's column, the sort, the range, what is searched
 * @param constants conditions of the rows that it holds; none for an index of all rows
 * @param include columns that spare a visit to the table
 */
record IndexNeed(
        Leaf type, List<String> equal, List<IndexElement> ordered, List<Constant> constants, List<String> include) {
    IndexNeed {
        equal = List.copyOf(equal);
        ordered = List.copyOf(ordered);
        constants = List.copyOf(constants);
        include = List.copyOf(include);
    }

    static IndexNeed equality(List<String> columns) {
        return new IndexNeed(Leaf.BTREE_EQUALITY, columns, List.of(), List.of(), List.of());
    }

    IndexNeed withEqual(List<String> columns) {
        return new IndexNeed(type, columns, ordered, constants, include);
    }

    IndexNeed withInclude(List<String> columns) {
        return new IndexNeed(type, equal, ordered, constants, columns);
    }

    List<IndexElement> elements() {
        List<IndexElement> elements = new ArrayList<>();
        equal.forEach(column -> elements.add(IndexElement.column(column)));
        elements.addAll(ordered);
        return elements;
    }

    /** The columns that it holds as they are. */
    Set<String> columns() {
        Set<String> columns = elements().stream()
                .filter(element -> !element.expression())
                .map(IndexElement::key)
                .collect(Collectors.toCollection(HashSet::new));
        columns.addAll(include);
        return columns;
    }

    /** Whether it starts with exactly these columns, in any order, and holds every row. */
    boolean startsWith(List<String> wanted) {
        List<IndexElement> elements = elements();
        return type.btree()
                && constants.isEmpty()
                && elements.size() >= wanted.size()
                && elements.subList(0, wanted.size()).stream()
                        .map(IndexElement::key)
                        .collect(Collectors.toSet())
                        .equals(Set.copyOf(wanted));
    }

    /** Whether this is the beginning of another that holds the same rows, so that the other does what this does. */
    boolean isBeginningOf(IndexNeed other) {
        List<IndexElement> mine = elements();
        List<IndexElement> theirs = other.elements();
        boolean sameRows = constants.equals(other.constants);
        return type.btree()
                && other.type.btree()
                && sameRows
                && theirs.size() >= mine.size()
                && other.columns().containsAll(include)
                && (theirs.subList(0, mine.size()).equals(mine)
                        || ordered.isEmpty()
                                && Set.copyOf(theirs.subList(0, mine.size())).equals(Set.copyOf(mine)));
    }
}
