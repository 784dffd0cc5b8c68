package dev.pgwright.dbml;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import java.util.List;

/**
 * What parsing gave: the tree of everything that could be understood, and all that is wrong.
 *
 * @param problems in order of place; empty when the file is right
 */
public record DbmlParse(DbmlDocument document, List<Problem> problems) {
    public DbmlParse {
        problems = List.copyOf(problems);
    }

    /**
     * The tree of a file without problems.
     *
     * @throws PgwrightException with all problems when there are any
     */
    public DbmlDocument require() {
        if (!problems.isEmpty()) {
            throw new PgwrightException(ErrorCode.INPUT, problems);
        }
        return document;
    }
}
