package dev.pgwright.design.requirements;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An entity with kinds, each row of at most one of them.
 *
 * @param parent the entity
 * @param attribute of it that tells the kind of a row
 * @param total every row is of one of the kinds
 * @param facts attributes of it that only rows of one kind have
 * @param leaves of each kind how it is kept, in the order of the file
 */
public record Kinds(String parent, String attribute, boolean total, Map<String, Leaf> leaves, Set<String> facts) {
    /** As many columns that are empty in rows of other kinds are no burden to anybody. */
    static final int FEW = 4;

    public Kinds {
        leaves = Collections.unmodifiableMap(new LinkedHashMap<>(leaves));
        facts = Set.copyOf(facts);
    }

    /** Where the tree ends. */
    public enum Leaf {
        /** Few facts of its own, and nothing else: nullable columns of the entity. */
        SINGLE_TABLE,
        /** Relationships, access patterns or rules speak of it: a table of its own. */
        JOINED_SPOKEN_OF,
        /** Many facts of its own. */
        JOINED_MANY_FACTS,
        /** A fact with a default, which would be there in rows of other kinds too. */
        JOINED_DEFAULTS,
        /** Two kinds have facts of the same name. */
        JOINED_SAME_NAMES;

        public boolean joined() {
            return this != SINGLE_TABLE;
        }
    }

    /** The kinds with tables of their own. */
    public List<String> joined() {
        return leaves.entrySet().stream()
                .filter(entry -> entry.getValue().joined())
                .map(Map.Entry::getKey)
                .toList();
    }
}
