package dev.pgwright.locks;

/** How a statement gets on with a transaction block. */
public enum Transactionality {
    /** It may run between BEGIN and COMMIT. */
    ALLOWED,
    /** The server refuses it between BEGIN and COMMIT. */
    REFUSED_IN_TRANSACTION,
    /** It begins or ends a transaction block itself. */
    CONTROLS_TRANSACTION
}
