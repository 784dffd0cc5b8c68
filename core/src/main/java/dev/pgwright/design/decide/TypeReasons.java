package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import java.util.List;
import java.util.Optional;

/** Why a type is what it is: the records of {@link TypeDecision}. */
final class TypeReasons {
    private record Reason(String choice, String because, Alternative alternative, String revisit) {}

    private TypeReasons() {}

    /** The types that are worth a word; the others are what anybody would take. */
    static Optional<Decision> decision(Attribute attribute, String column) {
        return reason(attribute)
                .map(reason -> new Decision(
                        "Types",
                        column,
                        reason.choice(),
                        reason.because(),
                        attribute.place(),
                        List.of(reason.alternative()),
                        reason.revisit()));
    }

    private static Optional<Reason> reason(Attribute attribute) {
        return switch (TypeDecision.leaf(attribute)) {
            case TEXT_LIMITED ->
                of(
                        "text with a check of its length",
                        "the length is a rule of the business, not of the storage",
                        new Alternative(
                                "varchar(n)",
                                "shorter to write",
                                "the same storage; shortening it rewrites nothing but scans under an exclusive lock,"
                                        + " where a check is validated online"),
                        "the limit itself changes: the check is replaced, and no row is rewritten");
            case TEXT_LOWER_CASE ->
                of(
                        "text in lower case, by check",
                        "two spellings of one address must not be two rows, and equality should use a plain index",
                        new Alternative(
                                "citext", "compares without case by itself", "an extension, slower comparisons"),
                        "the spelling that people typed must be kept: add a column for it");
            case TEXT_OF_FORM ->
                of(
                        "text whose form a check knows",
                        "its form is a public standard (E.164, RFC 3986, ISO 3166, 4217, 639), which a check states"
                                + " without a table to maintain",
                        new Alternative(
                                "a lookup table of all values",
                                "a code that does not exist is refused, too",
                                "a list to keep in step with the standard; a join for nothing"),
                        "values that have the form and do not exist do harm");
            case BIGINT ->
                of(
                        "bigint",
                        "no maximum is stated that four bytes would hold, and a number that outgrows its type is an"
                                + " outage",
                        new Alternative(
                                "integer",
                                "4 bytes less a row",
                                "ends at 2,147,483,647; widening it rewrites the table"),
                        "a maximum is known: state it (max), and it becomes a check");
            case MONEY_ONE_CURRENCY ->
                of(
                        "numeric, all in " + attribute.currency() + ", with "
                                + (attribute.scale() == null
                                        ? "the digits of its minor unit"
                                        : attribute.scale()
                                                + " digits behind the point, as the requirements say (scale)"),
                        "amounts must be exact and add up",
                        smallestUnit("every reader must know the factor, which differs by currency"),
                        "a second currency appears: add a currency column");
            case MONEY_ANY_CURRENCY ->
                of(
                        "numeric with four digits behind the point and a currency column beside it",
                        "amounts must be exact, and minor units have between none and four digits (ISO 4217); numeric"
                                + " keeps digits by fours, so that four cost no more than two",
                        smallestUnit("every reader must know the factor of each row's currency"),
                        "sums across currencies are needed: store the rate used");
            case NUMERIC_ANY ->
                of(
                        "numeric without a limit",
                        "what people enter in decimals must come back as they entered it, and nobody has said how many"
                                + " digits count",
                        new Alternative(
                                "double precision",
                                "8 bytes, arithmetic by the processor",
                                "0.1 + 0.2 is not 0.3; sums depend on their order"),
                        "the digits behind the point are known (scale), or it is a measurement and its sums are measured"
                                + " to take most of a query's time: then double precision");
            case NUMERIC_SCALED ->
                of(
                        "numeric with a fixed number of digits behind the point",
                        "what people enter in decimals must come back as they entered it, and more digits than count"
                                + " would only make equal values differ",
                        new Alternative(
                                "double precision",
                                "8 bytes, arithmetic by the processor",
                                "0.1 + 0.2 is not 0.3; sums depend on their order"),
                        "it is a measurement and its sums are measured to take most of a query's time: then double"
                                + " precision");
            case DATE ->
                of(
                        "date",
                        "a day on the calendar, the same in every time zone",
                        new Alternative(
                                "timestamptz at midnight",
                                "one type for all times",
                                "midnight of whom? the day shifts with the reader's time zone"),
                        "the hour starts to matter");
            case TIME ->
                of(
                        "time without time zone",
                        "a time of day at a place that something else names; an offset without a day cannot know of"
                                + " summer time",
                        new Alternative(
                                "time with time zone",
                                "carries an offset",
                                "wrong for half of the year (the PostgreSQL documentation, 8.5.3, advises against it)"),
                        "it belongs to a certain day: then a timestamp");
            case TIMESTAMPTZ ->
                of(
                        "timestamptz",
                        "a moment is the same everywhere, whatever the session's time zone",
                        new Alternative(
                                "timestamp without time zone",
                                "none: the size is the same",
                                "its meaning depends on who wrote it"),
                        "a wall-clock time at a place is meant: then store the zone's name beside it");
            case JSONB ->
                of(
                        "jsonb",
                        "its structure differs from row to row, or belongs to somebody else",
                        new Alternative("columns", "types, constraints, statistics", "a migration per new key"),
                        "queries or rules start to use a key: make it a column");
            case TEXT_ARRAY ->
                of(
                        "text[] with a GIN index where it is searched",
                        "the values are plain words that only ever travel with the row",
                        new Alternative(
                                "a table of tags and a junction", "tags can be renamed, counted, described", "a join"),
                        "tags get facts of their own");
            case POINT ->
                of(
                        "point (x = longitude, y = latitude)",
                        "only a position is kept; distances in a point are planar, in degrees, not metres on the globe",
                        new Alternative("PostGIS geography", "true distances and areas", "an extension to operate"),
                        "results must be right in metres, or areas and routes are asked for: then PostGIS");
            case RANGE ->
                of(
                        "range type",
                        "start and end belong together, and overlap is one operator with index support",
                        new Alternative("two columns", "familiar to every tool", "overlap rules need expressions"),
                        "the ends are needed apart in most queries");
            case TEXT ->
                attribute.type() == BusinessType.FILE
                        ? of(
                                "text: where the file is, not the file",
                                "files are read and written as a whole, and by others than the database",
                                new Alternative(
                                        "bytea",
                                        "in the same transaction and backup as the row",
                                        "every backup, replica and cache carries the files"),
                                "the files are small, few, and must never be apart from their row")
                        : Optional.empty();
            case INTEGER, BOOLEAN, INTERVAL, UUID, INET -> Optional.empty();
        };
    }

    private static Alternative smallestUnit(String cost) {
        return new Alternative("bigint of the smallest unit", "8 bytes, faster sums", cost);
    }

    private static Optional<Reason> of(String choice, String because, Alternative alternative, String revisit) {
        return Optional.of(new Reason(choice, because, alternative, revisit));
    }
}
