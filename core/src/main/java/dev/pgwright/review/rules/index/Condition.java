package dev.pgwright.review.rules.index;

import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.sql.tree.Node;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a query demands of a column of a table, as one of several things that all have to hold.
 *
 * @param values the constants that it is compared with, as texts; empty where they are not in the query
 * @param others the other relations of the same query level whose columns it is compared with
 * @param operator of {@link Kind#CONTAINS}
 * @param type of the column, null when that is not known
 */
record Condition(
        Kind kind,
        String column,
        List<String> values,
        Set<BoundRelation> others,
        String operator,
        @Nullable String type,
        Node term) {
    /** What there is to demand. */
    enum Kind {
        /** The value is the same for all rows of the result: a constant, a parameter, a variable. */
        EQUAL,
        /** One of several values. */
        IN,
        IS_NULL,
        NOT_NULL,
        /** At least or at most something. */
        RANGE,
        /** LIKE with a beginning that is known. */
        PREFIX,
        /** The same as a column of another relation of the level. */
        JOIN,
        /** The same as a column of a query around it. */
        CORRELATED,
        /** An operator of arrays, jsonb, tsvector or ranges. */
        CONTAINS
    }

    Condition {
        values = List.copyOf(values);
        others = Set.copyOf(others);
    }

    /** Whether a b-tree that begins with the column finds all rows of one value together. */
    boolean isEquality() {
        return kind == Kind.EQUAL || kind == Kind.IN || kind == Kind.IS_NULL;
    }

    /** Whether it is the same whenever the query is run. */
    boolean isConstant() {
        return kind == Kind.IS_NULL || kind == Kind.NOT_NULL || ((isEquality()) && !values.isEmpty());
    }

    /** Whether it can only hold where the column is not NULL. */
    boolean isStrict() {
        return kind != Kind.IS_NULL;
    }
}
