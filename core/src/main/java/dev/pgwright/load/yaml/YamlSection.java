package dev.pgwright.load.yaml;

import dev.pgwright.source.Place;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** A mapping with known keys. */
public class YamlSection {
    private final YamlProblems problems;
    private final YamlScalars scalars;
    private final Node node;
    private final String subject;
    private final Map<String, YamlScalars.Entry> entries = new LinkedHashMap<>();
    private final Set<String> empty = new HashSet<>();

    protected YamlSection(YamlProblems problems, YamlScalars scalars, Node node, String subject) {
        this.problems = problems;
        this.scalars = scalars;
        this.node = node;
        this.subject = subject;
    }

    /**
     * Reads the keys of a mapping; unknown, repeated and empty ones are problems.
     *
     * @param subject what the mapping is, as messages name it: {@code entity 'customer'}
     * @return null when the node is not a mapping
     */
    public static @Nullable YamlSection of(YamlProblems problems, Node node, String subject, List<String> keys) {
        YamlSection section = new YamlSection(problems, new YamlScalars(problems), node, subject);
        return section.fill(keys) ? section : null;
    }

    /** Reads the keys; false when the node is not a mapping. */
    protected final boolean fill(List<String> keys) {
        List<YamlScalars.Entry> found = scalars.entries(node, subject);
        if (found == null) {
            return false;
        }
        for (YamlScalars.Entry entry : found) {
            if (!keys.contains(entry.name())) {
                problems.add(
                        entry.key(),
                        "unknown key '" + entry.name() + "' in " + subject,
                        problems.choose(entry.name(), "The keys here are", keys));
            } else if (YamlScalars.isNull(entry.value())) {
                problems.add(entry.key(), what(entry.name()) + " has no value", "Write a value, or remove it");
                empty.add(entry.name());
            } else {
                entries.put(entry.name(), entry);
            }
        }
        return true;
    }

    /** Takes over what another reading of the same mapping found. */
    protected final void take(YamlSection other) {
        entries.putAll(other.entries);
        empty.addAll(other.empty);
    }

    public Place place() {
        return problems.place(node);
    }

    public String subject() {
        return subject;
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The value of a key; null when it is absent. */
    public @Nullable Node node(String key) {
        YamlScalars.Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /** The value of a key that must be there; null and a problem when it is absent. */
    public @Nullable Node require(String key, String hint) {
        Node value = node(key);
        if (value == null && !empty.contains(key)) {
            problems.add(node, subject + " needs '" + key + "'", hint);
        }
        return value;
    }

    /** The value of a key that is known to be there. */
    public Node requireNode(String key) {
        Node value = node(key);
        if (value == null) {
            throw new IllegalStateException(what(key) + " was taken for present");
        }
        return value;
    }

    /** How messages name the value of a key. */
    public String what(String key) {
        return "'" + key + "' of " + subject;
    }

    /** A problem at a key; at the mapping when the key is absent. */
    public void problem(String key, String message, @Nullable String hint) {
        YamlScalars.Entry entry = entries.get(key);
        problems.add(entry == null ? node : entry.key(), message, hint);
    }

    public @Nullable String text(String key) {
        Node value = node(key);
        return value == null ? null : scalars.text(value, what(key));
    }

    public @Nullable String line(String key) {
        Node value = node(key);
        return value == null ? null : scalars.line(value, what(key));
    }

    public boolean flag(String key, boolean otherwise) {
        Node value = node(key);
        return value == null ? otherwise : scalars.flag(value, what(key), otherwise);
    }

    public @Nullable Integer integer(String key, int least, int most) {
        Node value = node(key);
        return value == null ? null : scalars.integer(value, what(key), least, most);
    }

    public <E> @Nullable E choice(String key, Map<String, E> words) {
        Node value = node(key);
        return value == null ? null : scalars.choice(value, what(key), words);
    }

    /** The elements of a list; empty when the key is absent. */
    public List<Node> list(String key) {
        Node value = node(key);
        List<Node> elements = value == null ? null : scalars.list(value, what(key));
        return elements == null ? List.of() : elements;
    }

    /** Texts of a list that differ from each other; empty when the key is absent. */
    public Map<String, Node> distinctTexts(String key) {
        Node value = node(key);
        return value == null ? Map.of() : scalars.distinctTexts(value, what(key));
    }

    /** The entries of a mapping with keys of its own; empty when the key is absent. */
    public List<YamlScalars.Entry> entries(String key) {
        Node value = node(key);
        List<YamlScalars.Entry> found = value == null ? null : scalars.entries(value, what(key));
        return found == null ? List.of() : found;
    }
}
