package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.ConsistencyRule;
import dev.pgwright.design.requirements.Dependency;
import dev.pgwright.design.requirements.Derived;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.ColumnRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What becomes of attributes that are determined by others which are no key: how often do they change, and is a query
 * that needs them critical?
 */
final class DependencyDecision {
    private DependencyDecision() {}

    /** Where the tree ends. */
    enum Leaf {
        /** What determines is a key, so the dependency is what a table is. */
        NORMAL,
        /** Something else needs the attributes in their own row. */
        KEPT_IN_ROW,
        /** They hardly change, and a query with a target reads them. */
        KEPT_TO_READ,
        /** A table of their own. */
        SPLIT;

        /** Whether a row goes on saying what others say too. */
        boolean kept() {
            return this == KEPT_IN_ROW || this == KEPT_TO_READ;
        }
    }

    static Leaf leaf(Requirements requirements, Dependency dependency) {
        Entity entity = entity(requirements, dependency);
        if (isKey(requirements, entity, dependency)) {
            return Leaf.NORMAL;
        }
        if (obstacle(requirements, entity, dependency).isPresent()) {
            return Leaf.KEPT_IN_ROW;
        }
        boolean often = dependency.to().stream()
                .flatMap(name -> entity.attribute(name).stream())
                .anyMatch(attribute -> entity.changes(attribute) == Entity.Changes.OFTEN);
        return !often && !critical(requirements, dependency).isEmpty() ? Leaf.KEPT_TO_READ : Leaf.SPLIT;
    }

    private static Entity entity(Requirements requirements, Dependency dependency) {
        return requirements
                .entity(dependency.entity())
                .orElseThrow(() -> new IllegalStateException("no entity " + dependency.entity()));
    }

    private static boolean isKey(Requirements requirements, Entity entity, Dependency dependency) {
        boolean attribute = dependency.from().stream()
                .flatMap(name -> entity.attribute(name).stream())
                .anyMatch(Attribute::unique);
        return attribute
                || dependency.from().contains(entity.keyName())
                || requirements.allRules().stream()
                        .anyMatch(rule -> rule instanceof ConsistencyRule.UniqueTogether unique
                                && unique.entity().equals(entity.name())
                                && dependency.from().containsAll(unique.paths()));
    }

    /** Names of patterns with a target that read what is determined. */
    private static List<String> critical(Requirements requirements, Dependency dependency) {
        return requirements.accessPatterns().stream()
                .filter(pattern -> pattern.latencyMillis() != null)
                .filter(pattern -> paths(pattern)
                        .anyMatch(path -> dependency.to().contains(path.substring(path.lastIndexOf('.') + 1))
                                && RequirementPaths.entityAt(requirements, pattern.entity(), path)
                                        .equals(Optional.of(dependency.entity()))))
                .map(AccessPattern::name)
                .toList();
    }

    private static Stream<String> paths(AccessPattern pattern) {
        return Stream.of(
                        pattern.returns().stream(),
                        pattern.filters().stream().map(AccessPattern.Filter::path),
                        pattern.sort().stream().map(AccessPattern.Sort::path),
                        pattern.groupBy().stream())
                .flatMap(part -> part);
    }

    /** What needs the attributes in their own row, as a clause. */
    private static Optional<String> obstacle(Requirements requirements, Entity entity, Dependency dependency) {
        Set<String> moved = new HashSet<>(dependency.from());
        moved.addAll(dependency.to());
        for (Dependency other : requirements.dependencies()) {
            boolean earlier = other != dependency
                    && other.entity().equals(dependency.entity())
                    && requirements.dependencies().indexOf(other)
                            < requirements.dependencies().indexOf(dependency);
            if (earlier
                    && Stream.concat(other.from().stream(), other.to().stream()).anyMatch(moved::contains)) {
                return Optional.of("another dependency speaks of the same attributes");
            }
        }
        if (entity.retention() != null && moved.contains(entity.retention().by())) {
            return Optional.of("rows are deleted by the age that one of them says");
        }
        if (moved.contains(entity.keyName())) {
            return Optional.of("'" + entity.keyName() + "' is what its rows are known by");
        }
        for (Attribute attribute : entity.attributes()) {
            boolean scoped = attribute.uniqueWithin().stream().anyMatch(moved::contains)
                    || moved.contains(attribute.name())
                            && (attribute.unique() || !attribute.uniqueWithin().isEmpty());
            if (scoped
                    || attribute.expression() != null
                            && !disjoint(names(attribute.expression().sql()), moved)) {
                return Optional.of("attribute '" + attribute.name() + "' is made of them or unique by them");
            }
        }
        for (Entity other : requirements.entities()) {
            for (Attribute attribute : other.attributes()) {
                Derived.OverChildren children = attribute.overChildren();
                if (children != null
                        && children.entity().equals(entity.name())
                        && (moved.contains(String.valueOf(children.path()))
                                || children.filters().stream().anyMatch(filter -> moved.contains(filter.path())))) {
                    return Optional.of("'" + other.name() + "." + attribute.name() + "' is an aggregate of them");
                }
            }
        }
        for (ConsistencyRule rule : requirements.rules()) {
            if (rule.entity().equals(entity.name()) && needs(rule, dependency, moved)) {
                return Optional.of("rule '" + rule.name() + "' needs them in one row");
            }
        }
        return requirements.accessPatterns().stream()
                .filter(pattern -> pattern.sql() != null && pattern.entity().equals(entity.name()))
                .map(pattern -> "'" + pattern.name() + "' is written in SQL over their table")
                .findFirst();
    }

    private static boolean needs(ConsistencyRule rule, Dependency dependency, Set<String> moved) {
        if (rule instanceof ConsistencyRule.UniqueTogether unique) {
            List<String> paths = new ArrayList<>(unique.paths());
            if (paths.containsAll(dependency.from())) {
                paths.removeAll(dependency.from());
            }
            return paths.stream().anyMatch(moved::contains);
        }
        if (rule instanceof ConsistencyRule.NoOverlap overlap) {
            return Stream.concat(overlap.period().stream(), overlap.within().stream())
                            .anyMatch(moved::contains)
                    || overlap.when() != null && moved.contains(overlap.when().attribute());
        }
        return !(rule instanceof ConsistencyRule.Check check) || !disjoint(names(check.expression()), moved);
    }

    private static boolean disjoint(Set<String> names, Set<String> moved) {
        return names.stream().noneMatch(moved::contains);
    }

    private static Set<String> names(String expression) {
        Set<String> names = new HashSet<>();
        var parsed = Sql.parse(SourceFile.of("expression", "SELECT (" + expression + "\n)"));
        parsed.statements()
                .forEach(statement -> Nodes.all(statement.tree(), ColumnRef.class)
                        .forEach(reference -> names.addAll(Nodes.names(reference.fields()))));
        return names;
    }

    static Decision decision(Requirements requirements, Dependency dependency, String table) {
        Entity entity = entity(requirements, dependency);
        String from = String.join(" and ", dependency.from());
        String to = String.join(" and ", dependency.to());
        String determines = from + (dependency.from().size() == 1 ? " determines " : " determine ") + to;
        Alternative split = new Alternative(
                "a table of " + from + " with " + to,
                "each fact once: it cannot be said differently in two rows",
                "a join to read it, and a row to find or make before each insert");
        Alternative kept = new Alternative(
                "both in the same row", "no join", "two rows can contradict each other; only a query finds that");
        return switch (leaf(requirements, dependency)) {
            case NORMAL ->
                decision(
                        dependency,
                        table,
                        "nothing to split: " + determines,
                        from + " is a key, and what depends on a key is in its place",
                        List.of(),
                        "the key goes");
            case KEPT_IN_ROW ->
                decision(
                        dependency,
                        table,
                        "kept in one row although " + determines
                                + " (not third normal form), with statistics and a query" + " for drift",
                        obstacle(requirements, entity, dependency).orElse(""),
                        List.of(split),
                        "that goes: then split");
            case KEPT_TO_READ ->
                decision(
                        dependency,
                        table,
                        "kept in one row although " + determines
                                + " (not third normal form), with statistics and a query" + " for drift",
                        to + " hardly " + (dependency.to().size() == 1 ? "changes" : "change") + ", and "
                                + String.join(", ", critical(requirements, dependency)) + " must be fast",
                        List.of(split),
                        "the drift query finds rows, or " + to + " starts to change");
            case SPLIT ->
                decision(
                        dependency,
                        table,
                        "a table of its own: " + determines,
                        critical(requirements, dependency).isEmpty()
                                ? "no query with a latency target needs " + to + " without a join"
                                : to + " may change often, and each change would have to be made in every row",
                        List.of(kept),
                        "a query is measured to miss its target because of the join");
        };
    }

    private static Decision decision(
            Dependency dependency,
            String table,
            String choice,
            String because,
            List<Alternative> alternatives,
            String revisit) {
        return new Decision("Normal form", table, choice, because, dependency.place(), alternatives, revisit);
    }
}
