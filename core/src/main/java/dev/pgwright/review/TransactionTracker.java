package dev.pgwright.review;

import dev.pgwright.source.Span;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.TransactionStmt;
import org.jspecify.annotations.Nullable;

/** Which transaction each statement of a migration runs in. */
final class TransactionTracker {
    private @Nullable TransactionBlock open;
    private int last;

    TransactionTracker(boolean openedByRunner) {
        if (openedByRunner) {
            open = new TransactionBlock(++last, true, null);
        }
    }

    @Nullable TransactionBlock open() {
        return open;
    }

    /** Takes in a statement; true if it ended the transaction. */
    boolean after(Node statement, Span span) {
        if (!(statement instanceof TransactionStmt control)) {
            return false;
        }
        switch (control.kind()) {
            case TRANS_STMT_BEGIN, TRANS_STMT_START -> {
                if (open == null) {
                    open = new TransactionBlock(++last, false, span);
                }
                return false;
            }
            case TRANS_STMT_COMMIT, TRANS_STMT_ROLLBACK, TRANS_STMT_PREPARE -> {
                open = control.chain() ? new TransactionBlock(++last, false, span) : null;
                return true;
            }
            case TRANS_STMT_SAVEPOINT,
                    TRANS_STMT_RELEASE,
                    TRANS_STMT_ROLLBACK_TO,
                    TRANS_STMT_COMMIT_PREPARED,
                    TRANS_STMT_ROLLBACK_PREPARED -> {
                return false;
            }
        }
        throw new IllegalStateException("unknown kind of transaction statement: " + control.kind());
    }
}
