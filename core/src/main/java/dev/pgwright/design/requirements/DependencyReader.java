package dev.pgwright.design.requirements;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads functional dependencies, which speak of attributes of one entity. */
final class DependencyReader {
    private final Problems problems;
    private final Model model;
    private final References references;

    DependencyReader(Problems problems, Model model) {
        this.problems = problems;
        this.model = model;
        this.references = new References(problems, model);
    }

    List<Dependency> read(Section root) {
        List<Dependency> dependencies = new ArrayList<>();
        Map<String, Map<String, Dependency>> determined = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (Node node : root.list("dependencies")) {
            Section section = Section.read(problems, node, "the dependency", Vocabulary.DEPENDENCY);
            if (section != null) {
                dependency(section, names).ifPresent(dependency -> {
                    check(section, dependency, determined);
                    dependencies.add(dependency);
                });
            }
        }
        return dependencies;
    }

    private Optional<Dependency> dependency(Section raw, Set<String> names) {
        String entity = references.entity(raw, "entity", "Name the entity whose attributes depend on each other");
        if (entity == null) {
            return Optional.empty();
        }
        Section section = raw.named("the dependency of '" + entity + "'");
        List<String> from = attributes(section, "from", entity);
        List<String> to = attributes(section, "to", entity);
        String as = section.name("as");
        if (from.isEmpty() || to.isEmpty() || model.isUnclear(entity)) {
            return Optional.empty();
        }
        String name = as == null ? entity + "_" + from.get(from.size() - 1) : as;
        boolean taken = model.entityNames().contains(name)
                || model.junction(name).isPresent()
                || model.attribute(entity, name).isPresent()
                || model.roles(entity).containsKey(name)
                || !names.add(name);
        if (taken) {
            section.problem(
                    "as",
                    section.subject() + " would become '" + name + "', which is the name of something else",
                    "Write as: " + entity + "_kind, or another name for what is determined by "
                            + String.join(" and ", from));
            return Optional.empty();
        }
        return Optional.of(new Dependency(section.place(), entity, from, to, name));
    }

    private List<String> attributes(Section section, String key, String entity) {
        section.require(key, "Write " + key + ": [" + (key.equals("from") ? "postal_code" : "city") + "]");
        List<String> names = new ArrayList<>();
        section.distinctTexts(key).forEach((name, node) -> {
            Optional<Attribute> attribute = model.attribute(entity, name);
            if (attribute.isPresent()) {
                if (attribute.get().derived() != null) {
                    problems.add(
                            node,
                            section.subject() + " names '" + name + "', which is derived",
                            "What is derived depends on what it is made of, and is never entered");
                    return;
                }
                names.add(name);
            } else if (!model.isUnclear(entity)) {
                problems.add(
                        node,
                        section.subject() + " names no attribute: '" + name + "'",
                        Problems.choice(
                                name,
                                "The attributes of '" + entity + "' are",
                                model.attributes(entity).stream()
                                        .map(Attribute::name)
                                        .toList()));
            }
        });
        return names;
    }

    private void check(Section section, Dependency dependency, Map<String, Map<String, Dependency>> determined) {
        Map<String, Dependency> known = determined.computeIfAbsent(dependency.entity(), entity -> new HashMap<>());
        for (String name : dependency.to()) {
            if (dependency.from().contains(name)) {
                section.problem("to", section.subject() + " says that '" + name + "' depends on itself", null);
                continue;
            }
            Dependency other = known.putIfAbsent(name, dependency);
            if (other != null) {
                section.problem(
                        "to",
                        section.subject() + " says that '" + name + "' depends on "
                                + String.join(" and ", dependency.from()) + ", and another that it depends on "
                                + String.join(" and ", other.from()),
                        "Keep the one with fewer attributes, if both are true");
            }
        }
        for (String name : dependency.from()) {
            if (reaches(known, name, new HashSet<>(dependency.to()), new HashSet<>())) {
                section.problem(
                        "from",
                        section.subject() + " is circular: '" + name + "' depends on what it determines",
                        "Attributes that determine each other say the same: keep one, or both in an entity of their own");
                return;
            }
        }
    }

    /** Whether an attribute depends, over however many dependencies, on one of these. */
    private static boolean reaches(
            Map<String, Dependency> determined, String name, Set<String> wanted, Set<String> seen) {
        Dependency dependency = determined.get(name);
        if (dependency == null || !seen.add(name)) {
            return false;
        }
        return dependency.from().stream()
                .anyMatch(source -> wanted.contains(source) || reaches(determined, source, wanted, seen));
    }
}
