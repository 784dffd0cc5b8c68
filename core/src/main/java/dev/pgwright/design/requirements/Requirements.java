package dev.pgwright.design.requirements;

import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything a requirements file says. Names are unique, references resolve, and values are within their domains: a
 * file that breaks this is never turned into this record.
 *
 * @param entities in the order of the file; a kind that is kept in the row of its entity is none any more
 * @param stated what of all this was written, rather than taken
 * @param nonGoals what the database is not meant to do, in the words of the business
 */
public record Requirements(
        Project project,
        @Nullable Tenancy tenancy,
        List<Entity> entities,
        List<Relationship> relationships,
        List<AccessPattern> accessPatterns,
        List<ConsistencyRule> rules,
        List<Kinds> kinds,
        List<Dependency> dependencies,
        Stated stated,
        List<String> nonGoals) {
    public Requirements {
        entities = List.copyOf(entities);
        relationships = List.copyOf(relationships);
        accessPatterns = List.copyOf(accessPatterns);
        rules = List.copyOf(rules);
        dependencies = List.copyOf(dependencies);
        kinds = List.copyOf(kinds);
        nonGoals = List.copyOf(nonGoals);
    }

    public Optional<Entity> entity(String name) {
        return entities.stream().filter(entity -> entity.name().equals(name)).findFirst();
    }

    /** Whether a relationship says that rows of {@code to} are rows of {@code from}, of one kind. */
    public boolean isA(Relationship relationship) {
        return relationship.kind() == Relationship.Kind.ONE_TO_ONE
                && entity(relationship.to())
                        .map(Entity::isA)
                        .filter(relationship.from()::equals)
                        .isPresent()
                && relationship.roleName().equals(relationship.from());
    }

    /** The attribute that tells the kind of a row, in an entity that has kinds or is one. */
    public Optional<String> kindOf(String entity) {
        return kinds.stream()
                .filter(each -> each.parent().equals(entity) || each.joined().contains(entity))
                .map(Kinds::attribute)
                .findFirst();
    }

    /** The rules, and those that attributes state in short: {@code unique_within}. */
    public List<ConsistencyRule> allRules() {
        List<ConsistencyRule> all = new ArrayList<>(rules);
        all.addAll(ConsistencyRule.UniqueTogether.ofAttributes(entities));
        return all;
    }

    /**
     * What is to be built.
     *
     * @param schema the PostgreSQL schema for all objects; {@code public} unless said
     * @param postgres the major version to design for, 14 to 18
     * @param goLive ISO date of the first production day: the first partitions start in its month
     */
    public record Project(
            Place place,
            String name,
            @Nullable String summary,
            String schema,
            int postgres,
            @Nullable String goLive) {}

    /**
     * Many customers in one database, told apart by a column of every table.
     *
     * @param entity whose rows are the tenants
     */
    public record Tenancy(Place place, String entity) {}
}
