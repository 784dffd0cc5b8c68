package dev.pgwright.migrate.diff;

import java.util.List;

/** Which columns stand beside a column. */
final class Neighbours {
    private final List<String> left;
    private final List<String> right;

    Neighbours(List<Described> left, List<Described> right) {
        this.left = left.stream().map(column -> column.id().name()).toList();
        this.right = right.stream().map(column -> column.id().name()).toList();
    }

    boolean same(Described gone, Described come) {
        int here = left.indexOf(gone.id().name());
        int there = right.indexOf(come.id().name());
        return here == there
                || at(left, here - 1).equals(at(right, there - 1))
                || at(left, here + 1).equals(at(right, there + 1));
    }

    private static String at(List<String> columns, int index) {
        return index < 0 || index >= columns.size() ? "" : columns.get(index);
    }
}
