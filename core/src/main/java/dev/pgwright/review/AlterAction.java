package dev.pgwright.review;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.migrate.plan.AlterTableText;
import dev.pgwright.migrate.plan.Change;
import dev.pgwright.source.Span;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.Constraint;
import java.util.List;
import java.util.Optional;

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

    /** Where the action stands, without the commas around it. */
    public Span span() {
        Span whole = context.span();
        List<Span> actions = text().actions();
        return number < actions.size() ? actions.get(number).plus(whole.start()) : whole;
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
