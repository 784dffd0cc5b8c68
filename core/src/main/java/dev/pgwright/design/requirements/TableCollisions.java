package dev.pgwright.design.requirements;

import dev.pgwright.source.Place;
import java.util.HashMap;
import java.util.Map;

/** Finds what would become the same table: entities, junctions, and the values of a status that people add to. */
final class TableCollisions {
    private final Problems problems;
    private final Model model;
    private final Map<String, String> owners = new HashMap<>();

    TableCollisions(Problems problems, Model model) {
        this.problems = problems;
        this.model = model;
    }

    void check() {
        for (Entity entity : model.entities()) {
            take(
                    TableNames.of(entity),
                    "entity '" + entity.name() + "'",
                    entity.place(),
                    "Rename one of them, or give one a name of its own by 'table'");
        }
        for (Relationship relationship : model.relationships()) {
            if (relationship.kind() == Relationship.Kind.MANY_TO_MANY
                    && model.entity(relationship.junctionName()).isEmpty()
                    && model.junction(relationship.junctionName())
                            .filter(relationship::equals)
                            .isPresent()) {
                take(
                        TableNames.of(relationship),
                        "the relationship from '" + relationship.from() + "' to '" + relationship.to() + "'",
                        relationship.place(),
                        "Name its junction by 'via'");
            }
        }
        for (Entity entity : model.entities()) {
            for (Attribute attribute : entity.attributes()) {
                if (attribute.status() != null && attribute.status().extensible()) {
                    take(
                            TableNames.ofValues(entity.name(), attribute.name()),
                            "the values of '" + entity.name() + "." + attribute.name() + "'",
                            attribute.place(),
                            "If they are the same, make the attribute a relationship; otherwise rename one of them");
                }
            }
        }
    }

    private void take(String table, String owner, Place place, String hint) {
        String other = owners.putIfAbsent(table, owner);
        if (other != null) {
            problems.add(place, other + " and " + owner + " have the same table '" + table + "'", hint);
        }
    }
}
