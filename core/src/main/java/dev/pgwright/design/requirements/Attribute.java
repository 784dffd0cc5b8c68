package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.Entity.Changes;
import dev.pgwright.source.Place;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A fact about an entity, or about a many-to-many relationship.
 *
 * @param defaultValue as written; a literal of the type, or {@code now}
 * @param sensitive personal or secret: marked in every document
 * @param maxLength of texts, in characters
 * @param minimum inclusive, of numbers, dates, times and durations; a literal of the type
 * @param maximum inclusive; a literal of the type
 * @param pattern a POSIX regular expression for texts and codes
 * @param currency ISO 4217 code of a money attribute; null when each row says its own in a companion column
 * @param unit of a quantity, as shown to people
 * @param scale digits behind the point, of decimals, money and quantities; null for the type's default
 * @param status of a status: its values and lifecycle
 * @param changes how often it changes in a row that is there; null when as often as its entity
 * @param statistics what is known of its values in a database of the stated volume
 * @param uniqueWithin no two rows that agree in these attributes and roles have the same; empty without such a limit
 * @param timeZone IANA name of the zone in which a date, time or timestamp is meant; null when nobody said
 * @param searchLanguage PostgreSQL's name of the language of a text that is searched; null when nobody said
 * @param patternPlace where the pattern is written; null without one
 * @param derived where its value comes from; null when somebody enters it
 */
public record Attribute(
        Place place,
        String name,
        BusinessType type,
        @Nullable String description,
        boolean required,
        boolean unique,
        boolean sensitive,
        @Nullable String defaultValue,
        @Nullable Integer maxLength,
        @Nullable String minimum,
        @Nullable String maximum,
        @Nullable String pattern,
        @Nullable String currency,
        @Nullable String unit,
        @Nullable Integer scale,
        @Nullable StatusValues status,
        @Nullable Changes changes,
        Statistics statistics,
        List<String> uniqueWithin,
        @Nullable String timeZone,
        @Nullable String searchLanguage,
        @Nullable Place patternPlace,
        @Nullable Derived derived) {
    public Attribute {
        uniqueWithin = List.copyOf(uniqueWithin);
    }

    /** The same where rows of other kinds have none. */
    Attribute asOptional() {
        return withRequired(false);
    }

    /** An attribute that the design makes and no file says. */
    public static Attribute designed(
            Place place,
            String name,
            BusinessType type,
            boolean required,
            @Nullable String defaultValue,
            String description,
            @Nullable StatusValues status) {
        return new Attribute(
                place,
                name,
                type,
                description,
                required,
                false,
                false,
                defaultValue,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                status,
                null,
                Statistics.NONE,
                List.of(),
                null,
                null,
                null,
                null);
    }

    Attribute withDerived(Derived value) {
        return new Attribute(
                place,
                name,
                type,
                description,
                required,
                unique,
                sensitive,
                defaultValue,
                maxLength,
                minimum,
                maximum,
                pattern,
                currency,
                unit,
                scale,
                status,
                changes,
                statistics,
                uniqueWithin,
                timeZone,
                searchLanguage,
                patternPlace,
                value);
    }

    /** The same, which every row has. */
    public Attribute asRequired() {
        return withRequired(true);
    }

    private Attribute withRequired(boolean value) {
        return new Attribute(
                place,
                name,
                type,
                description,
                value,
                unique,
                sensitive,
                defaultValue,
                maxLength,
                minimum,
                maximum,
                pattern,
                currency,
                unit,
                scale,
                status,
                changes,
                statistics,
                uniqueWithin,
                timeZone,
                searchLanguage,
                patternPlace,
                derived);
    }

    /** The aggregate over children that the value is; null when it is none. */
    public Derived.@Nullable OverChildren overChildren() {
        return derived instanceof Derived.OverChildren children ? children : null;
    }

    /** The expression over the row that the value is; null when it is none. */
    public Derived.@Nullable Expression expression() {
        return derived instanceof Derived.Expression expression ? expression : null;
    }

    /**
     * What is known of the values that rows have.
     *
     * @param distinct how many different ones there are
     * @param present the fraction of rows that have a value, 0 to 1
     * @param shares of a status or boolean: the fraction of rows, of those with a value, that have this one
     * @param averageLength in characters; bytes of JSON
     */
    public record Statistics(
            @Nullable Long distinct,
            @Nullable Double present,
            SortedMap<String, Double> shares,
            @Nullable Integer averageLength) {
        /** Nothing is known. */
        public static final Statistics NONE = new Statistics(null, null, new TreeMap<>(), null);

        public Statistics {
            shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
        }
    }

    /**
     * The values of a status.
     *
     * @param values in order of their life
     * @param transitions from value to the values that may follow; empty when any change is allowed
     * @param extensible people add values while the system runs
     */
    public record StatusValues(List<String> values, SortedMap<String, List<String>> transitions, boolean extensible) {
        public StatusValues {
            values = List.copyOf(values);
            transitions = Collections.unmodifiableSortedMap(new TreeMap<>(transitions));
        }
    }
}
