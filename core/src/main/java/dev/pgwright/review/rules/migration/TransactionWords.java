package dev.pgwright.review.rules.migration;

import dev.pgwright.load.migrations.Script;
import dev.pgwright.review.Step;
import dev.pgwright.review.TransactionBlock;

/** In which transaction a statement stands, in words. */
final class TransactionWords {
    private TransactionWords() {}

    /** Behind "inside"; only for statements in a transaction. */
    static String of(Step step, Script script) {
        TransactionBlock block = step.transaction();
        if (block == null || block.byRunner() || block.begin() == null) {
            return "the migration's transaction (" + script.transactionReason() + ")";
        }
        return "the transaction that begins on line "
                + script.sql().position(block.begin().start()).line();
    }
}
