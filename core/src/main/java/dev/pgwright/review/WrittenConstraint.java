package dev.pgwright.review;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint as a statement has it.
 *
 * @param column the one it is written behind; null for one of the table
 */
record WrittenConstraint(
        dev.pgwright.sql.tree.Constraint node, @Nullable String column) {
    static List<WrittenConstraint> in(Node tree) {
        List<WrittenConstraint> found = new ArrayList<>();
        if (tree instanceof CreateStmt create) {
            create.tableElts().forEach(element -> collect(element, found));
        } else if (tree instanceof AlterTableStmt alter) {
            alter.cmds().forEach(command -> {
                if (command instanceof AlterTableCmd change && change.def() != null) {
                    collect(change.def(), found);
                }
            });
        }
        return found;
    }

    private static void collect(Node element, List<WrittenConstraint> found) {
        if (element instanceof ColumnDef column) {
            behind(column).forEach(constraint -> found.add(new WrittenConstraint(constraint, column.colname())));
        } else if (element instanceof dev.pgwright.sql.tree.Constraint constraint) {
            found.add(new WrittenConstraint(constraint, null));
        }
    }

    static List<dev.pgwright.sql.tree.Constraint> behind(ColumnDef column) {
        return column.constraints().stream()
                .filter(dev.pgwright.sql.tree.Constraint.class::isInstance)
                .map(dev.pgwright.sql.tree.Constraint.class::cast)
                .toList();
    }

    /** Whether it is the one that the schema has: by its name, or by its kind and columns. */
    boolean makes(Constraint constraint) {
        if (node.conname() != null) {
            return node.conname().equals(constraint.name());
        }
        return switch (node.contype()) {
            case CONSTR_PRIMARY -> constraint instanceof Constraint.PrimaryKey;
            case CONSTR_UNIQUE ->
                constraint instanceof Constraint.Unique unique
                        && columns(node.keys()).equals(unique.columns());
            case CONSTR_FOREIGN ->
                constraint instanceof Constraint.ForeignKey key
                        && columns(node.fkAttrs()).equals(key.columns());
            case CONSTR_CHECK ->
                constraint instanceof Constraint.Check check
                        && (column == null || check.expression().contains(column));
            case CONSTR_EXCLUSION -> constraint instanceof Constraint.Exclusion;
            case CONSTR_NOTNULL ->
                constraint instanceof Constraint.NotNull present
                        && columns(node.keys()).equals(List.of(present.column()));
            default -> false;
        };
    }

    private List<String> columns(List<Node> named) {
        return column == null ? Nodes.names(named) : List.of(column);
    }
}
