package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An index, of a constraint or not; {@link #owner} is its relation. */
final class IndexEntry extends Entry {
    String method = "btree";
    List<IndexKey> keys = List.of();

    /** The numbers of columns. */
    List<Integer> include = List.of();

    boolean unique;
    boolean nullsNotDistinct;

    @Nullable Expression predicate;

    Map<String, String> parameters = new TreeMap<>();

    @Nullable String tablespace;

    boolean valid = true;

    /** The number of the index above that it is attached to, 0 for none. */
    int parent;

    /** The number of the constraint that it belongs to, 0 for none. */
    int constraint;

    boolean primary;

    /** By the place of the key, from 1. */
    Map<Integer, Integer> statisticsTargets = new TreeMap<>();

    IndexEntry(int oid, QualifiedName name, int table) {
        super(oid, name);
        this.owner = table;
    }

    @Override
    String described(Store store) {
        return "index " + store.shown(name);
    }

    @Override
    IndexEntry copy() {
        IndexEntry copy = copyBasics(new IndexEntry(oid, name, owner));
        copy.method = method;
        copy.keys = keys;
        copy.include = include;
        copy.unique = unique;
        copy.nullsNotDistinct = nullsNotDistinct;
        copy.predicate = predicate;
        copy.parameters = new TreeMap<>(parameters);
        copy.tablespace = tablespace;
        copy.valid = valid;
        copy.parent = parent;
        copy.constraint = constraint;
        copy.primary = primary;
        copy.statisticsTargets = new TreeMap<>(statisticsTargets);
        return copy;
    }
}
