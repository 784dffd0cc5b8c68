package dev.pgwright.load.folded;

import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The names that PostgreSQL chooses where a statement gives none. */
final class FreeNames {
    private final Map<QualifiedName, ?> relations;
    private final Map<QualifiedName, ?> constraints;

    FreeNames(Map<QualifiedName, ?> relations, Map<QualifiedName, ?> constraints) {
        this.relations = relations;
        this.constraints = constraints;
    }

    /** ChooseRelationName of PostgreSQL's indexcmds.c: the first of these names that is free. */
    String relation(String schema, UnaryOperator<String> nameOfLabel, String label, boolean ofConstraint) {
        for (int pass = 0; ; pass++) {
            String name = nameOfLabel.apply(pass == 0 ? label : label + pass);
            QualifiedName qualified = QualifiedName.of(schema, name);
            if (!relations.containsKey(qualified) && !(ofConstraint && constraints.containsKey(qualified))) {
                return name;
            }
        }
    }

    /**
     * ChooseIndexName of PostgreSQL's indexcmds.c.
     *
     * @param columns as the name says them; a primary key's says none
     * @param label {@code pkey}, {@code key}, {@code excl} or {@code idx}
     */
    String index(QualifiedName table, List<String> columns, String label) {
        String addition = ObjectNames.ofIndexColumns(columns);
        return relation(
                table.schema(),
                numbered -> label.equals("pkey")
                        ? ObjectNames.of(table.name(), numbered)
                        : ObjectNames.of(table.name(), addition, numbered),
                label,
                !label.equals("idx"));
    }

    /** ChooseConstraintName of PostgreSQL's pg_constraint.c. */
    String constraint(String schema, String relation, @Nullable String column, String label) {
        for (int pass = 0; ; pass++) {
            String numbered = pass == 0 ? label : label + pass;
            String name =
                    column == null ? ObjectNames.of(relation, numbered) : ObjectNames.of(relation, column, numbered);
            if (!constraints.containsKey(QualifiedName.of(schema, name))) {
                return name;
            }
        }
    }
}
