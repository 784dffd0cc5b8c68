package dev.pgwright.twin;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.twin.IndexStatistics.WordStatistics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How large each table and index of the twin is, by OID: what was stated, shared out among partitions. */
final class StatedSizes {
    /**
     * What a relation has.
     *
     * @param allVisible pages
     */
    record Size(
            double rows,
            long pages,
            long allVisible,
            @Nullable WordStatistics words) {
        static final Size NONE = new Size(0, 0, 0, null);
    }

    private final Map<String, TwinRelation> relations;
    private final Map<QualifiedName, TwinRelation> byName = new HashMap<>();
    private final Map<String, Size> sizes = new LinkedHashMap<>();
    private final Map<String, List<ColumnStatistics>> expressions = new LinkedHashMap<>();

    private StatedSizes(Map<String, TwinRelation> relations) {
        this.relations = relations;
        relations.values().forEach(relation -> byName.put(relation.name(), relation));
    }

    /**
     * Finds out which relation has what.
     *
     * @throws IllegalArgumentException if statistics are of a relation that is not there, or if an index has none
     *     although its table has rows
     */
    static StatedSizes of(Map<String, TwinRelation> relations, TwinStatistics statistics) {
        StatedSizes sizes = new StatedSizes(relations);
        statistics.tables().forEach(sizes::state);
        Set<String> own = new HashSet<>();
        for (IndexStatistics index : statistics.indexes()) {
            TwinRelation relation = sizes.relation(index.index(), true);
            if (!relation.isPartitioned()) {
                own.add(relation.oid());
                sizes.state(relation, index);
            }
        }
        for (IndexStatistics index : statistics.indexes()) {
            TwinRelation relation = sizes.relation(index.index(), true);
            if (relation.isPartitioned()) {
                sizes.shareOut(relation, index, own);
            }
        }
        sizes.refuseForgotten();
        return sizes;
    }

    TwinRelation relation(QualifiedName name, boolean index) {
        TwinRelation relation = byName.get(name);
        if (relation == null || relation.isIndex() != index) {
            throw new IllegalArgumentException(
                    "statistics of " + (index ? "an index" : "a table") + " that is not there: " + name);
        }
        return relation;
    }

    Size size(String oid) {
        return sizes.getOrDefault(oid, Size.NONE);
    }

    /** Statistics of the expressions of indexes, by the index's OID. */
    Map<String, List<ColumnStatistics>> expressions() {
        return expressions;
    }

    private void state(TableStatistics table) {
        TwinRelation relation = relation(table.table(), false);
        long visible = Math.round(table.pages() * table.allVisibleFraction());
        sizes.put(relation.oid(), new Size(table.rows(), relation.isPartitioned() ? 0 : table.pages(), visible, null));
    }

    private void state(TwinRelation relation, IndexStatistics index) {
        sizes.put(relation.oid(), new Size(index.rows(), index.pages(), 0, index.words()));
        expressions.put(relation.oid(), index.expressions());
    }

    private void shareOut(TwinRelation parent, IndexStatistics index, Set<String> own) {
        List<TwinRelation> leaves = relations.values().stream()
                .filter(relation -> relation.kind() == 'i' && isBelow(relation, parent.oid()))
                .toList();
        double all =
                leaves.stream().mapToDouble(leaf -> size(leaf.table()).rows()).sum();
        for (TwinRelation leaf : leaves) {
            double part = all == 0 ? 0 : size(leaf.table()).rows() / all;
            if (!own.contains(leaf.oid())) {
                long pages = part == 0 ? 0 : Math.max(1, Math.round(index.pages() * part));
                sizes.put(leaf.oid(), new Size(index.rows() * part, pages, 0, part(index.words(), part)));
                expressions.put(leaf.oid(), index.expressions());
            }
        }
    }

    private static @Nullable WordStatistics part(@Nullable WordStatistics words, double part) {
        return words == null
                ? null
                : new WordStatistics(
                        words.entries(),
                        Math.max(1, Math.round(words.entryPages() * part)),
                        Math.round(words.dataPages() * part));
    }

    private boolean isBelow(TwinRelation relation, String ancestor) {
        for (String parent = relation.parent(); parent != null; ) {
            if (parent.equals(ancestor)) {
                return true;
            }
            TwinRelation next = relations.get(parent);
            parent = next == null ? null : next.parent();
        }
        return false;
    }

    /** An index taken for empty would be the best way to everything. */
    private void refuseForgotten() {
        Set<String> forgotten = new TreeSet<>();
        for (TwinRelation relation : relations.values()) {
            if (relation.kind() == 'i' && size(relation.table()).rows() > 0 && !sizes.containsKey(relation.oid())) {
                forgotten.add(relation.name().toString());
            }
        }
        if (!forgotten.isEmpty()) {
            throw new IllegalArgumentException(
                    "no statistics of indexes whose tables have rows: " + String.join(", ", forgotten));
        }
    }
}
