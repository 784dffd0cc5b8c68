package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RenameStmt;
import java.util.List;
import java.util.stream.Stream;

/** What a migration does elsewhere, before or behind the statement under review. */
final class WholeFile {
    private WholeFile() {}

    /** The actions on a table in the whole migration. */
    static Stream<AlterTableCmd> actions(StatementContext statement, QualifiedName table) {
        return trees(statement)
                .filter(tree -> tree instanceof AlterTableStmt alter
                        && alter.relation() != null
                        && statement.state().resolve(alter.relation()).equals(table))
                .flatMap(tree -> ((AlterTableStmt) tree).cmds().stream())
                .filter(AlterTableCmd.class::isInstance)
                .map(AlterTableCmd.class::cast);
    }

    /** Whether the migration gives a column's name to another column of the table, as the end of a change of its type. */
    static boolean isTakenOver(StatementContext statement, QualifiedName table, String column) {
        return trees(statement)
                .anyMatch(tree -> tree instanceof RenameStmt rename
                        && rename.renameType() == ObjectType.OBJECT_COLUMN
                        && column.equals(rename.newname())
                        && rename.relation() != null
                        && statement.state().resolve(rename.relation()).equals(table));
    }

    /** The constraints that the migration adds to a table. */
    static Stream<dev.pgwright.sql.tree.Constraint> addedConstraints(StatementContext statement, QualifiedName table) {
        return actions(statement, table)
                .filter(action -> action.subtype() == AlterTableType.AT_AddConstraint
                        && action.def() instanceof dev.pgwright.sql.tree.Constraint)
                .map(action -> (dev.pgwright.sql.tree.Constraint) action.def());
    }

    /** The indexes that the migration makes on a table. */
    static Stream<IndexStmt> indexes(StatementContext statement, QualifiedName table) {
        return trees(statement)
                .filter(tree -> tree instanceof IndexStmt index
                        && index.relation() != null
                        && statement.state().resolve(index.relation()).equals(table))
                .map(IndexStmt.class::cast);
    }

    /** Whether a later statement drops the table, so that what is said of that says enough. */
    static boolean isDroppedLater(StatementContext statement, QualifiedName table) {
        return statement.later().stream()
                .anyMatch(later -> later.tree() instanceof DropStmt drop
                        && drop.removeType() == ObjectType.OBJECT_TABLE
                        && drop.objects().stream()
                                .anyMatch(object -> statement
                                        .state()
                                        .resolve(Trees.nameParts(object))
                                        .equals(table)));
    }

    /** Whether an earlier statement has made a function or procedure of the name. */
    static boolean hasMadeRoutine(StatementContext statement, List<String> name) {
        return statement.migration().steps().stream()
                .anyMatch(step -> step.tree() instanceof CreateFunctionStmt create
                        && statement
                                .state()
                                .resolve(Nodes.names(create.funcname()))
                                .equals(statement.state().resolve(name)));
    }

    static Stream<Node> trees(StatementContext statement) {
        return statement.migration().parsed().statements().stream().map(Statement::tree);
    }
}
