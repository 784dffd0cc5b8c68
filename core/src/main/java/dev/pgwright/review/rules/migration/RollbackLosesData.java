package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.DataChange;
import dev.pgwright.review.DataChange.Reach;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.TableChange;
import dev.pgwright.review.TypeChangeAction;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.CallStmt;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TruncateStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A way back that makes the containers again, without what was in them. Where another rule calls the same statement an error
 * because of what is lost in it (drop-column, drop-table, truncate-table, narrow-column-type), this one gives advice only.
 */
public final class RollbackLosesData implements StatementRule, MigrationRule {

    private static final RuleInfo INFO = RuleInfo.migration("rollback-loses-data", Needs.HISTORY, Severity.ERROR)
            .detects(
                    "The migration drops a column or table, narrows a type, or removes or overwrites rows, keeps no copy, and"
                            + " its way back does not fill them again; or the way back narrows a type, or removes rows that the"
                            + " migration has not made.")
            .cost("data lost")
            .losesData()
            .safe(
                    "Copy the rows or the column to a table of their own first, and fill from it on the way back; or drop in a"
                            + " later release, when nobody will go back any more.")
            .seed("Migrations: rollback procedure documented")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        WayBack back = WayBack.of(statement);
        if (back.isMissing()) {
            return;
        }
        droppedColumns(statement, back, report);
        droppedTables(statement, back, report);
        removedRows(statement, back, report);
        overwritten(statement, back, report);
        TypeChangeAction.of(statement).forEach(change -> retyped(change, back, report));
    }

    /** Rows that the way back removes from a table that was there before. */
    @Override
    public void check(MigrationContext migration, Report report) {
        Script script = migration.migration().down();
        if (script == null
                || !migration.hasWayBack()
                || migration.steps().stream().anyMatch(step -> mayMakeRowsUnseen(step.tree()))) {
            return;
        }
        List<Statement> down = script.parsed().statements();
        for (Statement back : down) {
            removedFrom(back.tree())
                    .map(migration.state()::resolve)
                    .filter(table -> !migration.isNew(table)
                            && migration.steps().stream().noneMatch(step -> makesRows(step.tree(), table, migration))
                            && down.stream().noneMatch(other -> makesRows(other.tree(), table, migration)))
                    .distinct()
                    .forEach(table -> report.found(
                                    script.source(),
                                    script.inSource(back.span()),
                                    "The way back removes rows of " + table + ", of which the migration makes none")
                            .about(table.toString())
                            .advice("Keep them, as with a value that the old schema takes, or copy them first.")
                            .severity(Severity.WARNING));
        }
    }

    private static Stream<RangeVar> removedFrom(Node tree) {
        if (tree instanceof TruncateStmt truncate) {
            return truncate.relations().stream()
                    .filter(RangeVar.class::isInstance)
                    .map(RangeVar.class::cast);
        }
        return DataChange.of(tree).stream()
                .filter(change -> change.verb() == DataChange.Verb.DELETE)
                .map(DataChange::target);
    }

    private static boolean mayMakeRowsUnseen(Node tree) {
        return tree instanceof DoStmt || tree instanceof CallStmt || tree instanceof SelectStmt;
    }

    private static boolean makesRows(Node tree, QualifiedName table, MigrationContext migration) {
        return Stream.of(
                        Nodes.all(tree, InsertStmt.class).stream().map(InsertStmt::relation),
                        Nodes.all(tree, MergeStmt.class).stream().map(MergeStmt::relation),
                        Nodes.all(tree, CopyStmt.class).stream()
                                .filter(CopyStmt::isFrom)
                                .map(CopyStmt::relation))
                .flatMap(filled -> filled)
                .anyMatch(filled ->
                        filled != null && migration.state().resolve(filled).equals(table));
    }

    private static boolean isGone(WayBack back, QualifiedName table) {
        return !back.isKept(table) && !back.isFilled(table);
    }

    private static void droppedColumns(StatementContext statement, WayBack back, Report report) {
        for (AlterAction action : statement.alterations(AlterTableType.AT_DropColumn)) {
            String column = String.valueOf(action.command().name());
            boolean missing = action.command().missingOk()
                    && action.knownTable().isPresent()
                    && action.knownColumn().isEmpty();
            if (!missing
                    && back.adds(action.table(), column)
                    && !statement.migration().isNewColumn(action.table(), column)
                    && isGone(back, action.table())) {
                report.found(
                                action,
                                "The way back makes column " + column + " of " + action.table()
                                        + " again, but its values are gone")
                        .severity(Severity.ADVICE);
            }
        }
    }

    private static void droppedTables(StatementContext statement, WayBack back, Report report) {
        for (DroppedObject table : DroppedObject.relations(statement, Set.of(ObjectType.OBJECT_TABLE))) {
            if (back.makes(table.name()) && isGone(back, table.name())) {
                report.found(statement, "The way back makes table " + table.name() + " again, but its rows are gone")
                        .at(table.place())
                        .on(table.name())
                        .severity(Severity.ADVICE);
            }
        }
    }

    private static void removedRows(StatementContext statement, WayBack back, Report report) {
        if (statement.tree() instanceof TruncateStmt truncate) {
            for (Node node : truncate.relations()) {
                if (node instanceof RangeVar range) {
                    statement
                            .existing(range)
                            .filter(table -> isGone(back, table))
                            .ifPresent(table -> notBroughtBack(statement, table, Severity.ADVICE, report));
                }
            }
        }
        statement.tableChanges().stream()
                .filter(change -> change.existing() && change.change().verb() == DataChange.Verb.DELETE)
                .map(TableChange::table)
                .distinct()
                .filter(table -> isGone(back, table))
                .forEach(table -> notBroughtBack(statement, table, Severity.WARNING, report));
    }

    private static void notBroughtBack(
            StatementContext statement, QualifiedName table, Severity severity, Report report) {
        report.found(statement, "The way back does not bring back the rows of " + table + " that go here")
                .on(table)
                .severity(severity);
    }

    /** Values that an UPDATE of many rows takes the place of; what was NULL is no loss. */
    private static void overwritten(StatementContext statement, WayBack back, Report report) {
        for (TableChange change : statement.tableChanges()) {
            if (change.existing()
                    && change.reach() != Reach.ROWS
                    && change.change().tree() instanceof UpdateStmt update
                    && isGone(back, change.table())) {
                List<String> columns = update.targetList().stream()
                        .flatMap(node -> node instanceof ResTarget target && target.name() != null
                                ? Optional.of(target.name()).stream()
                                : Optional.<String>empty().stream())
                        .filter(column -> !statement.migration().isNewColumn(change.table(), column)
                                && !OldValues.areNull(update, column))
                        .distinct()
                        .toList();
                if (!columns.isEmpty()) {
                    report.found(
                                    statement,
                                    "The way back does not bring back the values of " + String.join(", ", columns)
                                            + " of " + change.table() + " that are overwritten here")
                            .at(change.place())
                            .on(change.table())
                            .severity(Severity.WARNING);
                }
            }
        }
    }

    private static void retyped(TypeChangeAction change, WayBack back, Report report) {
        AlterAction action = change.action();
        Optional<WayBack.Retyping> retyping = back.retypes(action.table(), action.column());
        if (change.from().isEmpty() || retyping.isEmpty() || action.isOnNewColumn()) {
            return;
        }
        boolean replaced = change.using()
                .filter(using -> Nodes.all(using, ColumnRef.class).stream()
                        .noneMatch(reference -> Nodes.names(reference.fields()).contains(action.column())))
                .isPresent();
        boolean lost = change.isPlainCast()
                && Narrowing.of(change.from().get(), change.to(), change.using().isPresent())
                        .filter(Narrowing.Loss::silent)
                        .isPresent();
        if (replaced && isGone(back, action.table())) {
            report.found(
                            action,
                            "The way back gives " + action.column() + " of " + action.table()
                                    + " its type again, but its values are gone: USING takes none of them")
                    .severity(Severity.WARNING);
        } else if (lost && isGone(back, action.table())) {
            report.found(
                            action,
                            "The way back gives " + action.column() + " of " + action.table()
                                    + " its type again, but not what its values lose here")
                    .severity(Severity.ADVICE);
        }
        ColumnType type = ColumnType.of(retyping.get().type(), action.context().state());
        TypeChangeAction undone =
                new TypeChangeAction(action, retyping.get().definition(), Optional.of(change.to()), type);
        if (undone.isPlainCast()) {
            Narrowing.of(change.to(), type, undone.using().isPresent())
                    .ifPresent(loss -> report.found(
                                    action,
                                    "The way back changes " + action.column() + " of " + action.table() + " from "
                                            + change.to().words() + " to " + type.words() + ": " + loss.words())
                            .advice(
                                    "Say in the way back what becomes of values that only the wider type holds, or go back by"
                                            + " a new migration once there are some.")
                            .severity(loss.silent() ? Severity.ERROR : Severity.ADVICE));
        }
    }
}
