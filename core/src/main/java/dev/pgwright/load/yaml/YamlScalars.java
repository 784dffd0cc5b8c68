package dev.pgwright.load.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads single values, lists and mappings. What cannot be read becomes a problem and null; {@code what} names the value
 * in its message.
 */
public class YamlScalars {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");

    private final YamlProblems problems;

    public YamlScalars(YamlProblems problems) {
        this.problems = problems;
    }

    /** One entry of a mapping. */
    public record Entry(ScalarNode key, Node value) {
        public String name() {
            return key.getValue();
        }
    }

    /** A text on one or more lines; numbers and words that YAML takes for something else are texts too. */
    public @Nullable String text(Node node, String what) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(node, what + " must be a single value, not " + kind(node), null);
            return null;
        }
        if (isNull(node)) {
            problems.add(node, what + " has no value", "Write a value, or remove it");
            return null;
        }
        if (scalar.getValue().isBlank()) {
            problems.add(node, what + " is empty", "Write a value, or remove it");
            return null;
        }
        return scalar.getValue().strip();
    }

    /** A text on one line, without control characters. */
    public @Nullable String line(Node node, String what) {
        String text = text(node, what);
        if (text != null && text.chars().anyMatch(Character::isISOControl)) {
            problems.add(node, what + " must be on one line", null);
            return null;
        }
        return text;
    }

    public boolean flag(Node node, String what, boolean otherwise) {
        String text = node instanceof ScalarNode scalar && scalar.isPlain() ? scalar.getValue() : "";
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        problems.add(node, what + " must be true or false, not " + shown(node), null);
        return otherwise;
    }

    public @Nullable Integer integer(Node node, String what, int least, int most) {
        String text = node instanceof ScalarNode scalar ? scalar.getValue().replace("_", "") : "";
        if (INTEGER.matcher(text).matches()) {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        problems.add(
                node, what + " must be a whole number from " + least + " to " + most + ", not " + shown(node), null);
        return null;
    }

    public <E> @Nullable E choice(Node node, String what, Map<String, E> words) {
        String text = text(node, what);
        if (text == null) {
            return null;
        }
        E chosen = words.get(text);
        if (chosen == null) {
            problems.add(
                    node, what + " cannot be '" + text + "'", problems.choose(text, "It is one of", words.keySet()));
        }
        return chosen;
    }

    /** The elements of a list of texts; a single text is not a list. */
    public @Nullable List<Node> list(Node node, String what) {
        if (!(node instanceof SequenceNode sequence)) {
            String written = node instanceof ScalarNode scalar && !isNull(node) ? scalar.getValue() : null;
            problems.add(
                    node,
                    what + " must be a list, not " + kind(node),
                    written == null || written.contains("\n") ? null : "Write [" + written + "]");
            return null;
        }
        if (sequence.getValue().isEmpty()) {
            problems.add(node, what + " is an empty list", "Write a value, or remove it");
            return null;
        }
        return sequence.getValue();
    }

    /** The elements of a list of texts that differ from each other, with their nodes. */
    public Map<String, Node> distinctTexts(Node node, String what) {
        Map<String, Node> texts = new LinkedHashMap<>();
        List<Node> elements = list(node, what);
        for (Node element : elements == null ? List.<Node>of() : elements) {
            String text = text(element, "a value of " + what);
            if (text != null && texts.putIfAbsent(text, element) != null) {
                problems.add(element, "'" + text + "' is twice in " + what, null);
            }
        }
        return texts;
    }

    /** The entries of a mapping, first one wins; a repeated key is a problem. */
    public @Nullable List<Entry> entries(Node node, String what) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, what + " must be a mapping, not " + shown(node), null);
            return null;
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(
                        tuple.getKeyNode(),
                        "a key of " + what + " must be a text, not " + kind(tuple.getKeyNode()),
                        null);
                continue;
            }
            if (key.getValue().equals("<<") && key.isPlain()) {
                problems.add(
                        key,
                        what + " uses the merge key '<<', which YAML 1.2 does not have",
                        "Write the keys out, or use an alias for a whole value");
                continue;
            }
            Entry earlier = entries.putIfAbsent(key.getValue(), new Entry(key, tuple.getValueNode()));
            if (earlier != null) {
                problems.add(
                        key,
                        "the key '" + key.getValue() + "' is twice in " + what,
                        "The first is at " + problems.place(earlier.key()));
            }
        }
        return new ArrayList<>(entries.values());
    }

    public static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && (scalar.getValue().isEmpty()
                        || scalar.getValue().equals("null")
                        || scalar.getValue().equals("~"));
    }

    public static String kind(Node node) {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        return isNull(node) ? "nothing" : "a single value";
    }

    /** The value itself where it is a short one, else its kind. */
    public static String shown(Node node) {
        if (node instanceof ScalarNode scalar
                && !isNull(node)
                && scalar.getValue().length() <= 60) {
            return "'" + scalar.getValue() + "'";
        }
        return kind(node);
    }
}
