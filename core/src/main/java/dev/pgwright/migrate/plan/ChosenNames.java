package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import java.util.List;

/** The names that PostgreSQL would choose, so that a safe form can use them in several statements. */
final class ChosenNames {
    private final SchemaState state;
    private final QualifiedName table;

    ChosenNames(SchemaState state, QualifiedName table) {
        this.state = state;
        this.table = table;
    }

    /** Of a check: a check of one column has that column's name in its own. */
    String check(Node expression) {
        List<String> columns = Nodes.all(expression, ColumnRef.class).stream()
                .map(reference -> Nodes.names(reference.fields()))
                .filter(names -> !names.isEmpty())
                .map(names -> names.get(names.size() - 1))
                .distinct()
                .toList();
        return checkOf(columns);
    }

    /** Of a check over some columns, each named once. */
    String checkOf(List<String> columns) {
        return state.freeConstraintName(table, columns.size() == 1 ? columns.get(0) : null, "check");
    }

    String foreignKey(List<String> columns) {
        return state.freeConstraintName(table, ObjectNames.ofIndexColumns(columns), "fkey");
    }

    String notNull(String column) {
        return state.freeConstraintName(table, column, "not_null");
    }

    String primaryKey() {
        return state.freeIndexName(table, List.of(), "pkey");
    }

    String unique(List<String> columns) {
        return state.freeIndexName(table, columns, "key");
    }

    String index(List<String> columns) {
        return state.freeIndexName(table, columns, "idx");
    }
}
