package dev.pgwright.design.model;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that the schema says twice on purpose, and how the second saying is kept in step with the first.
 *
 * @param name of the second saying; stable, unique in a design, and a file name
 * @param table that has it
 * @param columns that hold it, as stored
 * @param source the table that says it first
 * @param link columns that lead from one side to the other: of the source for an aggregate, of {@code table} for a copy
 * @param key columns of the other side that the link names, in its order
 * @param watched columns of the source whose changes must reach {@code columns}
 * @param filter condition on rows of the source, over their columns; null when all count
 * @param strategy what keeps it in step, as a sentence without its final period
 * @param cost what that costs, as a clause
 * @param refusal SQLSTATE of a change by hand; null when nothing refuses it
 * @param drift a SELECT that gives each row that is out of step, with what it should say
 * @param repair statements that bring it back into step, run in one transaction, in order
 */
public record Redundancy(
        String name,
        Kind kind,
        QualifiedName table,
        List<String> columns,
        QualifiedName source,
        List<String> link,
        List<String> key,
        List<String> watched,
        @Nullable String filter,
        String strategy,
        String cost,
        @Nullable String refusal,
        String drift,
        List<String> repair) {
    public Redundancy {
        columns = List.copyOf(columns);
        link = List.copyOf(link);
        key = List.copyOf(key);
        watched = List.copyOf(watched);
        repair = List.copyOf(repair);
    }

    /** What is said twice. */
    public enum Kind {
        /** Numbers over the rows that belong to a row. */
        AGGREGATE,
        /** An attribute of a row that is referred to. */
        COPY,
        /** A dependency within a row that no key explains. */
        DEPENDENCY,
        /** An aggregate over a table. */
        SUMMARY
    }

    /** What the query that looks for drift gives, as a sentence without its period. */
    public String heading() {
        if (kind == Kind.SUMMARY) {
            return "What " + table.name() + " says otherwise than " + source.name()
                    + ": none after a refresh, and only young changes later";
        }
        return kind == Kind.DEPENDENCY
                ? "Where rows of " + table.name() + " contradict each other in " + String.join(", ", columns)
                : "Rows of " + table.name() + " that are out of step with " + source.name()
                        + ": none, unless triggers were off";
    }

    /** The name of the query that finds rows out of step. */
    public String query() {
        return "drift_" + name;
    }
}
