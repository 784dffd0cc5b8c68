package dev.pgwright.review.rules.migration;

import dev.pgwright.review.AlterAction;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.RangeVar;

/** What ADD PRIMARY KEY and ADD UNIQUE have in common. */
final class KeyBuild {
    private KeyBuild() {}

    /** Not with USING INDEX, nor on a partitioned table alone, which makes only an empty index to attach others to. */
    static boolean buildsIndex(AlterAction action, Constraint key) {
        RangeVar relation = action.statement().relation();
        boolean alone = relation != null && !relation.inh() && action.isPartitioned();
        return key.indexname() == null && !alone && !action.isForeign();
    }

    static String columns(Constraint key) {
        return String.join(", ", Nodes.names(key.keys()));
    }

    static String advice(AlterAction action, Constraint key, RuleInfo rule) {
        if (key.withoutOverlaps()) {
            return "PostgreSQL offers no other way to add a key WITHOUT OVERLAPS: fill a new table that has it and swap the"
                    + " two, or plan a maintenance window.";
        }
        if (action.isPartitioned()) {
            return "PostgreSQL offers USING INDEX for a partitioned table's partitions only: build a unique index"
                    + " CONCURRENTLY on each partition and make it the partition's key, ALTER TABLE ONLY "
                    + Identifiers.quoteIdentifier(
                            action.table().schema(), action.table().name())
                    + " to add the key, then ALTER INDEX ... ATTACH PARTITION for each.";
        }
        return rule.safeAlternative();
    }
}
