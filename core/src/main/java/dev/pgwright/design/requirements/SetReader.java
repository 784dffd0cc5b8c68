package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.AccessPattern.SetBy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what an update changes: names, or names with how they change. */
final class SetReader {
    private final Problems problems;
    private final Scalars scalars;
    private final Model model;
    private final Paths paths;

    SetReader(Problems problems, Model model) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.model = model;
        this.paths = new Paths(problems, model);
    }

    /** The attributes and roles that are named, in their order. */
    Map<String, Node> named(Section section) {
        if (!isSaid(section)) {
            return section.distinctTexts("set");
        }
        Map<String, Node> named = new LinkedHashMap<>();
        section.entries("set").forEach(entry -> named.put(entry.name(), entry.key()));
        return named;
    }

    private static boolean isSaid(Section section) {
        return section.node("set") instanceof MappingNode;
    }

    /** How what is named changes, where that is said. */
    Map<String, SetBy> how(Section section) {
        Map<String, SetBy> setBy = new LinkedHashMap<>();
        if (!isSaid(section)) {
            return setBy;
        }
        for (Scalars.Entry entry : YamlNodes.entries(section.node("set"))) {
            SetBy how = scalars.choice(
                    entry.value(), "'" + entry.name() + "' of " + section.what("set"), Vocabulary.SET_BY);
            if (how != null) {
                setBy.put(entry.name(), how);
            }
        }
        return setBy;
    }

    /** Whether it may change what it names. */
    void check(Section section, AccessPattern pattern, Map<String, Node> sets) {
        String entity = pattern.entity();
        if (!section.has("set")) {
            section.problem(
                    "kind", section.subject() + " is an update and needs 'set'", "Name what changes: set: [status]");
        }
        boolean never = model.entity(entity)
                .filter(found -> found.changes() == Entity.Changes.NEVER)
                .isPresent();
        if (never) {
            section.problem(
                    "kind",
                    section.subject() + " is an update, but entity '" + entity + "' says changes: never",
                    "Change one of the two");
        }
        Map<String, Node> settable = new LinkedHashMap<>();
        sets.forEach((path, node) -> {
            boolean implicit = model.implicitNames(entity).contains(path)
                    || model.attribute(entity, path)
                            .filter(attribute -> attribute.derived() != null)
                            .isPresent();
            if (implicit || path.contains(".")) {
                problems.add(
                        node,
                        section.subject() + " cannot set '" + path + "'",
                        implicit ? "The database sets it" : "An update sets attributes and roles of its own entity");
            } else {
                settable.put(path, node);
            }
        });
        paths.resolveAll(settable, entity);
        settable.forEach((path, node) -> {
            if (pattern.adds(path)) {
                checkAdded(section, entity, path, node);
            }
        });
        settable.forEach((path, node) -> model.attribute(entity, path)
                .filter(attribute -> attribute.changes() == Entity.Changes.NEVER)
                .ifPresent(attribute -> problems.add(
                        node,
                        section.subject() + " sets '" + path + "', but attribute '" + entity + "." + path
                                + "' says changes: never",
                        "Change one of the two")));
    }

    private void checkAdded(Section section, String entity, String path, Node node) {
        Attribute attribute = model.attribute(entity, path).orElse(null);
        if (attribute == null || !TypeTraits.NUMBERS.contains(attribute.type())) {
            problems.add(
                    node,
                    section.subject() + " cannot add to '" + path + "': it is no number",
                    "Write " + path + ": value");
        } else if (!attribute.required()) {
            problems.add(
                    node,
                    section.subject() + " cannot add to '" + path
                            + "': where it is missing, there is nothing to add to",
                    "Make '" + entity + "." + path + "' required, with a default of 0");
        }
    }
}
