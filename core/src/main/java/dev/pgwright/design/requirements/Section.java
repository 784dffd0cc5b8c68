package dev.pgwright.design.requirements;

import dev.pgwright.load.yaml.YamlSection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** A mapping with known keys: an entity, an attribute, a rule. */
final class Section extends YamlSection {
    private final Problems problems;
    private final Scalars scalars;
    private final Node node;

    private Section(Problems problems, Scalars scalars, Node node, String subject) {
        super(problems, scalars, node, subject);
        this.problems = problems;
        this.scalars = scalars;
        this.node = node;
    }

    /**
     * Reads the keys of a mapping; unknown, repeated and empty ones are problems.
     *
     * @param subject what the mapping is, as messages name it: {@code entity 'customer'}
     * @return null when the node is not a mapping
     */
    static @Nullable Section read(Problems problems, Node node, String subject, List<String> keys) {
        Section section = new Section(problems, new Scalars(problems), node, subject);
        return section.fill(keys) ? section : null;
    }

    /** The same mapping under a better name, known once a part of it was read. */
    Section named(String betterSubject) {
        Section renamed = new Section(problems, scalars, node, betterSubject);
        renamed.take(this);
        return renamed;
    }

    @Nullable String name(String key) {
        Node value = node(key);
        return value == null ? null : scalars.name(value, what(key));
    }
}
