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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a fact of a row that others refer to is copied into those that refer to it. It is considered where a list is
 * filtered by the other row's fact and sorted by its own: no index spans two tables.
 */
final class NormalizationDecision {
    /** From so many rows on, joining and sorting those that match takes longer than a target allows. */
    private static final long LARGE = 1_000_000;

    private static final Set<Operator> COMPARISONS = EnumSet.of(Operator.EQUALS, Operator.IN);
    private static final Set<BusinessType> NO_KEY = EnumSet.of(
            BusinessType.JSON,
            BusinessType.TAGS,
            BusinessType.GEO_POINT,
            BusinessType.PERIOD,
            BusinessType.DATE_PERIOD,
            BusinessType.FILE);

    private static final String EXAMINED =
            " list in an order of its own filters by an attribute of a row that it refers"
                    + " to; lists that filter through pairs, or sort by another table, join and then sort";

    private NormalizationDecision() {}

    /** Where the tree ends. */
    enum Leaf {
        /** No target: the join may take its time. */
        NORMALIZED_WITHOUT_TARGET,
        /** The table is small: the join and the sort are quick. */
        NORMALIZED_SMALL,
        /** Another filter leaves few rows, in the order that is wanted. */
        NORMALIZED_NARROWED,
        /** The fact changes often, and each change would change every copy. */
        NORMALIZED_CHANGES,
        /** A foreign key keeps no copy of what may be missing. */
        NORMALIZED_OPTIONAL,
        /** The fact hardly changes and the query is critical. */
        COPIED
    }

    /**
     * A fact that could be copied.
     *
     * @param relationship from the entity that has the fact to the one whose rows are listed
     * @param patterns that filter by it and sort by their own
     */
    record Candidate(Relationship relationship, Attribute attribute, List<AccessPattern> patterns) {
        Candidate {
            patterns = List.copyOf(patterns);
        }

        /** The name of the copy. */
        String column(Requirements requirements) {
            String name = relationship.roleName() + "_" + attribute.name();
            boolean taken = requirements
                    .entity(relationship.to())
                    .flatMap(entity -> entity.attribute(name))
                    .isPresent();
            return taken ? name + "_copy" : name;
        }
    }

    /** What is to be copied. */
    static List<Candidate> copies(Requirements requirements) {
        return candidates(requirements).stream()
                .filter(candidate -> leaf(requirements, candidate) == Leaf.COPIED)
                .toList();
    }

    /** All facts that a copy is considered of, in the order of relationships and patterns. */
    static List<Candidate> candidates(Requirements requirements) {
        Map<List<String>, Candidate> found = new LinkedHashMap<>();
        for (AccessPattern pattern : requirements.accessPatterns()) {
            boolean own = pattern.sort().stream().noneMatch(sort -> sort.path().contains("."));
            if (pattern.kind() != Kind.LIST
                    || pattern.sql() != null
                    || pattern.sort().isEmpty()
                    || !own) {
                continue;
            }
            for (Filter filter : pattern.filters()) {
                int dot = filter.path().indexOf('.');
                boolean oneStep = dot > 0 && filter.path().indexOf('.', dot + 1) < 0;
                if (oneStep && COMPARISONS.contains(filter.operator())) {
                    String role = filter.path().substring(0, dot);
                    String name = filter.path().substring(dot + 1);
                    candidate(requirements, pattern, role, name, found);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static void candidate(
            Requirements requirements,
            AccessPattern pattern,
            String role,
            String name,
            Map<List<String>, Candidate> found) {
        for (Relationship relationship : requirements.relationships()) {
            boolean up = relationship.kind() != Relationship.Kind.MANY_TO_MANY
                    && !requirements.isA(relationship)
                    && relationship.to().equals(pattern.entity())
                    && relationship.roleName().equals(role);
            Attribute attribute = up
                    ? requirements
                            .entity(relationship.from())
                            .flatMap(entity -> entity.attribute(name))
                            .orElse(null)
                    : null;
            if (attribute != null && attribute.derived() == null && !NO_KEY.contains(attribute.type())) {
                found.merge(
                        List.of(pattern.entity(), role, name),
                        new Candidate(relationship, attribute, List.of(pattern)),
                        (known, more) -> {
                            List<AccessPattern> patterns = new ArrayList<>(known.patterns());
                            patterns.addAll(more.patterns());
                            return new Candidate(relationship, attribute, patterns);
                        });
            }
        }
    }

    static Leaf leaf(Requirements requirements, Candidate candidate) {
        List<AccessPattern> critical = candidate.patterns().stream()
                .filter(pattern -> pattern.latencyMillis() != null)
                .toList();
        if (critical.isEmpty()) {
            return Leaf.NORMALIZED_WITHOUT_TARGET;
        }
        Entity child = entity(requirements, candidate.relationship().to());
        if (child.volume() == null || child.volume().rowsAfter(SchemaDesigner.HORIZON_DAYS) < LARGE) {
            return Leaf.NORMALIZED_SMALL;
        }
        if (critical.stream().allMatch(pattern -> isNarrowed(requirements, pattern))) {
            return Leaf.NORMALIZED_NARROWED;
        }
        Entity parent = entity(requirements, candidate.relationship().from());
        if (parent.changes(candidate.attribute()) == Entity.Changes.OFTEN) {
            return Leaf.NORMALIZED_CHANGES;
        }
        return candidate.relationship().required() && candidate.attribute().required()
                ? Leaf.COPIED
                : Leaf.NORMALIZED_OPTIONAL;
    }

    private static Entity entity(Requirements requirements, String name) {
        return requirements.entity(name).orElseThrow(() -> new IllegalStateException("no entity " + name));
    }

    /** Whether the pattern names one related row, or one value of an attribute with very many. */
    private static boolean isNarrowed(Requirements requirements, AccessPattern pattern) {
        Entity entity = entity(requirements, pattern.entity());
        return pattern.filters().stream()
                .filter(filter ->
                        filter.operator() == Operator.EQUALS && !filter.path().contains("."))
                .anyMatch(filter -> entity.attribute(filter.path())
                        .map(attribute -> attribute.status() == null && attribute.type() != BusinessType.BOOLEAN)
                        .orElse(true));
    }

    static Decision decision(Requirements requirements, Candidate candidate, String table) {
        Leaf leaf = leaf(requirements, candidate);
        Relationship relationship = candidate.relationship();
        String fact = relationship.from() + "." + candidate.attribute().name();
        String patterns = String.join(
                ", ", candidate.patterns().stream().map(AccessPattern::name).toList());
        Alternative copy = new Alternative(
                "a copy of " + fact + " in " + table,
                "one index finds the rows and has them in order",
                "a second unique index on the other table, a wider row here, and each change of the fact changes every"
                        + " row that refers to it, in one transaction");
        Alternative join = new Alternative(
                "the join alone (third normal form)",
                "one place for every fact",
                "every matching row is found and sorted before the first page is shown");
        Alternative trigger = new Alternative(
                "a copy kept by triggers",
                "no second unique index, and what may be missing can be copied too",
                "a row that is inserted while the fact changes keeps the old one, unless the trigger locks as a foreign"
                        + " key does; nothing refuses a wrong copy");
        String spans = patterns + (candidate.patterns().size() == 1 ? " filters by " : " filter by ") + fact
                + " and sorts by its own";
        return switch (leaf) {
            case NORMALIZED_WITHOUT_TARGET ->
                normalized(candidate, table, spans + ", but has no latency target", copy, "it gets one");
            case NORMALIZED_SMALL ->
                normalized(
                        candidate,
                        table,
                        spans + ", but the table stays below " + Numbers.rows(LARGE) + " rows or nobody says how large"
                                + " it gets: the join and the sort are quick",
                        copy,
                        "it grows beyond " + Numbers.rows(LARGE) + " rows");
            case NORMALIZED_NARROWED ->
                normalized(
                        candidate,
                        table,
                        spans + ", but its other filters leave few rows, which an index has in that order",
                        copy,
                        "one value of these filters has very many rows");
            case NORMALIZED_CHANGES ->
                normalized(
                        candidate,
                        table,
                        spans + ", but " + fact + " changes often: each change would change every copy",
                        copy,
                        "the query is measured to miss its target: then ask whether the fact changes as often as stated");
            case NORMALIZED_OPTIONAL ->
                normalized(
                        candidate,
                        table,
                        spans + ", but the "
                                + (relationship.required() ? "fact" : "reference")
                                + " may be missing, and a foreign key does not compare what is",
                        trigger,
                        "the query is measured to miss its target: make it required, or keep a copy by triggers");
            case COPIED ->
                new Decision(
                        "Normal form",
                        table + "." + candidate.column(requirements),
                        "a copy of " + fact + ", kept by the foreign key (ON UPDATE CASCADE)",
                        spans + ": no index spans two tables; " + fact + " hardly changes, and the query has a target",
                        candidate.patterns().get(0).place(),
                        List.of(join, trigger),
                        fact + " starts to change often, or the queries that need it go");
        };
    }

    private static Decision normalized(
            Candidate candidate, String table, String because, Alternative alternative, String revisit) {
        return new Decision(
                "Normal form",
                table,
                "third normal form: " + candidate.relationship().from() + "."
                        + candidate.attribute().name() + " stays where it belongs",
                because,
                candidate.patterns().get(0).place(),
                List.of(alternative),
                revisit);
    }

    /** About all that no case was made of. */
    static Decision otherwise(Requirements requirements, String schema) {
        boolean any = !candidates(requirements).isEmpty();
        return new Decision(
                "Normal form",
                schema,
                "third normal form" + (any ? " for all else" : "")
                        + ": every fact once, depending on the key and nothing" + " but the key",
                any ? "no other" + EXAMINED : "no" + EXAMINED,
                requirements.project().place(),
                List.of(new Alternative(
                        "copies of slowly changing facts in the rows that show them",
                        "a join less in a hot query",
                        "each copy needs a documented way to stay in step, and a repair when it does not")),
                "a query with a latency target is measured to miss it because of a join");
    }
}
