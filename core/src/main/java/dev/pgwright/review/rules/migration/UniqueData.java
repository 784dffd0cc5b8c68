package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.OwnedIndex;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What speaks for rows being unique already. */
final class UniqueData {
    private static final Set<String> UNIQUE_VALUES =
            Set.of("nextval", "gen_random_uuid", "uuid_generate_v4", "uuid_generate_v1", "uuidv4", "uuidv7");

    private UniqueData() {}

    /** A known key within the columns, values that are made to differ, or a migration that has just mended them. */
    static boolean isLikely(StatementContext statement, QualifiedName table, List<String> columns) {
        boolean keyed = statement.state().indexesOf(table).stream()
                .map(OwnedIndex::index)
                .anyMatch(index -> index.unique()
                        && index.valid()
                        && index.predicate() == null
                        && index.elements().stream().noneMatch(IndexElement::expression)
                        && columns.containsAll(
                                index.elements().stream().map(IndexElement::key).toList()));
        boolean made = statement.state().table(table).stream()
                .flatMap(known -> columns.stream().flatMap(column -> known.column(column).stream()))
                .anyMatch(UniqueData::isMadeUnique);
        boolean fresh =
                columns.stream().anyMatch(column -> statement.migration().isNewColumn(table, column));
        return keyed || made || fresh || isMended(statement, table);
    }

    private static boolean isMadeUnique(Column column) {
        return column.identity() != null
                || Optional.ofNullable(column.defaultExpression()).flatMap(Expressions::parse).stream()
                        .flatMap(tree -> Nodes.all(tree, FuncCall.class).stream())
                        .anyMatch(call -> UNIQUE_VALUES.contains(Trees.functionName(call)));
    }

    private static boolean isMended(StatementContext statement, QualifiedName table) {
        return statement.migration().steps().stream()
                .anyMatch(step -> (step.tree() instanceof DeleteStmt delete && is(statement, delete.relation(), table))
                        || (step.tree() instanceof UpdateStmt update && is(statement, update.relation(), table)));
    }

    private static boolean is(StatementContext statement, @Nullable RangeVar relation, QualifiedName table) {
        return relation != null && statement.state().resolve(relation).equals(table);
    }
}
