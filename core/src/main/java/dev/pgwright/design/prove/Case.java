package dev.pgwright.design.prove;

import java.util.function.Function;

/**
 * A claim about a table's rows and how it is decided.
 *
 * @param trial from good rows of the table to the decision; what it does to the database is taken back
 */
record Case(Claim claim, Function<GoodRows, Proof> trial) {
    /**
     * Good rows of a table.
     *
     * @param present is in the table
     * @param spare is not, but the server accepted it a moment ago
     */
    record GoodRows(Row present, Row spare) {}
}
