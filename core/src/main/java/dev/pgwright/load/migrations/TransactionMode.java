package dev.pgwright.load.migrations;

/** How the tool that runs a script deals with transactions. What the script itself begins and ends comes on top. */
public enum TransactionMode {
    /** Every statement commits by itself. */
    STATEMENT,
    /** One transaction around the whole script. */
    SCRIPT,
    /**
     * The script is sent as one simple query: several statements are one implicit transaction, a single statement
     * commits by itself, and BEGIN or COMMIT inside divide it (PostgreSQL 18, "Multiple Statements in a Simple Query").
     */
    SIMPLE_QUERY,
    /** As {@link #SCRIPT}, but statements that PostgreSQL refuses in a transaction are run between two of them. */
    SCRIPT_WITHOUT_REFUSED,
    /** One transaction around this script and all others that wait to be run. */
    ALL_PENDING;

    /**
     * Whether a statement of the script runs in a transaction with others.
     *
     * @param statements how many statements the script has
     */
    public boolean inTransaction(int statements) {
        return switch (this) {
            case STATEMENT -> false;
            case SCRIPT, SCRIPT_WITHOUT_REFUSED, ALL_PENDING -> true;
            case SIMPLE_QUERY -> statements > 1;
        };
    }
}
