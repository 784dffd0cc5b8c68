package dev.pgwright.design.decide;

import dev.pgwright.catalog.IndexElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query or a foreign key wants of an index.
 *
 * @param equal columns compared for equality, in any order
 * @param ordered columns behind them whose order matters: the sort, then the range
 * @param predicate rows that it is only about
 * @param include columns that spare a visit to the table
 * @param label what the predicate says, for the index's name; empty without one
 */
record IndexNeed(
        TableDraft table,
        IndexTypeDecision.Leaf type,
        List<String> equal,
        List<IndexElement> ordered,
        @Nullable String predicate,
        List<String> include,
        String servedName,
        String label) {
    IndexNeed {
        equal = List.copyOf(equal);
        ordered = List.copyOf(ordered);
        include = List.copyOf(include);
    }

    IndexNeed(
            TableDraft table,
            IndexTypeDecision.Leaf type,
            List<String> equal,
            List<IndexElement> ordered,
            @Nullable String predicate,
            List<String> include,
            String servedName) {
        this(table, type, equal, ordered, predicate, include, servedName, "");
    }

    IndexNeed labelled(String words) {
        return new IndexNeed(table, type, equal, ordered, predicate, include, servedName, words);
    }

    List<IndexElement> elements() {
        List<IndexElement> elements = new ArrayList<>();
        equal.forEach(column -> elements.add(IndexElement.column(column)));
        elements.addAll(ordered);
        return elements;
    }

    int width() {
        return equal.size() + ordered.size();
    }

    /** Whether a B-tree with these keys does what is needed: same leading columns, then the same order. */
    boolean servedBy(List<IndexElement> keys, @Nullable String keyPredicate) {
        if (keys.size() < width() || (keyPredicate != null && !keyPredicate.equals(predicate))) {
            return false;
        }
        var leading = new HashSet<String>();
        keys.subList(0, equal.size()).forEach(key -> leading.add(key.key()));
        return leading.equals(new HashSet<>(equal))
                && keys.subList(equal.size(), width()).equals(ordered);
    }

    /** Whether a unique key of these columns leaves at most one row to find. */
    boolean findsOneRowBy(List<String> uniqueColumns) {
        return equal.containsAll(uniqueColumns);
    }
}
