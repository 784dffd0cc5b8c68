package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * ADD CHECK, ADD FOREIGN KEY and, from PostgreSQL 18 on, ADD NOT NULL in two transactions: NOT VALID, which reads no row, then VALIDATE CONSTRAINT, which reads
 * them under SHARE UPDATE EXCLUSIVE (PostgreSQL 18, ALTER TABLE, Notes). Before PostgreSQL 18 a partitioned table refuses
 * a foreign key that is NOT VALID; there each partition gets it first, and the table's own then finds them valid.
 */
public final class AddNotValid {
    private static final String TITLE = "add it NOT VALID, then validate it in a transaction of its own";

    private AddNotValid() {}

    /** The safe form of an ALTER TABLE one of whose actions adds a check, a foreign key or, from 18 on, NOT NULL. */
    public static Optional<SafeForm> of(Change change, int action) {
        if (!(change.tree() instanceof AlterTableStmt alter)
                || alter.relation() == null
                || !(alter.cmds().get(action) instanceof AlterTableCmd command)
                || !(command.def() instanceof Constraint constraint)
                || constraint.skipValidation()) {
            return Optional.empty();
        }
        QualifiedName table = change.state().resolve(alter.relation());
        ChosenNames names = new ChosenNames(change.state(), table);
        String name = constraint.conname();
        boolean key = constraint.contype() == ConstrType.CONSTR_FOREIGN;
        if (key) {
            name = name == null ? names.foreignKey(Nodes.names(constraint.fkAttrs())) : name;
        } else if (constraint.contype() == ConstrType.CONSTR_CHECK && constraint.rawExpr() != null) {
            name = name == null ? names.check(constraint.rawExpr()) : name;
        } else if (constraint.contype() == ConstrType.CONSTR_NOTNULL && change.version() >= 18) {
            name = name == null ? names.notNull(Nodes.names(constraint.keys()).get(0)) : name;
        } else {
            return Optional.empty();
        }
        AlterTableText text = AlterTableText.of(change.sql());
        String added = named(text.action(action), constraint, name);
        boolean partitioned = change.state()
                .table(table)
                .map(known -> known.partitioning() != null)
                .orElse(false);
        if (key && partitioned && change.version() < 18) {
            QualifiedName referenced =
                    constraint.pktable() == null ? table : change.state().resolve(constraint.pktable());
            return byPartition(change, List.of(table, referenced), text, action, added, name);
        }
        return Optional.of(new SafeForm(
                TITLE,
                List.of(
                        Part.transaction(text.with(action, added + " NOT VALID")),
                        Part.transaction(validate(text, name)))));
    }

    /** The action with a name for what it adds. */
    static String named(String action, Constraint constraint, String name) {
        return constraint.conname() != null
                ? action
                : new Fragments(action).with(0, "CONSTRAINT " + quoteIdentifier(name));
    }

    /** A constraint's definition with a name. */
    static String constrained(String definition, Constraint constraint, String name) {
        return constraint.conname() != null ? definition : "CONSTRAINT " + quoteIdentifier(name) + " " + definition;
    }

    static String validate(AlterTableText text, String constraint) {
        return text.head() + "VALIDATE CONSTRAINT " + quoteIdentifier(constraint);
    }

    /** The partitions' own ones become parts of the table's, for which PostgreSQL locks both tables whole. */
    private static Optional<SafeForm> byPartition(
            Change change, List<QualifiedName> tables, AlterTableText text, int action, String added, String name) {
        List<Part> parts = new ArrayList<>();
        boolean prepared = true;
        if (text.actions().size() > 1) {
            return Optional.empty();
        }
        for (QualifiedName partition : change.state().partitionsOf(tables.get(0))) {
            Optional<Table> known = change.state().table(partition);
            if (known.isEmpty() || known.get().partitioning() != null) {
                return Optional.empty();
            }
            prepared &= known.get().foreignKeys().stream()
                    .anyMatch(each -> each.name().equals(name));
            String head = "ALTER TABLE " + quoteIdentifier(partition.schema(), partition.name()) + " ";
            parts.add(Part.transaction(head + added + " NOT VALID"));
            parts.add(Part.transaction(head + "VALIDATE CONSTRAINT " + quoteIdentifier(name)));
        }
        String all = tables.stream()
                .distinct()
                .map(table -> quoteIdentifier(table.schema(), table.name()))
                .collect(Collectors.joining(", "));
        parts.add(Part.transaction("LOCK TABLE " + all + " IN ACCESS EXCLUSIVE MODE", text.with(action, added)));
        return prepared
                ? Optional.empty()
                : Optional.of(new SafeForm("add it to each partition NOT VALID and validate it there first", parts));
    }
}
