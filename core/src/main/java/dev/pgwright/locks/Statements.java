package dev.pgwright.locks;

import dev.pgwright.sql.tree.*;

/** Sends each kind of statement to what knows it. */
final class Statements {
    private final Effects effects;

    Statements(Effects effects) {
        this.effects = effects;
    }

    void collect(Node tree) {
        if (tree instanceof AlterTableStmt alter) {
            new AlterTable(effects).collect(alter);
        } else if (tree instanceof SelectStmt select && select.intoClause() == null) {
            new Queries(effects).run(select);
        } else if (tree instanceof InsertStmt
                || tree instanceof UpdateStmt
                || tree instanceof DeleteStmt
                || tree instanceof MergeStmt) {
            new Queries(effects).run(tree);
        } else if (tree instanceof ExplainStmt explain && explain.query() != null) {
            collect(explain.query());
        } else if (tree instanceof DeclareCursorStmt cursor && cursor.query() != null) {
            new Queries(effects).run(cursor.query());
        } else if (tree instanceof DoStmt || tree instanceof ExecuteStmt) {
            effects.opaque();
        } else if (tree instanceof CallStmt call) {
            new Queries(effects).run(call);
            effects.opaque();
        } else if (tree instanceof TransactionStmt) {
            effects.is(QueryForm.CONTROL);
        } else if (isOutside(tree)) {
            effects.is(QueryForm.OUTSIDE);
        } else if (!new Creations(effects, this).collect(tree)
                && !new Drops(effects).collect(tree)
                && !new Maintenance(effects).collect(tree)
                && !new Alterations(effects).collect(tree)) {
            new Parts(effects).collect(tree);
        }
    }

    /** What touches no relation and the server refuses between BEGIN and COMMIT. */
    private static boolean isOutside(Node tree) {
        return tree instanceof CreatedbStmt
                || tree instanceof DropdbStmt
                || tree instanceof CreateTableSpaceStmt
                || tree instanceof DropTableSpaceStmt
                || tree instanceof AlterSystemStmt
                || (tree instanceof DiscardStmt discard && discard.target() == DiscardMode.DISCARD_ALL);
    }
}
