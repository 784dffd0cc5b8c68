package dev.pgwright.data;

import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table belong to which tenant and to which row of the parent they came with. Rows are told apart by
 * number, from 0; nothing is stored.
 */
final class RowNumbers {
    private final long rows;
    private final boolean scoped;
    private final long scopes;
    private final @Nullable RowNumbers parent;

    /**
     * @param parent of the rows that are inserted with their parent; null where they come by themselves
     */
    RowNumbers(long rows, boolean scoped, long scopes, @Nullable RowNumbers parent) {
        this.rows = rows;
        this.scoped = scoped;
        this.scopes = scopes;
        this.parent = parent;
    }

    boolean scoped() {
        return scoped;
    }

    long rows() {
        return rows;
    }

    /** The row of the parent that a row came with. */
    long parentOf(long row) {
        return parent == null ? 0 : row * parent.rows / rows;
    }

    private long firstOf(long parentRow) {
        long parents = parent == null ? 1 : parent.rows;
        return (parentRow * rows + parents - 1) / parents;
    }

    /** How many rows of the same parent come before it. */
    long ordinal(long row) {
        return row - firstOf(parentOf(row));
    }

    long scopeOf(long row) {
        if (!scoped) {
            return 0;
        }
        return parent != null && parent.scoped ? parent.scopeOf(parentOf(row)) : row % scopes;
    }

    /** A number of the row among those of its tenant. */
    long position(long row) {
        return scoped && !(parent != null && parent.scoped) ? row / scopes : row;
    }

    /** How many rows of a tenant {@link #row} tells apart. */
    long count(long scope) {
        if (!scoped) {
            return rows;
        }
        return parent != null && parent.scoped
                ? Math.min(rows, parent.count(scope))
                : Math.max(1, (rows - scope + scopes - 1) / scopes);
    }

    /** A row of a tenant; different ones for numbers below {@link #count}. */
    long row(long scope, long number) {
        if (!scoped) {
            return number;
        }
        if (parent == null || !parent.scoped) {
            return Math.min(rows - 1, scope + number * scopes);
        }
        long all = parent.count(scope);
        for (long tried = 0; tried < all; tried++) {
            long candidate = parent.row(scope, (number + tried) % all);
            long first = firstOf(candidate);
            if (first < rows && parentOf(first) == candidate) {
                return first;
            }
        }
        throw new IllegalStateException("a tenant without rows to refer to");
    }
}
