package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.ConsistencyRule;
import dev.pgwright.design.requirements.Derived;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.ColumnRef;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the value of an expression over its own row is kept. */
final class DerivedColumnDecision {
    /** PostgreSQL 18 release notes: generated columns may be virtual, computed when read. */
    private static final int FIRST_WITH_VIRTUAL = 18;

    /** Where the tree ends. */
    enum Leaf {
        /** Rows are found or told apart by it: an index needs it stored. */
        STORED_FOR_INDEX,
        /** The server knows no other. */
        STORED_BY_VERSION,
        /** It uses an enum of the schema, which PostgreSQL 18 refuses in a virtual column. */
        STORED_FOR_TYPE,
        /** Only shown: computed when read, no byte on disk. */
        VIRTUAL;

        boolean stored() {
            return this != VIRTUAL;
        }
    }

    private DerivedColumnDecision() {}

    static Leaf leaf(Requirements requirements, Entity entity, Attribute attribute, Derived.Expression expression) {
        if (requirements.project().postgres() < FIRST_WITH_VIRTUAL) {
            return Leaf.STORED_BY_VERSION;
        }
        if (attribute.unique()
                || requirements.accessPatterns().stream().anyMatch(pattern -> finds(pattern, entity, attribute))
                || requirements.rules().stream().anyMatch(rule -> speaksOf(rule, entity, attribute))) {
            return Leaf.STORED_FOR_INDEX;
        }
        Set<String> names = names(expression);
        boolean ownType = entity.attributes().stream()
                .anyMatch(other -> other.status() != null
                        && isEnum(ClosedSetDecision.leaf(other.status(), entity.volume()))
                        && names.contains(other.name()));
        return ownType ? Leaf.STORED_FOR_TYPE : Leaf.VIRTUAL;
    }

    private static boolean isEnum(ClosedSetDecision.Leaf leaf) {
        return leaf == ClosedSetDecision.Leaf.ENUM_LIFECYCLE || leaf == ClosedSetDecision.Leaf.ENUM_LARGE_TABLE;
    }

    private static Set<String> names(Derived.Expression expression) {
        var parsed = Sql.parse(SourceFile.of("derived", "SELECT (" + expression.sql() + "\n)"));
        return parsed.statements().stream()
                .flatMap(statement -> Nodes.all(statement.tree(), ColumnRef.class).stream())
                .map(reference -> String.join(".", Nodes.names(reference.fields())))
                .collect(Collectors.toSet());
    }

    /** Whether rows are found, ordered or grouped by the attribute, from whatever entity the path starts. */
    private static boolean finds(AccessPattern pattern, Entity entity, Attribute attribute) {
        Stream<String> paths = Stream.of(
                        pattern.filters().stream().map(AccessPattern.Filter::path),
                        pattern.sort().stream().map(AccessPattern.Sort::path),
                        pattern.groupBy().stream())
                .flatMap(part -> part);
        return pattern.sql() != null && pattern.entity().equals(entity.name())
                || paths.anyMatch(path ->
                        path.equals(attribute.name()) && pattern.entity().equals(entity.name())
                                || path.endsWith("." + attribute.name()));
    }

    private static boolean speaksOf(ConsistencyRule rule, Entity entity, Attribute attribute) {
        if (!rule.entity().equals(entity.name())) {
            return false;
        }
        if (rule instanceof ConsistencyRule.UniqueTogether unique) {
            return unique.paths().contains(attribute.name());
        }
        if (rule instanceof ConsistencyRule.NoOverlap overlap) {
            return overlap.period().contains(attribute.name())
                    || overlap.within().contains(attribute.name());
        }
        return false;
    }

    static Decision decision(Leaf leaf, Attribute attribute, Derived.Expression expression, String column) {
        Alternative entered = new Alternative(
                "a plain column that the application fills",
                "any value can be corrected by hand",
                "one writer that forgets it, and the table contradicts itself");
        Alternative virtual = new Alternative(
                "a virtual generated column", "no byte on disk, added without a rewrite", "no index can be made of it");
        Alternative stored = new Alternative(
                "a stored generated column", "can be indexed", "disk and memory for what can be computed");
        return switch (leaf) {
            case VIRTUAL ->
                decision(
                        attribute,
                        column,
                        "virtual generated column",
                        "it is only shown: nothing is found, sorted or told apart by it",
                        List.of(stored, entered),
                        "a query filters or sorts by it: then store it and index it");
            case STORED_FOR_INDEX ->
                decision(
                        attribute,
                        column,
                        "stored generated column",
                        "rows are found or told apart by it",
                        List.of(virtual, entered),
                        "no query filters or sorts by it any more: then a virtual one does");
            case STORED_FOR_TYPE ->
                decision(
                        attribute,
                        column,
                        "stored generated column",
                        "it is made of an enum, which a virtual column cannot use",
                        List.of(entered),
                        "PostgreSQL allows types of users in virtual columns");
            case STORED_BY_VERSION ->
                decision(
                        attribute,
                        column,
                        "stored generated column",
                        "it follows from its row (" + expression.sql() + "), and PostgreSQL before 18 stores all"
                                + " generated columns",
                        List.of(entered),
                        "the server is upgraded to 18: then one that is only shown can be virtual");
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
