package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.DataChange;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Step;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.CallStmt;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RenameStmt;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TruncateStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A way back that makes the containers again, without what was in them. */
public final class RollbackLosesData implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("rollback-loses-data", Needs.HISTORY, Severity.ERROR)
            .detects(
                    "The migration drops a column or table, or removes rows, keeps no copy, and its way back does not fill"
                            + " them again.")
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
        List<Statement> down =
                statement.migration().down().map(ParsedSql::statements).orElse(List.of());
        if (down.isEmpty()) {
            return;
        }
        for (AlterAction action : statement.alterations(AlterTableType.AT_DropColumn)) {
            String column = String.valueOf(action.command().name());
            boolean again = down.stream().anyMatch(back -> adds(statement, back.tree(), action.table(), column));
            if (again
                    && !statement.migration().isNewColumn(action.table(), column)
                    && !isKept(statement, action.table())
                    && !isFilled(statement, down, action.table())) {
                report.found(
                                action,
                                "The way back makes column " + column + " of " + action.table()
                                        + " again, but its values are gone")
                        .whateverTheSize();
            }
        }
        for (DroppedObject table : DroppedObject.relations(statement, Set.of(ObjectType.OBJECT_TABLE))) {
            boolean again = down.stream()
                    .anyMatch(back -> back.tree() instanceof CreateStmt create
                            && create.relation() != null
                            && is(statement, create.relation(), table.name()));
            if (again && !isKept(statement, table.name()) && !isFilled(statement, down, table.name())) {
                report.found(statement, "The way back makes table " + table.name() + " again, but its rows are gone")
                        .at(table.place())
                        .on(table.name())
                        .whateverTheSize();
            }
        }
        removed(statement).forEach(table -> {
            if (!isKept(statement, table) && !isFilled(statement, down, table)) {
                report.found(statement, "The way back does not bring back the rows of " + table + " that go here")
                        .on(table)
                        .severity(statement.tree() instanceof TruncateStmt ? Severity.ERROR : Severity.WARNING);
            }
        });
    }

    /** The existing tables of which the statement removes rows. */
    private static Set<QualifiedName> removed(StatementContext statement) {
        Set<QualifiedName> found = new LinkedHashSet<>();
        if (statement.tree() instanceof TruncateStmt truncate) {
            for (Node node : truncate.relations()) {
                if (node instanceof RangeVar range) {
                    statement.existing(range).ifPresent(found::add);
                }
            }
        }
        statement.tableChanges().stream()
                .filter(change -> change.existing() && change.change().verb() == DataChange.Verb.DELETE)
                .forEach(change -> found.add(change.table()));
        return found;
    }

    private static boolean adds(StatementContext statement, Node tree, QualifiedName table, String column) {
        return tree instanceof AlterTableStmt alter
                && alter.relation() != null
                && is(statement, alter.relation(), table)
                && alter.cmds().stream()
                        .anyMatch(command -> command instanceof AlterTableCmd action
                                && action.def() instanceof ColumnDef definition
                                && action.subtype() == AlterTableType.AT_AddColumn
                                && column.equals(definition.colname()));
    }

    /** Whether an earlier statement copies from the table, or moves values within it. */
    private static boolean isKept(StatementContext statement, QualifiedName table) {
        return statement.migration().steps().stream()
                .map(Step::tree)
                .filter(tree -> tree instanceof CreateTableAsStmt
                        || tree instanceof InsertStmt
                        || tree instanceof UpdateStmt
                        || tree instanceof MergeStmt
                        || tree instanceof CopyStmt
                        || (tree instanceof SelectStmt select && select.intoClause() != null))
                .flatMap(tree -> Nodes.all(tree, RangeVar.class).stream())
                .anyMatch(range -> is(statement, range, table));
    }

    /** Whether the way back writes rows of the table. */
    private static boolean isFilled(StatementContext statement, List<Statement> down, QualifiedName table) {
        return down.stream().map(Statement::tree).anyMatch(tree -> {
            if (tree instanceof DoStmt || tree instanceof CallStmt) {
                return true;
            }
            if (tree instanceof RenameStmt rename) {
                return table.name().equals(rename.newname());
            }
            RangeVar filled = null;
            if (tree instanceof InsertStmt insert) {
                filled = insert.relation();
            } else if (tree instanceof UpdateStmt update) {
                filled = update.relation();
            } else if (tree instanceof MergeStmt merge) {
                filled = merge.relation();
            } else if (tree instanceof CopyStmt copy) {
                filled = copy.relation();
            } else if (tree instanceof CreateTableAsStmt create && create.into() != null) {
                filled = create.into().rel();
            }
            return filled != null && is(statement, filled, table);
        });
    }

    private static boolean is(StatementContext statement, RangeVar written, QualifiedName table) {
        return statement.state().resolve(written).equals(table)
                || (written.schemaname() == null && table.name().equals(written.relname()));
    }
}
