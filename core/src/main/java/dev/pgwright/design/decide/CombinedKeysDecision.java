package dev.pgwright.design.decide;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.design.decide.Demand.Search;
import java.util.List;
import java.util.Optional;

/**
 * Whether a GIN or GiST index also holds the columns that are compared for equality, the tenant's above all. Without
 * them a search reads the matches of every tenant; with them (extensions btree_gin, btree_gist) only those of its own.
 */
final class CombinedKeysDecision {
    /** So few rows are checked one by one sooner than any search index is read. */
    private static final double FEW_ROWS = 100;
    /** Below so many matches in the whole table it does not matter whose they are. */
    private static final double FEW_MATCHES = 1_000;

    /** Where the tree ends. */
    enum Leaf {
        /** Nothing is compared for equality. */
        ALONE("searched alone"),
        /** The equality leaves few rows; each is checked. */
        EQUALITY_SUFFICES("equality alone: it leaves so few rows that each is checked"),
        /** The search leaves few rows; the equality is checked on each. */
        SEARCH_SUFFICES("searched alone: it leaves so few rows that the equality is checked on each"),
        COMBINED("equality and search in one index: neither leaves few rows alone");

        private final String words;

        Leaf(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private CombinedKeysDecision() {}

    static Leaf leaf(Demand demand, Search search) {
        if (demand.equal().isEmpty()) {
            return Leaf.ALONE;
        }
        if (demand.rows() * demand.equalFraction() <= FEW_ROWS) {
            return Leaf.EQUALITY_SUFFICES;
        }
        boolean fewMatches = !search.nearest() && demand.rows() * search.fraction() <= FEW_MATCHES;
        return fewMatches ? Leaf.SEARCH_SUFFICES : Leaf.COMBINED;
    }

    static IndexNeed need(Demand demand, Search search, Leaf leaf, List<Demand.Constant> constants) {
        List<String> equal = leaf == Leaf.COMBINED ? demand.equalColumns() : List.of();
        return new IndexNeed(search.leaf(), equal, List.of(search.element()), constants, List.of());
    }

    /** The contrib extension that an index of plain columns beside searched ones takes; none for B-trees. */
    static Optional<String> extension(IndexNeed need) {
        boolean plain = !need.equal().isEmpty();
        if (plain && need.type().method().equals("gin")) {
            return Optional.of("btree_gin");
        }
        return plain && need.type().method().equals("gist") ? Optional.of("btree_gist") : Optional.empty();
    }

    /** Whether the operator class of an element comes with pg_trgm. */
    static boolean trigrams(IndexElement element) {
        return element.operatorClass() != null && element.operatorClass().contains("trgm");
    }
}
