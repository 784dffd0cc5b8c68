package dev.pgwright.design.requirements;

import dev.pgwright.finding.Spelling;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the names of entities. */
final class References {
    private final Problems problems;
    private final Scalars scalars;
    private final Model model;

    References(Problems problems, Model model) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.model = model;
    }

    /**
     * The value of a key that must name an entity. A misspelt name is a problem, and the nearest is taken to go on with;
     * null when there is none.
     */
    @Nullable String entity(Section section, String key, String hint) {
        Node node = section.require(key, hint);
        String name = node == null ? null : scalars.text(node, section.what(key));
        if (node == null || name == null || model.entity(name).isPresent()) {
            return name;
        }
        Optional<Relationship> junction = model.junction(name);
        if (junction.isPresent()) {
            Relationship pair = junction.get();
            problems.add(
                    node,
                    section.what(key) + " names '" + name + "', the junction of a relationship",
                    "Ask about '" + pair.to() + "' filtered by '" + pair.roleName() + "' or about '" + pair.from()
                            + "' filtered by '" + pair.to() + "'; or make '" + name
                            + "' an entity with two relationships of kind 1:N");
            return null;
        }
        problems.add(
                node,
                section.what(key) + " names no entity: '" + name + "'",
                Problems.choice(name, "The entities are", model.entityNames()));
        return Spelling.nearest(name, model.entityNames()).orElse(null);
    }
}
