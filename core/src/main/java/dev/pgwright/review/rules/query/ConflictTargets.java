package dev.pgwright.review.rules.query;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.Report;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.IndexElem;
import dev.pgwright.sql.tree.InferClause;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Columns of ON CONFLICT that no unique index has: PostgreSQL finds that out when it plans the statement, so that PREPARE takes it
 * (infer_arbiter_indexes in PostgreSQL 18's plancat.c).
 */
final class ConflictTargets {
    private ConflictTargets() {}

    static void check(QueryContext query, Report report) {
        for (InsertStmt insert : Nodes.all(query.tree(), InsertStmt.class)) {
            if (insert.relation() == null
                    || insert.onConflictClause() == null
                    || insert.onConflictClause().infer() == null) {
                continue;
            }
            SchemaState state = query.state();
            InferClause infer = insert.onConflictClause().infer();
            Optional<Set<String>> columns = columns(infer);
            Optional<Table> table = state.table(insert.relation());
            if (columns.isPresent()
                    && table.isPresent()
                    && !state.isIncomplete()
                    && query.indexes(table.get().name()).stream()
                            .noneMatch(index -> fits(index, columns.get(), infer.whereClause() != null))) {
                String list = String.join(", ", columns.get());
                report.found(
                                query,
                                "No unique index or constraint is for (" + list + ") of "
                                        + table.get().name()
                                        + ", so that PostgreSQL refuses this ON CONFLICT when it runs (42P10)")
                        .at(query.place(infer.location()))
                        .advice("Name the columns of a unique constraint, or add one for (" + list + ").");
            }
        }
    }

    /** Empty where an expression is among them, or a constraint is named. */
    private static Optional<Set<String>> columns(InferClause infer) {
        Set<String> columns = new LinkedHashSet<>();
        for (Node node : infer.indexElems()) {
            if (!(node instanceof IndexElem element) || element.name() == null) {
                return Optional.empty();
            }
            columns.add(element.name());
        }
        return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
    }

    /** An index for some rows only serves where the statement says so; whether for the same rows is not looked at. */
    private static boolean fits(Index index, Set<String> columns, boolean isForSomeRows) {
        Set<String> keys = new HashSet<>();
        index.elements().forEach(element -> keys.add(element.key()));
        return index.unique()
                && keys.equals(columns)
                && index.elements().stream().noneMatch(element -> element.expression())
                && (index.predicate() == null || isForSomeRows);
    }
}
