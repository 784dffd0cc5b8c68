package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * The names that PostgreSQL would choose, so that a safe form can use them in several statements: ChooseConstraintName
 * and ChooseRelationName (PostgreSQL 18, pg_constraint.c and indexcmds.c), which append a number while the name is taken.
 */
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
        return columns.size() == 1
                ? constraint(ObjectNames.ofIndexColumns(columns), "check")
                : free(number -> ObjectNames.of(table.name(), label("check", number)), this::isConstraint);
    }

    String foreignKey(List<String> columns) {
        return constraint(ObjectNames.ofIndexColumns(columns), "fkey");
    }

    String notNull(String column) {
        return constraint(column, "not_null");
    }

    String primaryKey() {
        return free(
                number -> ObjectNames.of(table.name(), label("pkey", number)),
                name -> isRelation(name) || isConstraint(name));
    }

    String unique(List<String> columns) {
        return free(
                number -> ObjectNames.of(table.name(), ObjectNames.ofIndexColumns(columns), label("key", number)),
                name -> isRelation(name) || isConstraint(name));
    }

    String index(List<String> columns) {
        return free(
                number -> ObjectNames.of(table.name(), ObjectNames.ofIndexColumns(columns), label("idx", number)),
                this::isRelation);
    }

    private String constraint(String addition, String label) {
        return free(number -> ObjectNames.of(table.name(), addition, label(label, number)), this::isConstraint);
    }

    private static String label(String label, int number) {
        return number == 0 ? label : label + number;
    }

    private static String free(IntFunction<String> names, Predicate<String> taken) {
        int number = 0;
        while (taken.test(names.apply(number))) {
            number++;
        }
        return names.apply(number);
    }

    private boolean isRelation(String name) {
        return state.isRelation(QualifiedName.of(table.schema(), name));
    }

    private boolean isConstraint(String name) {
        return state.hasConstraint(QualifiedName.of(table.schema(), name));
    }
}
