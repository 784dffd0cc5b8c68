package dev.pgwright.design.requirements;

import dev.pgwright.source.Place;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of thing that the business keeps facts about.
 *
 * @param name singular, snake_case
 * @param table overrides the derived table name
 * @param group for diagrams: entities of one subject area
 * @param identityBy the attribute that is the key, where the requirements state a natural one
 * @param isA the entity that it is a kind of
 * @param total of an entity with kinds: every row is one of them
 * @param shared under tenancy: belongs to no tenant
 * @param audit what is kept of its changes; null for nothing
 */
public record Entity(
        Place place,
        String name,
        @Nullable String description,
        @Nullable String table,
        @Nullable String group,
        IdentityScope identity,
        @Nullable String identityBy,
        @Nullable String isA,
        boolean total,
        boolean shared,
        @Nullable Volume volume,
        Changes changes,
        @Nullable Retention retention,
        List<Attribute> attributes,
        @Nullable Audit audit) {
    private static final String HISTORY = "_history";

    public Entity {
        attributes = List.copyOf(attributes);
    }

    public Optional<Attribute> attribute(String attributeName) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(attributeName))
                .findFirst();
    }

    /** The attribute that is its key; empty where an id is made. */
    public Optional<Attribute> naturalKey() {
        return Optional.ofNullable(NaturalKey.of(this).attribute());
    }

    /** What its rows are known by: the name of its natural key, or {@code id}. */
    public String keyName() {
        return naturalKey().map(Attribute::name).orElse(Vocabulary.ID);
    }

    /** The same with other attributes. */
    public Entity withAttributes(List<Attribute> list) {
        return new Entity(
                place,
                name,
                description,
                table,
                group,
                identity,
                identityBy,
                isA,
                total,
                shared,
                volume,
                changes,
                retention,
                list,
                audit);
    }

    /** A kind of another entity is known as that one is, and belongs to whom that one belongs. */
    Entity knownAs(Entity parent) {
        return new Entity(
                place,
                name,
                description,
                table,
                group,
                IdentityScope.LOCAL,
                null,
                isA,
                total,
                parent.shared(),
                volume,
                changes,
                retention,
                attributes,
                parent.audit() == null || parent.audit().attributes().isEmpty() ? parent.audit() : null);
    }

    /** How often an attribute changes in a row that is there: as it says, else as the entity says. */
    public Changes changes(Attribute attribute) {
        return attribute.changes() == null ? changes : attribute.changes();
    }

    /** The entity that keeps what became of the rows of this one; only where there is an audit. */
    public String historyName() {
        return name + HISTORY;
    }

    /** Where the identifiers of an entity must be unique. */
    public enum IdentityScope {
        /** Within this database. */
        LOCAL,
        /** Across services: made outside the database too, or merged from several. */
        GLOBAL,
        /** By a fact of their own. */
        NATURAL
    }

    /** How often a row changes after it was inserted. */
    public enum Changes {
        /** Inserted and never updated: events, ledger entries. */
        NEVER,
        RARELY,
        OFTEN
    }

    /**
     * How many rows are expected.
     *
     * @param rows on the day of go-live
     * @param growthPerDay rows added a day
     */
    public record Volume(Place place, long rows, double growthPerDay) {
        /**
         * Rows of an entity whose volume nobody stated, for decisions and estimates alike: enough for an index to matter
         * and few enough for one plain table.
         */
        public static final long UNSTATED_ROWS = 1_000_000;

        /** Rows expected after so many days, before any retention. */
        public long rowsAfter(int days) {
            return rows + Math.round(growthPerDay * days);
        }
    }

    /**
     * How long rows are kept.
     *
     * @param by the date or timestamp attribute that a row's age is counted from
     */
    public record Retention(Place place, int days, String by) {
        private static final double DAYS_A_YEAR = 365.25;

        /** {@code 90 days}, {@code 2557 days (7 years)}. */
        public String words() {
            long years = Math.round(days / DAYS_A_YEAR);
            boolean whole = years > 0 && days == Math.round(years * DAYS_A_YEAR);
            return days + " days" + (whole ? " (" + years + (years == 1 ? " year)" : " years)") : "");
        }
    }

    /**
     * What is kept of the changes of an entity's rows.
     *
     * @param keepDays null for ever
     * @param attributes those whose changes are kept; empty for all that are not sensitive
     */
    public record Audit(Place place, @Nullable Integer keepDays, List<String> attributes) {
        public Audit {
            attributes = List.copyOf(attributes);
        }
    }
}
