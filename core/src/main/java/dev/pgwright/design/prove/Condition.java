package dev.pgwright.design.prove;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something that must be so of a row.
 *
 * @param label the constraint's name, or what it is
 * @param sql a boolean expression over the row's columns
 * @param columns that it may speak of
 * @param strict it must be true; else null will do, as for a check
 */
record Condition(String label, String sql, Set<String> columns, boolean strict) {
    Condition {
        // in an order that is the same in every run
        columns = Collections.unmodifiableSet(new TreeSet<>(columns));
    }

    /** SQL that is true where the condition holds. */
    String holds() {
        return "(" + sql + ") " + (strict ? "IS TRUE" : "IS NOT FALSE");
    }

    /** SQL that is true where the condition is violated. */
    String violated() {
        return "(" + sql + ") " + (strict ? "IS NOT TRUE" : "IS FALSE");
    }
}
