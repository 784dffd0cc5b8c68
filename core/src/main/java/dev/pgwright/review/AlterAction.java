package dev.pgwright.review;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.locks.LockTable;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.locks.StatementEffects;
import dev.pgwright.migrate.plan.AlterTableText;
import dev.pgwright.migrate.plan.Change;
import dev.pgwright.server.RelationKind;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One action of an ALTER TABLE.
 *
 * @param number from 0, within the statement
 * @param table the altered table
 */
public record AlterAction(
        StatementContext context, AlterTableStmt statement, AlterTableCmd command, int number, QualifiedName table) {
    /** The constraint of ADD CONSTRAINT and the like. */
    public Optional<Constraint> constraint() {
        return command.def() instanceof Constraint constraint ? Optional.of(constraint) : Optional.empty();
    }

    /** The definition of ADD COLUMN, or the type of ALTER COLUMN TYPE. */
    public Optional<ColumnDef> columnDefinition() {
        return command.def() instanceof ColumnDef column ? Optional.of(column) : Optional.empty();
    }

    /** The table as it is before the statement, where the history knows it. */
    public Optional<Table> knownTable() {
        return context.state().table(table);
    }

    /** The column that the action names, where the history knows it. */
    public Optional<Column> knownColumn() {
        String column = command.name();
        return column == null ? Optional.empty() : knownTable().flatMap(known -> known.column(column));
    }

    /** The column that the action adds, changes or drops; empty for an action about something else. */
    public String column() {
        String added = command.subtype() == AlterTableType.AT_AddColumn
                ? columnDefinition().map(ColumnDef::colname).orElse(null)
                : command.name();
        return added == null ? "" : added;
    }

    /** ADD COLUMN IF NOT EXISTS of one that is known to be there: it does nothing. */
    public boolean addsWhatIsThere() {
        return command.missingOk()
                && knownTable().flatMap(known -> known.column(column())).isPresent();
    }

    /** The constraints of one kind that ADD COLUMN gives its column, but for those that are NOT ENFORCED. */
    public List<Constraint> columnConstraints(ConstrType kind) {
        List<Constraint> found = new ArrayList<>();
        boolean last = false;
        for (Node node : columnDefinition().map(ColumnDef::constraints).orElse(List.of())) {
            if (node instanceof Constraint constraint) {
                if (last && constraint.contype() == ConstrType.CONSTR_ATTR_NOT_ENFORCED) {
                    found.remove(found.size() - 1);
                    last = false;
                } else if (!constraint.contype().name().startsWith("CONSTR_ATTR_")) {
                    last = constraint.contype() == kind;
                    if (last) {
                        found.add(constraint);
                    }
                }
            }
        }
        return found;
    }

    /** Whether the migration has added the column before, so that no rows had it. */
    public boolean isOnNewColumn() {
        return context.migration().isNewColumn(table, column())
                || statement.cmds().stream()
                        .limit(number)
                        .anyMatch(before -> before instanceof AlterTableCmd add
                                && add.subtype() == AlterTableType.AT_AddColumn
                                && add.def() instanceof ColumnDef definition
                                && column().equals(definition.colname()));
    }

    public boolean isPartitioned() {
        return knownTable().filter(known -> known.partitioning() != null).isPresent();
    }

    /** Whether it is a foreign table, which has no rows of its own to read or write. */
    public boolean isForeign() {
        return statement.objtype() == ObjectType.OBJECT_FOREIGN_TABLE
                || knownTable()
                        .filter(known -> known.settings().foreign() != null)
                        .isPresent();
    }

    /** What the action does by itself, without the others of its statement. */
    public StatementEffects effects() {
        return LockTable.effects(statement, command, context.state());
    }

    /** Whether by itself it writes the rows of a table anew that was there before the migration. */
    public boolean rewrites() {
        return existingTables().anyMatch(RelationEffect::rewrites);
    }

    /** Whether by itself it reads every row of a table that was there before the migration. */
    public boolean scans() {
        return existingTables().anyMatch(RelationEffect::scans);
    }

    private Stream<RelationEffect> existingTables() {
        return effects().relations().stream()
                .filter(effect -> effect.kind() == RelationKind.TABLE && !context.isNew(effect.relation()));
    }

    /** The domain that the action's column is of, where the history knows it; empty for arrays of it. */
    public Optional<DomainType> domain() {
        return columnDefinition()
                .map(ColumnDef::typeName)
                .filter(type -> type.arrayBounds().isEmpty())
                .flatMap(type -> context.state().domain(context.state().resolve(Nodes.names(type.names()))));
    }

    /** Where the action stands, without the commas around it. */
    public Span span() {
        return span(context.source().text(), context.span(), number);
    }

    /** Where an action of an ALTER TABLE stands, by its number from 0; the whole statement where it cannot be told. */
    public static Span span(String text, Span statement, int number) {
        List<Span> actions = AlterTableText.of(statement.of(text)).actions();
        return number < actions.size() ? actions.get(number).plus(statement.start()) : statement;
    }

    /** The statement's text, cut into its actions. */
    public AlterTableText text() {
        return AlterTableText.of(context.span().of(context.source().text()));
    }

    /** The statement, for the strategies that give it a safe form. */
    public Change change() {
        return context.change();
    }
}
