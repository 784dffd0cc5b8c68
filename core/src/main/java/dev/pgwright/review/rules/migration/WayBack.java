package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.review.StatementContext;
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
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RenameStmt;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TypeName;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The script that takes a migration back, as one of its statements sees it.
 *
 * @param statement of the way there
 * @param down those of the way back; empty where there is none
 */
record WayBack(StatementContext statement, List<Statement> down) {
    static WayBack of(StatementContext statement) {
        return new WayBack(
                statement,
                statement.migration().down().map(ParsedSql::statements).orElse(List.of()));
    }

    boolean isMissing() {
        return !statement.migration().hasWayBack();
    }

    /** Whether it adds the column to the table. */
    boolean adds(QualifiedName table, String column) {
        return actions(table, AlterTableType.AT_AddColumn)
                .anyMatch(
                        action -> action.def() instanceof ColumnDef definition && column.equals(definition.colname()));
    }

    /** Whether it makes the table. */
    boolean makes(QualifiedName table) {
        return down.stream()
                .anyMatch(back -> back.tree() instanceof CreateStmt create
                        && create.relation() != null
                        && is(create.relation(), table));
    }

    /** A change of a column's type that it makes. */
    record Retyping(TypeName type, ColumnDef definition) {}

    /** The type that it gives a column, with the expression behind USING in its definition. */
    Optional<Retyping> retypes(QualifiedName table, String column) {
        return actions(table, AlterTableType.AT_AlterColumnType)
                .filter(action -> column.equals(action.name()))
                .flatMap(action -> action.def() instanceof ColumnDef definition && definition.typeName() != null
                        ? Stream.of(new Retyping(definition.typeName(), definition))
                        : Stream.of())
                .findFirst();
    }

    private Stream<AlterTableCmd> actions(QualifiedName table, AlterTableType kind) {
        return down.stream()
                .filter(back -> back.tree() instanceof AlterTableStmt alter
                        && alter.relation() != null
                        && is(alter.relation(), table))
                .flatMap(back -> ((AlterTableStmt) back.tree()).cmds().stream())
                .filter(node -> node instanceof AlterTableCmd action && action.subtype() == kind)
                .map(AlterTableCmd.class::cast);
    }

    /** Whether an earlier statement copies from the table, or moves values within it. */
    boolean isKept(QualifiedName table) {
        return statement.migration().steps().stream()
                .map(Step::tree)
                .filter(tree -> tree instanceof CreateTableAsStmt
                        || tree instanceof InsertStmt
                        || tree instanceof UpdateStmt
                        || tree instanceof MergeStmt
                        || tree instanceof CopyStmt
                        || (tree instanceof SelectStmt select && select.intoClause() != null))
                .flatMap(tree -> Nodes.all(tree, RangeVar.class).stream())
                .anyMatch(range -> is(range, table));
    }

    /** Whether the way back writes rows of the table. */
    boolean isFilled(QualifiedName table) {
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
            return filled != null && is(filled, table);
        });
    }

    private boolean is(RangeVar written, QualifiedName table) {
        return statement.state().resolve(written).equals(table)
                || (written.schemaname() == null && table.name().equals(written.relname()));
    }
}
