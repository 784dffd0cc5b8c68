package dev.pgwright.migrate.apply;

import java.util.List;

/**
 * What a run does at a time and keeps account of: a transaction, or statements that are outside of any.
 *
 * @param number from 1 within the run
 * @param step the step of the plan that it belongs to
 * @param outside outside of a transaction; its statements may be run again
 */
public record Unit(int number, int step, String title, boolean outside, List<String> statements) {
    public Unit {
        statements = List.copyOf(statements);
    }
}
