package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.Node;

/** Compares expressions without their places in the text. */
public final class SameTree {
    private SameTree() {}

    /** Whether two trees differ only in their places. */
    public static boolean same(Node one, Node other) {
        return one == other || Deparser.untyped(one).equals(Deparser.untyped(other));
    }
}
