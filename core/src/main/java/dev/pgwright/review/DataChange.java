package dev.pgwright.review;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.ArrayList;
import java.util.List;

/**
 * A change of rows: UPDATE, DELETE, MERGE, or INSERT of a query's rows; INSERT of VALUES is none.
 *
 * @param tree the change, which may stand in a CTE of another statement
 * @param target as it is written
 */
public record DataChange(Verb verb, Node tree, RangeVar target) {
    /** In the words of the statement. */
    public enum Verb {
        UPDATE,
        DELETE,
        MERGE,
        INSERT
    }

    /** How many rows a change can touch. */
    public enum Reach {
        /** At most one for each value that it names: a key's equality, VALUES, a cursor. */
        ROWS,
        /** Those between two bounds, or as many as LIMIT lets through. */
        BATCH,
        /** As many as there are groups of others: an INSERT of DISTINCT or aggregated rows. */
        GROUPS,
        /** As many as there are. */
        ALL
    }

    /** All changes that a statement makes, those in its CTEs included, in its order. */
    public static List<DataChange> of(Node statement) {
        if (!(statement instanceof UpdateStmt
                || statement instanceof DeleteStmt
                || statement instanceof InsertStmt
                || statement instanceof MergeStmt
                || statement instanceof SelectStmt)) {
            return List.of();
        }
        List<DataChange> found = new ArrayList<>();
        Nodes.walk(statement, node -> {
            if (node instanceof UpdateStmt update && update.relation() != null) {
                found.add(new DataChange(Verb.UPDATE, update, update.relation()));
            } else if (node instanceof DeleteStmt delete && delete.relation() != null) {
                found.add(new DataChange(Verb.DELETE, delete, delete.relation()));
            } else if (node instanceof MergeStmt merge && merge.relation() != null) {
                found.add(new DataChange(Verb.MERGE, merge, merge.relation()));
            } else if (node instanceof InsertStmt insert && insert.relation() != null && isOfQuery(insert)) {
                found.add(new DataChange(Verb.INSERT, insert, insert.relation()));
            }
        });
        return found;
    }

    private static boolean isOfQuery(InsertStmt insert) {
        return insert.selectStmt() instanceof SelectStmt select
                && select.valuesLists().isEmpty();
    }
}
