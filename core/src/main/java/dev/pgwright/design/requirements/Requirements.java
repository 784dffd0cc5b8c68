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
 * @param entities in the order of the file
 * @param stated what of all this was written, rather than taken
 */
public record Requirements(
        Project project,
        @Nullable Tenancy tenancy,
        List<Entity> entities,
        List<Relationship> relationships,
        List<AccessPattern> accessPatterns,
        List<ConsistencyRule> rules,
        List<Dependency> dependencies,
        Stated stated) {
    public Requirements {
        entities = List.copyOf(entities);
        relationships = List.copyOf(relationships);
        accessPatterns = List.copyOf(accessPatterns);
        rules = List.copyOf(rules);
        dependencies = List.copyOf(dependencies);
    }

    public Optional<Entity> entity(String name) {
        return entities.stream().filter(entity -> entity.name().equals(name)).findFirst();
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
