package dev.pgwright.migrate.plan;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * SET NOT NULL without a long lock. From PostgreSQL 18 on the constraint itself can be added NOT VALID. Before, a check
 * that is validated proves it, so that SET NOT NULL reads nothing (PostgreSQL 12, ALTER TABLE, SET NOT NULL), and is
 * dropped.
 */
public final class SafeNotNull {
    private SafeNotNull() {}

    /** The safe form of an ALTER TABLE one of whose actions is SET NOT NULL. */
    public static Optional<SafeForm> of(Change change, int action) {
        if (!(change.tree() instanceof AlterTableStmt alter)
                || alter.relation() == null
                || !(alter.cmds().get(action) instanceof AlterTableCmd command)
                || command.subtype() != AlterTableType.AT_SetNotNull
                || command.name() == null) {
            return Optional.empty();
        }
        AlterTableText text = AlterTableText.of(change.sql());
        QualifiedName table = change.state().resolve(alter.relation());
        List<Part> parts = new ArrayList<>();
        text.without(List.of(action)).ifPresent(rest -> parts.add(Part.transaction(rest)));
        parts.addAll(parts(change, table, text, command.name()));
        return Optional.of(new SafeForm(
                change.version() >= 18
                        ? "add NOT NULL as NOT VALID, then validate it"
                        : "prove it by a check that is validated before, then set it",
                parts));
    }

    static List<Part> parts(Change change, QualifiedName table, AlterTableText text, String column) {
        String quoted = quoteIdentifier(column);
        if (change.version() >= 18) {
            String name = quoteIdentifier(new ChosenNames(change.state(), table).notNull(column));
            return List.of(
                    Part.transaction(text.altered("ADD CONSTRAINT " + name + " NOT NULL " + quoted + " NOT VALID")),
                    Part.transaction(text.altered("VALIDATE CONSTRAINT " + name)));
        }
        String name = quoteIdentifier(ObjectNames.of(table.name(), column, "not_null"));
        return List.of(
                Part.transaction(
                        text.altered("ADD CONSTRAINT " + name + " CHECK (" + quoted + " IS NOT NULL) NOT VALID")),
                Part.transaction(text.altered("VALIDATE CONSTRAINT " + name)),
                // two statements: DROP CONSTRAINT comes before SET NOT NULL within one
                Part.transaction(
                        text.altered("ALTER COLUMN " + quoted + " SET NOT NULL"),
                        text.altered("DROP CONSTRAINT " + name)));
    }
}
