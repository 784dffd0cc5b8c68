package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.RequirementsDocument.Explicit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Writes requirements anew: everything that the file says, in one form, and the defaults that it leaves unsaid, each with
 * a remark.
 */
final class Normalizer {
    private static final String REMARK = "default";

    /** What every YAML 1.2 reader takes for the same text without quotes, within brackets too. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_./+-]([A-Za-z0-9_./+% -]|:(?=[A-Za-z0-9]))*(?<! )");

    private final Map<Subject, Map<String, Explicit>> explicit = new HashMap<>();
    private final Map<List<String>, Subject> subjects = new HashMap<>();
    private final boolean tenancy;
    private final StringBuilder text = new StringBuilder();

    private Normalizer(Node root, List<Explicit> explicit) {
        for (Explicit one : explicit) {
            this.explicit
                    .computeIfAbsent(one.subject(), subject -> new LinkedHashMap<>())
                    .put(one.key(), one);
        }
        Outline outline = new Outline(root);
        outline.subjects().forEach(subject -> outline.path(subject).ifPresent(path -> subjects.put(path, subject)));
        this.tenancy = YamlNodes.child(root, "tenancy") != null;
    }

    static String write(Node root, List<Explicit> explicit) {
        Normalizer normalizer = new Normalizer(root, explicit);
        normalizer.text.append("# The requirements with every default written out. What nobody said has a remark;\n"
                + "# questions.md asks about it. Made by pgwright from the requirements and the answers.\n");
        for (Scalars.Entry section : YamlNodes.entries(root)) {
            if (normalizer.isSection(section.name(), section.value())) {
                normalizer.text.append('\n');
            }
            normalizer.entry(section, List.of(section.name()), 0);
        }
        return normalizer.text.toString();
    }

    private boolean isSection(String name, Node value) {
        return !(value instanceof ScalarNode) && !name.equals("tenancy");
    }

    /** Whether the value at a path is written on lines of its own. */
    private boolean isBlock(List<String> path, Node value) {
        if (subjects.containsKey(path)) {
            return true;
        }
        String last = path.get(path.size() - 1);
        boolean ofSubject = path.size() > 1 && subjects.containsKey(path.subList(0, path.size() - 1));
        return path.size() == 1
                ? isSection(last, value)
                : ofSubject && last.equals("attributes") && value instanceof MappingNode;
    }

    private void entry(Scalars.Entry entry, List<String> path, int depth) {
        indent(depth).append(key(entry.name())).append(':');
        value(entry.value(), path, depth);
    }

    private void value(Node node, List<String> path, int depth) {
        if (!isBlock(path, node)) {
            inline(node, depth);
            return;
        }
        text.append('\n');
        Subject subject = subjects.get(path);
        if (subject != null) {
            entries(node, subject, path, depth + 1, false);
            return;
        }
        if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                element(sequence.getValue().get(i), append(path, String.valueOf(i)), depth + 1);
            }
            return;
        }
        YamlNodes.entries(node).forEach(inner -> entry(inner, append(path, inner.name()), depth + 1));
    }

    private void element(Node node, List<String> path, int depth) {
        Subject subject = subjects.get(path);
        indent(depth).append('-');
        if (subject == null) {
            inline(node, depth);
        } else {
            text.append(' ');
            entries(node, subject, path, depth + 1, true);
        }
    }

    /**
     * The keys of a subject and its defaults.
     *
     * @param begun whether the line of the first key has its indentation already
     */
    private void entries(Node node, Subject subject, List<String> path, int depth, boolean begun) {
        Map<String, Explicit> defaults = defaults(node, subject);
        if (node instanceof ScalarNode type) {
            indent(depth).append("type: ").append(scalar(type)).append('\n');
        }
        boolean first = begun;
        for (Scalars.Entry entry : YamlNodes.entries(node)) {
            if (first) {
                text.append(key(entry.name())).append(':');
                value(entry.value(), append(path, entry.name()), depth);
            } else {
                entry(entry, append(path, entry.name()), depth);
            }
            first = false;
            defaults.remove(entry.name());
        }
        for (Explicit taken : defaults.values()) {
            indent(depth)
                    .append(
                            taken.value() == null
                                    ? "# " + taken.key() + ": " + taken.remark()
                                    : taken.key() + ": " + taken.value() + "  # " + taken.remark())
                    .append('\n');
        }
    }

    private Map<String, Explicit> defaults(Node node, Subject subject) {
        Map<String, Explicit> found = new LinkedHashMap<>();
        switch (subject.kind()) {
            case PROJECT -> {
                put(found, subject, "schema", "public");
                put(found, subject, "postgres", String.valueOf(RequirementsReader.NEWEST_POSTGRES));
            }
            case ENTITY -> {
                boolean kind = YamlNodes.child(node, "is_a") != null;
                if (!kind) {
                    put(found, subject, "identity", "local");
                }
                put(found, subject, "changes", "often");
                if (tenancy && !kind) {
                    put(found, subject, "shared", "false");
                }
            }
            case ATTRIBUTE -> {
                if (YamlNodes.child(node, "derived") == null) {
                    put(found, subject, "required", "false");
                    put(found, subject, "unique", "false");
                }
                put(found, subject, "sensitive", "false");
                if (YamlNodes.child(node, "values") != null) {
                    put(found, subject, "extensible", "false");
                }
            }
            case RELATIONSHIP -> {
                if (!Relationship.Kind.MANY_TO_MANY.word().equals(YamlNodes.text(YamlNodes.child(node, "kind")))) {
                    boolean owned = "true".equals(YamlNodes.text(YamlNodes.child(node, "owned")));
                    put(found, subject, "role", String.valueOf(YamlNodes.text(YamlNodes.child(node, "from"))));
                    put(found, subject, "required", String.valueOf(owned));
                    put(found, subject, "owned", "false");
                }
            }
            case ACCESS_PATTERN -> {
                boolean list = "list".equals(YamlNodes.text(YamlNodes.child(node, "kind")));
                if (list && YamlNodes.child(node, "sql") == null) {
                    put(found, subject, "page", String.valueOf(AccessPattern.DEFAULT_PAGE));
                }
            }
            case RULE -> {
                // a rule says all or nothing
            }
        }
        found.putAll(explicit.getOrDefault(subject, Map.of()));
        return found;
    }

    private static void put(Map<String, Explicit> found, Subject subject, String key, String value) {
        found.put(key, new Explicit(subject, key, value, REMARK));
    }

    private void inline(Node node, int depth) {
        if (node instanceof ScalarNode scalar && scalar.getValue().strip().contains("\n") && isLiteral(scalar)) {
            text.append(" |-\n");
            scalar.getValue().strip().lines().forEach(line -> {
                if (!line.isBlank()) {
                    indent(depth + 1).append(line);
                }
                text.append('\n');
            });
        } else {
            text.append(' ').append(flow(node)).append('\n');
        }
    }

    /** A text that a block scalar keeps as it is. */
    private static boolean isLiteral(ScalarNode scalar) {
        return scalar.getValue().codePoints().allMatch(c -> c == '\n' || !Character.isISOControl(c));
    }

    private static String flow(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        List<String> parts = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(element -> parts.add(flow(element)));
            return "[" + String.join(", ", parts) + "]";
        }
        YamlNodes.entries(node).forEach(entry -> parts.add(key(entry.name()) + ": " + flow(entry.value())));
        return parts.isEmpty() ? "{}" : "{ " + String.join(", ", parts) + " }";
    }

    private static String key(String name) {
        return PLAIN.matcher(name).matches() ? name : quoted(name);
    }

    /** Plain stays plain: of a flag and a number it is a part of the meaning. */
    private static String scalar(ScalarNode node) {
        return node.isPlain() && PLAIN.matcher(node.getValue()).matches() ? node.getValue() : quoted(node.getValue());
    }

    private static String quoted(String value) {
        if (value.codePoints().noneMatch(Character::isISOControl)) {
            return "'" + value.replace("'", "''") + "'";
        }
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c == '\n') {
                quoted.append("\\n");
            } else if (Character.isISOControl(c)) {
                quoted.append("\\x%02x".formatted(c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    private StringBuilder indent(int depth) {
        return text.append("  ".repeat(depth));
    }

    private static List<String> append(List<String> path, @Nullable String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(String.valueOf(step));
        return longer;
    }
}
