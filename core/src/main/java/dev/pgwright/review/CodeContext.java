package dev.pgwright.review;

import dev.pgwright.code.EmbeddedStatement;
import dev.pgwright.source.Span;
import dev.pgwright.sql.ParsedSql;

/**
 * A statement of a program under review.
 *
 * @param parsed its SQL, whose offsets are not those of the file
 */
public record CodeContext(EmbeddedStatement statement, ParsedSql parsed) {
    /** The span in the file of one in the SQL. */
    public Span place(Span inSql) {
        return statement.place(inSql);
    }
}
