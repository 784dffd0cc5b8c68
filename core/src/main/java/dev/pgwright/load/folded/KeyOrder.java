package dev.pgwright.load.folded;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import java.util.ArrayList;
import java.util.List;

/** The keys of a new table in the order in which they are made (transformIndexConstraints of parse_utilcmd.c). */
final class KeyOrder {
    private KeyOrder() {}

    /** The primary key first; a unique constraint that is the same as another key is none of its own. */
    static List<Constraint> of(List<Constraint> keys, String table) {
        List<Constraint> ordered = new ArrayList<>();
        for (Constraint key : keys) {
            if (key.contype() == ConstrType.CONSTR_PRIMARY) {
                if (!ordered.isEmpty()) {
                    throw Refusal.refused(table, "multiple primary keys for table \"" + table + "\" are not allowed");
                }
                ordered.add(key);
            }
        }
        for (Constraint key : keys) {
            if (key.contype() != ConstrType.CONSTR_PRIMARY) {
                int same = sameAs(ordered, key);
                if (same < 0) {
                    ordered.add(key);
                } else if (ordered.get(same).conname() == null && key.conname() != null) {
                    ordered.set(same, ConstraintNodes.named(ordered.get(same), key.conname()));
                }
            }
        }
        return ordered;
    }

    private static int sameAs(List<Constraint> ordered, Constraint key) {
        for (int i = 0; i < ordered.size(); i++) {
            Constraint other = ordered.get(i);
            if (key.contype() == ConstrType.CONSTR_UNIQUE
                    && other.contype() != ConstrType.CONSTR_EXCLUSION
                    && Nodes.names(other.keys()).equals(Nodes.names(key.keys()))
                    && Nodes.names(other.including()).equals(Nodes.names(key.including()))
                    && other.nullsNotDistinct() == key.nullsNotDistinct()
                    && other.withoutOverlaps() == key.withoutOverlaps()
                    && other.deferrable() == key.deferrable()
                    && other.initdeferred() == key.initdeferred()) {
                return i;
            }
        }
        return -1;
    }
}
