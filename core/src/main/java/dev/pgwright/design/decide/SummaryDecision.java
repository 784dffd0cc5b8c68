package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Kind;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Requirements;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether an aggregate with a latency target is computed when asked for or kept in a materialized view. */
public final class SummaryDecision {
    /** From so many rows on, reading those of a group takes longer than a target allows. */
    private static final long LARGE = 1_000_000;

    private SummaryDecision() {}

    /** Where the tree ends. */
    enum Leaf {
        COMPUTED_WITHOUT_TARGET,
        COMPUTED_SMALL,
        /** A filter leaves few rows, which an index finds. */
        COMPUTED_NARROWED,
        /** The numbers must be exact. */
        COMPUTED_EXACT,
        /** Its filters choose other rows at each call, or it reaches into other tables: no group can be kept for it. */
        COMPUTED_MOVING,
        MATERIALIZED_VIEW
    }

    /** Whether a materialized view holds the numbers of a pattern. */
    public static boolean isKept(Requirements requirements, AccessPattern pattern) {
        return leaf(requirements, pattern) == Leaf.MATERIALIZED_VIEW;
    }

    static Leaf leaf(Requirements requirements, AccessPattern pattern) {
        if (pattern.kind() != Kind.AGGREGATE || pattern.sql() != null || pattern.latencyMillis() == null) {
            return Leaf.COMPUTED_WITHOUT_TARGET;
        }
        Optional<Entity> entity = requirements.entity(pattern.entity());
        long rows = entity.map(Entity::volume)
                .map(volume -> volume.rowsAfter(SchemaDesigner.HORIZON_DAYS))
                .orElse(0L);
        if (entity.isEmpty() || rows < LARGE) {
            return Leaf.COMPUTED_SMALL;
        }
        if (pattern.filters().stream().anyMatch(filter -> narrows(entity.get(), filter))) {
            return Leaf.COMPUTED_NARROWED;
        }
        if (pattern.freshnessSeconds() == null) {
            return Leaf.COMPUTED_EXACT;
        }
        return isGrouped(requirements, entity.get(), pattern) ? Leaf.MATERIALIZED_VIEW : Leaf.COMPUTED_MOVING;
    }

    /** Equality with a role, a key or an attribute of many values. */
    private static boolean narrows(Entity entity, Filter filter) {
        return filter.operator() == Operator.EQUALS
                && !filter.path().contains(".")
                && entity.attribute(filter.path())
                        .map(attribute -> attribute.status() == null
                                && attribute.type() != BusinessType.BOOLEAN
                                && attribute.type() != BusinessType.COUNTRY
                                && attribute.type() != BusinessType.CURRENCY
                                && attribute.type() != BusinessType.LANGUAGE)
                        .orElse(true);
    }

    /** Whether the view of a pattern keeps to this filter itself: the last so many days, as of each refresh. */
    public static boolean holds(Requirements requirements, AccessPattern pattern, Filter filter) {
        return isWindow(filter) && isKept(requirements, pattern);
    }

    static boolean isWindow(Filter filter) {
        return filter.operator() == Operator.LAST_DAYS && !filter.values().isEmpty();
    }

    private static boolean isGrouped(Requirements requirements, Entity entity, AccessPattern pattern) {
        boolean known =
                pattern.filters().stream().allMatch(filter -> filter.operator() == Operator.EQUALS || isWindow(filter));
        return known
                && Stream.of(
                                pattern.filters().stream().map(Filter::path),
                                pattern.groupBy().stream(),
                                pattern.measures().stream().flatMap(measure -> Stream.ofNullable(measure.path())))
                        .flatMap(part -> part)
                        .allMatch(path -> isOwn(requirements, entity, path));
    }

    private static boolean isOwn(Requirements requirements, Entity entity, String path) {
        Optional<Attribute> attribute = entity.attribute(path);
        if (attribute.isEmpty()) {
            return path.equals("created_at")
                    || requirements.relationships().stream()
                            .anyMatch(relationship -> relationship.kind() != Relationship.Kind.MANY_TO_MANY
                                    && relationship.to().equals(entity.name())
                                    && relationship.roleName().equals(path));
        }
        return (attribute.get().overChildren() == null
                || DerivedAggregateDecision.isKept(requirements, entity, attribute.get()));
    }

    /** What is to be said of a pattern; nothing where there is nothing to decide. */
    static Optional<Decision> decision(Requirements requirements, AccessPattern pattern, String subject) {
        Alternative view = new Alternative(
                "a materialized view, refreshed on a schedule",
                "the numbers are read, not computed",
                "they are as old as the last refresh, and each refresh reads the whole table");
        Alternative computed = new Alternative(
                "computed when asked for", "always exact", "every row of the group is read at each call");
        Alternative table = new Alternative(
                "a summary table kept by triggers",
                "exact and quick to read",
                "each write also updates a row of the summary, and all writers of a group wait for each other");
        return switch (leaf(requirements, pattern)) {
            case COMPUTED_WITHOUT_TARGET, COMPUTED_SMALL -> Optional.empty();
            case COMPUTED_NARROWED ->
                Optional.of(decision(
                        pattern,
                        subject,
                        "computed when asked for",
                        "its filters leave few rows, which an index finds",
                        List.of(view, table),
                        "one value of its filters has very many rows"));
            case COMPUTED_EXACT ->
                Optional.of(decision(
                        pattern,
                        subject,
                        "computed when asked for",
                        "nothing says that the numbers may be old (freshness)",
                        List.of(view, table),
                        "it is measured to miss its target: then say how old the numbers may be"));
            case COMPUTED_MOVING ->
                Optional.of(decision(
                        pattern,
                        subject,
                        "computed when asked for",
                        "it chooses other rows at each call or reaches into other tables, so that there is no group to"
                                + " keep numbers of",
                        List.of(view, table),
                        "it is measured to miss its target: then keep numbers of each day and add them up"));
            case MATERIALIZED_VIEW ->
                Optional.of(decision(
                        pattern,
                        subject,
                        "kept in a materialized view",
                        "no filter leaves few rows of a large table, and the numbers may be "
                                + words(pattern.freshnessSeconds()) + " old",
                        List.of(computed, table),
                        "a refresh takes longer than half of that time"));
        };
    }

    /** A time for people. */
    public static String words(@Nullable Long seconds) {
        long value = seconds == null ? 0 : seconds;
        if (value >= 7_200 && value % 3_600 == 0) {
            return value / 3_600 + " hours";
        }
        return value >= 120 && value % 60 == 0 ? value / 60 + " minutes" : value + " seconds";
    }

    private static Decision decision(
            AccessPattern pattern,
            String subject,
            String choice,
            String because,
            List<Alternative> alternatives,
            String revisit) {
        return new Decision("Aggregates", subject, choice, because, pattern.place(), alternatives, revisit);
    }
}
