package dev.pgwright.design.model;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;

/**
 * How a query of the design is meant to get at the rows of one table: what the planner is expected to choose at the
 * stated volume.
 *
 * @param query name of the {@link DesignedQuery}
 * @param table the table whose rows are found; of a partitioned one the parent
 * @param means what kind of thing finds them
 * @param anyOf names of the indexes, or of the constraints whose indexes, of which the plan uses one; several where
 *     each finds the same rows; empty for {@link Means#WHOLE_TABLE}; of a partitioned table the parent's
 * @param step where in the query
 */
public record IntendedAccess(String query, QualifiedName table, Means means, List<String> anyOf, Step step)
        implements Comparable<IntendedAccess> {
    public IntendedAccess {
        anyOf = anyOf.stream().sorted().distinct().toList();
    }

    /** What finds the rows. */
    public enum Means {
        /** An index of {@link PlannedIndex}. */
        INDEX,
        PRIMARY_KEY,
        UNIQUE,
        /** The index of an exclusion constraint. */
        EXCLUSION,
        /**
         * Nothing: every row is needed, or what an index would save is not worth what it would cost. The planner may
         * still find one of another query useful.
         */
        WHOLE_TABLE
    }

    /** Where in a query a table is read. */
    public enum Step {
        /** The rows that the filters and the sort choose. */
        FILTER,
        /** The one row that a reference names; a small table may be hashed or read whole instead. */
        PARENT,
        /** The rows that refer to a chosen one. */
        CHILDREN
    }

    @Override
    public int compareTo(IntendedAccess other) {
        int byQuery = query.compareTo(other.query);
        int byStep = byQuery != 0 ? byQuery : step.compareTo(other.step);
        int byTable = byStep != 0 ? byStep : table.toString().compareTo(other.table.toString());
        return byTable != 0 ? byTable : anyOf.toString().compareTo(other.anyOf.toString());
    }
}
