package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.AlterCollationStmt;
import dev.pgwright.sql.tree.AlterDatabaseRefreshCollStmt;
import dev.pgwright.sql.tree.AlterDatabaseSetStmt;
import dev.pgwright.sql.tree.AlterDatabaseStmt;
import dev.pgwright.sql.tree.AlterRoleSetStmt;
import dev.pgwright.sql.tree.AlterRoleStmt;
import dev.pgwright.sql.tree.AlterSystemStmt;
import dev.pgwright.sql.tree.AlterTableSpaceOptionsStmt;
import dev.pgwright.sql.tree.CheckPointStmt;
import dev.pgwright.sql.tree.ClosePortalStmt;
import dev.pgwright.sql.tree.ConstraintsSetStmt;
import dev.pgwright.sql.tree.CopyStmt;
import dev.pgwright.sql.tree.CreateRoleStmt;
import dev.pgwright.sql.tree.CreateTableSpaceStmt;
import dev.pgwright.sql.tree.CreatedbStmt;
import dev.pgwright.sql.tree.DeallocateStmt;
import dev.pgwright.sql.tree.DeclareCursorStmt;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.DiscardStmt;
import dev.pgwright.sql.tree.DropRoleStmt;
import dev.pgwright.sql.tree.DropTableSpaceStmt;
import dev.pgwright.sql.tree.DropdbStmt;
import dev.pgwright.sql.tree.ExplainStmt;
import dev.pgwright.sql.tree.FetchStmt;
import dev.pgwright.sql.tree.GrantRoleStmt;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.ListenStmt;
import dev.pgwright.sql.tree.LoadStmt;
import dev.pgwright.sql.tree.LockStmt;
import dev.pgwright.sql.tree.MergeStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NotifyStmt;
import dev.pgwright.sql.tree.PrepareStmt;
import dev.pgwright.sql.tree.ReindexStmt;
import dev.pgwright.sql.tree.TruncateStmt;
import dev.pgwright.sql.tree.UnlistenStmt;
import dev.pgwright.sql.tree.UpdateStmt;
import dev.pgwright.sql.tree.VacuumStmt;
import dev.pgwright.sql.tree.VariableShowStmt;

/** Statements that leave the schema as it is. */
final class Harmless {
    private Harmless() {}

    static boolean is(Node tree) {
        return tree instanceof InsertStmt
                || tree instanceof UpdateStmt
                || tree instanceof DeleteStmt
                || tree instanceof MergeStmt
                || tree instanceof CopyStmt
                || tree instanceof TruncateStmt
                || tree instanceof VacuumStmt
                || tree instanceof ExplainStmt
                || tree instanceof LockStmt
                || tree instanceof VariableShowStmt
                || tree instanceof NotifyStmt
                || tree instanceof ListenStmt
                || tree instanceof UnlistenStmt
                || tree instanceof CheckPointStmt
                || tree instanceof DiscardStmt
                || tree instanceof ConstraintsSetStmt
                || tree instanceof ReindexStmt
                || tree instanceof PrepareStmt
                || tree instanceof DeallocateStmt
                || tree instanceof DeclareCursorStmt
                || tree instanceof FetchStmt
                || tree instanceof ClosePortalStmt
                || tree instanceof LoadStmt
                || tree instanceof CreateRoleStmt
                || tree instanceof AlterRoleStmt
                || tree instanceof AlterRoleSetStmt
                || tree instanceof DropRoleStmt
                || tree instanceof GrantRoleStmt
                || tree instanceof CreatedbStmt
                || tree instanceof DropdbStmt
                || tree instanceof AlterDatabaseStmt
                || tree instanceof AlterDatabaseSetStmt
                || tree instanceof AlterDatabaseRefreshCollStmt
                || tree instanceof AlterSystemStmt
                || tree instanceof CreateTableSpaceStmt
                || tree instanceof DropTableSpaceStmt
                || tree instanceof AlterTableSpaceOptionsStmt
                || tree instanceof AlterCollationStmt;
    }
}
