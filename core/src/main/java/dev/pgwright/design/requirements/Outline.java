package dev.pgwright.design.requirements;

import dev.pgwright.source.Place;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Where the parts of a requirements file are in its tree; of a faulty file, those that can be recognised. */
final class Outline {
    static final String ACCEPTED = "accepted";

    private final Node root;
    private final Map<Subject, List<String>> paths = new LinkedHashMap<>();

    Outline(Node root) {
        this.root = root;
        paths.put(Subject.PROJECT, List.of("project"));
        for (Scalars.Entry entity : YamlNodes.entries(YamlNodes.child(root, "entities"))) {
            add(Subject.Kind.ENTITY, entity.name(), List.of("entities", entity.name()));
            attributes(entity.name(), entity.value(), List.of("entities", entity.name()));
        }
        List<Node> relationships = YamlNodes.elements(YamlNodes.child(root, "relationships"));
        for (int i = 0; i < relationships.size(); i++) {
            relationship(relationships.get(i), List.of("relationships", String.valueOf(i)));
        }
        for (Scalars.Entry pattern : YamlNodes.entries(YamlNodes.child(root, "access_patterns"))) {
            add(Subject.Kind.ACCESS_PATTERN, pattern.name(), List.of("access_patterns", pattern.name()));
        }
        for (Scalars.Entry rule : YamlNodes.entries(YamlNodes.child(root, "rules"))) {
            add(Subject.Kind.RULE, rule.name(), List.of("rules", rule.name()));
        }
    }

    private void add(Subject.Kind kind, String name, List<String> path) {
        paths.putIfAbsent(new Subject(kind, name), path);
    }

    private void attributes(String owner, Node node, List<String> path) {
        for (Scalars.Entry attribute : YamlNodes.entries(YamlNodes.child(node, "attributes"))) {
            add(
                    Subject.Kind.ATTRIBUTE,
                    owner + "." + attribute.name(),
                    List.of(path.get(0), path.get(1), "attributes", attribute.name()));
        }
    }

    private void relationship(Node node, List<String> path) {
        String from = YamlNodes.text(YamlNodes.child(node, "from"));
        String to = YamlNodes.text(YamlNodes.child(node, "to"));
        if (from == null || to == null) {
            return;
        }
        if (Relationship.Kind.MANY_TO_MANY.word().equals(YamlNodes.text(YamlNodes.child(node, "kind")))) {
            String via = YamlNodes.text(YamlNodes.child(node, "via"));
            String junction = via == null ? from + "_" + to : via;
            add(Subject.Kind.RELATIONSHIP, junction, path);
            attributes(junction, node, path);
        } else {
            String role = YamlNodes.text(YamlNodes.child(node, "role"));
            add(Subject.Kind.RELATIONSHIP, to + "." + (role == null ? from : role), path);
        }
    }

    Optional<List<String>> path(Subject subject) {
        return Optional.ofNullable(paths.get(subject));
    }

    Set<Subject> subjects() {
        return paths.keySet();
    }

    /** The names of the subjects of a kind, in the order of the file. */
    List<String> names(Subject.Kind kind) {
        return paths.keySet().stream()
                .filter(subject -> subject.kind() == kind)
                .map(Subject::name)
                .toList();
    }

    /** The node at a path; null when there is none. */
    static @Nullable Node at(Node root, List<String> path) {
        Node node = root;
        for (String step : path) {
            List<Node> elements = YamlNodes.elements(node);
            node = elements.isEmpty() ? YamlNodes.child(node, step) : elements.get(Integer.parseInt(step));
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    /** What is said of each subject. */
    Stated stated(Problems problems) {
        Map<Subject, Set<String>> keys = new LinkedHashMap<>();
        paths.forEach((subject, path) -> {
            Set<String> found = new LinkedHashSet<>();
            Node node = at(root, path);
            if (node instanceof ScalarNode) {
                found.add("type");
            }
            for (Scalars.Entry entry : YamlNodes.entries(node)) {
                found.add(entry.name());
                YamlNodes.entries(entry.value()).forEach(inner -> found.add(entry.name() + "." + inner.name()));
            }
            keys.put(subject, found);
        });
        Map<String, Place> accepted = new LinkedHashMap<>();
        for (Node id : YamlNodes.elements(YamlNodes.child(root, ACCEPTED))) {
            String text = YamlNodes.text(id);
            if (text != null) {
                accepted.putIfAbsent(text.strip(), problems.place(id));
            }
        }
        return new Stated(keys, accepted);
    }
}
