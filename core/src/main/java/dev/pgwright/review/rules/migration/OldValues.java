package dev.pgwright.review.rules.migration;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.List;

/** What stood in a column before an UPDATE. */
final class OldValues {
    private OldValues() {}

    /** Whether the UPDATE takes only rows in which the column is NULL. */
    static boolean areNull(UpdateStmt update, String column) {
        return update.whereClause() != null
                && Nodes.conjuncts(update.whereClause()).stream()
                        .anyMatch(condition -> condition instanceof NullTest test
                                && test.nulltesttype() == NullTestType.IS_NULL
                                && test.arg() instanceof ColumnRef reference
                                && isColumn(Nodes.names(reference.fields()), column));
    }

    private static boolean isColumn(List<String> names, String column) {
        return !names.isEmpty() && names.get(names.size() - 1).equals(column);
    }
}
