package dev.pgwright.design.decide;

import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.BusinessType;

/**
 * Which kind of index a kind of comparison needs. A hash index is no leaf: a B-tree does what it does, and orders, is
 * unique and covers besides.
 */
final class IndexTypeDecision {
    /** Where the tree ends. */
    enum Leaf {
        BTREE_EQUALITY("btree", "B-tree: equality"),
        BTREE_RANGE("btree", "B-tree: equality first, then the order or the range"),
        BTREE_PREFIX("btree", "B-tree with text_pattern_ops: beginnings of a code"),
        BTREE_EXPRESSION("btree", "B-tree on lower(...) with text_pattern_ops: beginnings of a text in any case"),
        GIN_ARRAY("gin", "GIN: elements of an array"),
        GIN_JSON("gin", "GIN with jsonb_path_ops: parts of a JSON document"),
        GIN_FULL_TEXT("gin", "GIN: words of a tsvector"),
        GIN_TRIGRAM("gin", "GIN with trigrams: any part of a text"),
        GIST_RANGE("gist", "GiST: overlap of ranges"),
        GIST_NEAREST("gist", "GiST: nearest first, by plane distance of longitude and latitude"),
        BRIN("brin", "BRIN: rows lie on disk in the order of time"),
        NONE("", "no index of its own: it narrows a partial index or is checked row by row");

        private final String method;
        private final String words;

        Leaf(String method, String words) {
            this.method = method;
            this.words = words;
        }

        String method() {
            return method;
        }

        String words() {
            return words;
        }

        boolean btree() {
            return method.equals("btree");
        }
    }

    private IndexTypeDecision() {}

    /**
     * The kind of index for a comparison.
     *
     * @param insertOrdered rows lie in the order of the column, never change, and are many
     * @param alone nothing else narrows the rows down or orders them
     */
    static Leaf leaf(Operator operator, BusinessType type, boolean insertOrdered, boolean alone) {
        return switch (operator) {
            case EQUALS, IN -> Leaf.BTREE_EQUALITY;
            case RANGE, AT_LEAST, AT_MOST, BEFORE, AFTER, LAST_DAYS ->
                insertOrdered && alone ? Leaf.BRIN : Leaf.BTREE_RANGE;
            case STARTS_WITH -> type == BusinessType.TEXT ? Leaf.BTREE_EXPRESSION : Leaf.BTREE_PREFIX;
            case MATCHES -> Leaf.GIN_FULL_TEXT;
            case OVERLAPS -> Leaf.GIST_RANGE;
            case NEAREST -> Leaf.GIST_NEAREST;
            case CONTAINS ->
                type == BusinessType.TAGS
                        ? Leaf.GIN_ARRAY
                        : type == BusinessType.JSON ? Leaf.GIN_JSON : Leaf.GIN_TRIGRAM;
            case IS_SET, IS_NOT_SET -> Leaf.NONE;
        };
    }
}
