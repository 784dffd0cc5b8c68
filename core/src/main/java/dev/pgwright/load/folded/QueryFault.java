package dev.pgwright.load.folded;

/**
 * Why the server would refuse a query.
 *
 * @param sqlState as in appendix A of PostgreSQL's documentation: {@code 42703} for a column that does not exist
 * @param message the server's own words
 * @param object what it is about, as the query names it; empty when it is about no single thing
 * @param location where in the text that was parsed, -1 when it is about no single place
 */
public record QueryFault(String sqlState, String message, String object, int location) {
    /** Whether it is about something that is not there: a relation, function, type or schema. */
    public boolean missesObject() {
        return refusal().kind() == FoldFault.Kind.MISSING_OBJECT;
    }

    /** As statements that make objects are refused. */
    Refusal refusal() {
        return switch (sqlState) {
            case "42703" -> Refusal.missingColumn(object, message);
            case "42P01", "42883", "42704", "3F000" -> Refusal.missing(object, message);
            case "42701" -> Refusal.duplicate(object, message);
            default -> Refusal.refused(object, message);
        };
    }
}
