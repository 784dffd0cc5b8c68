package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** The declared type of the value; empty where it is not known. */
    default Optional<TypeName> type(List<String> parts) {
        return Optional.empty();
    }

    /** The types of the values that go with the statement, by the numbers of parameters; empty where they are not known. */
    default Map<Integer, ValueType> given() {
        return Map.of();
    }

    /**
     * Whether a column of the same name makes the name ambiguous, as PL/pgSQL has it by default ({@code
     * plpgsql.variable_conflict} of PostgreSQL's documentation, 41.11.1); in SQL routines the column is meant.
     */
    default boolean isAmbiguousWithColumn(String name) {
        return false;
    }
}
