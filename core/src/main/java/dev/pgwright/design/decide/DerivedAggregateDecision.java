package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Kind;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Derived;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Requirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a number over children is computed by the queries that show it or kept in a column of the parent: how often do
 * the children change, and is the query critical?
 */
public final class DerivedAggregateDecision {
    /** Rows of the parent from which computing the number for each of them takes longer than a target allows. */
    private static final long LARGE = 10_000;
    /** Children read a second for showing the number, from which one core is busy with nothing else: about 1 µs each. */
    private static final double BUSY = 1_000;
    /** A write of a child costs a write of the parent too, which is about ten times what reading it costs. */
    private static final double WRITE_WEIGHT = 10;

    private static final double SECONDS_A_DAY = 86_400;
    private static final int DEFAULT_PAGE = 50;

    private DerivedAggregateDecision() {}

    /** Where the tree ends. */
    public enum Leaf {
        /** The parent's rows never change, so it can keep no number that does. */
        COMPUTED_FOR_UNCHANGING,
        /** Nothing that must be fast finds rows by it or shows it often. */
        COMPUTED,
        /** Children change more often than the number is read. */
        COMPUTED_FOR_WRITES,
        /** A query with a target finds or orders rows by it. */
        KEPT_TO_FIND,
        /** Queries with a target show it more often than children change. */
        KEPT_TO_SHOW;

        /** Whether a column holds it. */
        public boolean kept() {
            return this == KEPT_TO_FIND || this == KEPT_TO_SHOW;
        }
    }

    /**
     * What the tree asks.
     *
     * @param finding names of patterns with a target that filter, sort or group by it
     * @param showing names of patterns with a target that return it
     * @param reads children that would be read a second to show it
     * @param writes children written a second
     */
    private record Facts(List<String> finding, List<String> showing, double reads, double writes) {}

    /** Whether a column holds the attribute; only for aggregates over children. */
    public static boolean isKept(Requirements requirements, Entity entity, Attribute attribute) {
        return leaf(requirements, entity, attribute).kept();
    }

    static Leaf leaf(Requirements requirements, Entity entity, Attribute attribute) {
        if (entity.changes() == Entity.Changes.NEVER) {
            return Leaf.COMPUTED_FOR_UNCHANGING;
        }
        Facts facts = facts(requirements, entity, attribute);
        long parents = rows(entity).orElse(0L);
        if (!facts.finding().isEmpty() && parents >= LARGE) {
            return Leaf.KEPT_TO_FIND;
        }
        if (facts.showing().isEmpty() || facts.reads() < BUSY) {
            return Leaf.COMPUTED;
        }
        return facts.reads() >= WRITE_WEIGHT * facts.writes() ? Leaf.KEPT_TO_SHOW : Leaf.COMPUTED_FOR_WRITES;
    }

    private static Facts facts(Requirements requirements, Entity entity, Attribute attribute) {
        Derived.OverChildren children = children(attribute);
        List<String> finding = new ArrayList<>();
        List<String> showing = new ArrayList<>();
        double perParent = Math.max(1, childrenPerParent(requirements, entity, children));
        double reads = 0;
        for (AccessPattern pattern : requirements.accessPatterns()) {
            if (pattern.latencyMillis() == null || pattern.sql() != null) {
                continue;
            }
            Stream<String> orders = Stream.of(
                            pattern.filters().stream().map(AccessPattern.Filter::path),
                            pattern.sort().stream().map(AccessPattern.Sort::path),
                            pattern.groupBy().stream(),
                            pattern.measures().stream().flatMap(measure -> Stream.ofNullable(measure.path())))
                    .flatMap(part -> part);
            if (orders.anyMatch(path -> isPathTo(requirements, pattern, path, entity, attribute))) {
                finding.add(pattern.name());
            }
            boolean whole = pattern.returns().isEmpty()
                    && pattern.entity().equals(entity.name())
                    && (pattern.kind() == Kind.GET || pattern.kind() == Kind.LIST);
            if (whole
                    || pattern.returns().stream()
                            .anyMatch(path -> isPathTo(requirements, pattern, path, entity, attribute))) {
                showing.add(pattern.name());
                double rate = pattern.ratePerSecond() == null ? 1 : pattern.ratePerSecond();
                int page = pattern.page() == null ? DEFAULT_PAGE : pattern.page();
                reads += rate * (pattern.kind() == Kind.LIST ? page : 1) * perParent;
            }
        }
        return new Facts(finding, showing, reads, writes(requirements, children.entity()));
    }

    private static Derived.OverChildren children(Attribute attribute) {
        Derived.OverChildren children = attribute.overChildren();
        if (children == null) {
            throw new IllegalStateException(attribute.name() + " is no aggregate over children");
        }
        return children;
    }

    private static boolean isPathTo(
            Requirements requirements, AccessPattern pattern, String path, Entity entity, Attribute attribute) {
        if (!path.contains(".")) {
            return pattern.entity().equals(entity.name()) && path.equals(attribute.name());
        }
        return path.endsWith("." + attribute.name())
                && RequirementPaths.entityAt(requirements, pattern.entity(), path)
                        .equals(Optional.of(entity.name()));
    }

    private static Optional<Long> rows(Entity entity) {
        return Optional.ofNullable(entity.volume()).map(volume -> volume.rowsAfter(SchemaDesigner.HORIZON_DAYS));
    }

    private static double childrenPerParent(Requirements requirements, Entity entity, Derived.OverChildren children) {
        Optional<Long> child = requirements.entity(children.entity()).flatMap(DerivedAggregateDecision::rows);
        Optional<Long> parent = rows(entity);
        return child.isPresent() && parent.isPresent() && parent.get() > 0 ? (double) child.get() / parent.get() : 1;
    }

    /** Changes of an entity's rows a second: as its patterns say, at least as its growth says. */
    static double writes(Requirements requirements, String entity) {
        double stated = requirements.accessPatterns().stream()
                .filter(pattern -> pattern.entity().equals(entity))
                .filter(pattern ->
                        pattern.kind() == Kind.CREATE || pattern.kind() == Kind.UPDATE || pattern.kind() == Kind.DELETE)
                .mapToDouble(pattern -> pattern.ratePerSecond() == null ? 0 : pattern.ratePerSecond())
                .sum();
        double growth = requirements
                .entity(entity)
                .map(Entity::volume)
                .map(volume -> volume.growthPerDay() / SECONDS_A_DAY)
                .orElse(0d);
        return Math.max(stated, growth);
    }

    static Decision decision(Requirements requirements, Entity entity, Attribute attribute, String column) {
        Leaf leaf = leaf(requirements, entity, attribute);
        Facts facts = facts(requirements, entity, attribute);
        String child = children(attribute).entity().replace('_', ' ');
        Alternative kept = new Alternative(
                "a column kept by triggers on the children",
                "one value to read, and an index can order by it",
                "each change of a child also updates its parent, and writers of the same parent wait for each other");
        Alternative computed = new Alternative(
                "computed by the queries that show it",
                "nothing to keep in step",
                "the children are read for every row shown, and no index can find or order by it");
        Alternative application = new Alternative(
                "a column that the application keeps",
                "no trigger",
                "two requests at the same time lose one of the changes, and every writer must know");
        return switch (leaf) {
            case COMPUTED_FOR_UNCHANGING ->
                decision(
                        attribute,
                        column,
                        "computed by the queries that show it (normalized)",
                        "rows of its entity never change (changes: never), so they cannot keep what does",
                        List.of(kept),
                        "the entity may change after all");
            case COMPUTED ->
                decision(
                        attribute,
                        column,
                        "computed by the queries that show it (normalized)",
                        facts.showing().isEmpty() && facts.finding().isEmpty()
                                ? "no query with a latency target needs it"
                                : "computing it is cheap: about " + Numbers.about(facts.reads()) + " rows of " + child
                                        + " a second are read for it through the index of the foreign key",
                        List.of(kept, application),
                        "it is measured to dominate a query, or a query with a target filters or sorts by it");
            case COMPUTED_FOR_WRITES ->
                decision(
                        attribute,
                        column,
                        "computed by the queries that show it (normalized)",
                        "rows of " + child + " are written about " + Numbers.about(facts.writes())
                                + " times a second, which would each update the parent; " + "only "
                                + Numbers.about(facts.reads()) + " a second are read for it",
                        List.of(kept, application),
                        "it is read ten times as often as the children change");
            case KEPT_TO_FIND ->
                decision(
                        attribute,
                        column,
                        "kept in a column by triggers on the children (denormalized, in step)",
                        String.join(", ", facts.finding()) + " must be fast and "
                                + (facts.finding().size() == 1 ? "finds or orders" : "find or order")
                                + " rows by it; computed, it would be computed for every candidate row",
                        List.of(computed, application),
                        "a parent gets so many changes of children at a time that they wait for each other:"
                                + " then count in slices, or accept a number that lags");
            case KEPT_TO_SHOW ->
                decision(
                        attribute,
                        column,
                        "kept in a column by triggers on the children (denormalized, in step)",
                        "about " + Numbers.about(facts.reads()) + " rows of " + child
                                + " would be read a second to show it in " + String.join(", ", facts.showing())
                                + ", and about " + Numbers.about(Math.max(1, facts.writes()))
                                + " a second are written",
                        List.of(computed, application),
                        "children change as often as the number is shown, or changes of one parent's children wait"
                                + " for each other");
        };
    }

    private static Decision decision(
            Attribute attribute,
            String column,
            String choice,
            String because,
            List<Alternative> alternatives,
            String revisit) {
        return new Decision("Derived values", column, choice, because, attribute.place(), alternatives, revisit);
    }
}
