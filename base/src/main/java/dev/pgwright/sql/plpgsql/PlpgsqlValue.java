package dev.pgwright.sql.plpgsql;

import java.util.List;

/** What a field of a {@link PlpgsqlNode} holds. */
public sealed interface PlpgsqlValue
        permits PlpgsqlNode, PlpgsqlValue.Items, PlpgsqlValue.Text, PlpgsqlValue.Count, PlpgsqlValue.Flag {

    /** Several values, such as the statements of a block. */
    record Items(List<PlpgsqlValue> items) implements PlpgsqlValue {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A name, an expression or another text. */
    record Text(String text) implements PlpgsqlValue {}

    /** A number: a line, a count, or one of PL/pgSQL's own codes. */
    record Count(long number) implements PlpgsqlValue {}

    /** A yes or no. */
    record Flag(boolean value) implements PlpgsqlValue {}
}
