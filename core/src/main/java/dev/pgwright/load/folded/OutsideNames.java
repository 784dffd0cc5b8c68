package dev.pgwright.load.folded;

import java.util.List;

/** The names that a query inside a routine can use besides its columns: parameters and variables. */
@FunctionalInterface
public interface OutsideNames {
    /** None. */
    OutsideNames NONE = parts -> false;

    /**
     * Whether there is, or may be, a value of the name.
     *
     * @param parts as the query writes it: {@code v}, {@code function.v} or {@code record.field}
     */
    boolean has(List<String> parts);
}
