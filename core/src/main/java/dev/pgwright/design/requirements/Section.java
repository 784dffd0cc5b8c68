package dev.pgwright.design.requirements;

import dev.pgwright.source.Place;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** A mapping with known keys: an entity, an attribute, a rule. */
final class Section {
    private final Problems problems;
    private final Scalars scalars;
    private final Node node;
    private final String subject;
    private final Map<String, Scalars.Entry> entries = new LinkedHashMap<>();
    private final Set<String> empty = new HashSet<>();

    private Section(Problems problems, Node node, String subject) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.node = node;
        this.subject = subject;
    }

    /**
     * Reads the keys of a mapping; unknown, repeated and empty ones are problems.
     *
     * @param subject what the mapping is, as messages name it: {@code entity 'customer'}
     * @return null when the node is not a mapping
     */
    static @Nullable Section read(Problems problems, Node node, String subject, List<String> keys) {
        Section section = new Section(problems, node, subject);
        List<Scalars.Entry> entries = section.scalars.entries(node, subject);
        if (entries == null) {
            return null;
        }
        for (Scalars.Entry entry : entries) {
            if (!keys.contains(entry.name())) {
                problems.add(
                        entry.key(),
                        "unknown key '" + entry.name() + "' in " + subject,
                        Problems.choose(entry.name(), "The keys here are", keys));
            } else if (Scalars.isNull(entry.value())) {
                problems.add(entry.key(), section.what(entry.name()) + " has no value", "Write a value, or remove it");
                section.empty.add(entry.name());
            } else {
                section.entries.put(entry.name(), entry);
            }
        }
        return section;
    }

    /** The same mapping under a better name, known once a part of it was read. */
    Section named(String betterSubject) {
        Section renamed = new Section(problems, node, betterSubject);
        renamed.entries.putAll(entries);
        renamed.empty.addAll(empty);
        return renamed;
    }

    Place place() {
        return problems.place(node);
    }

    String subject() {
        return subject;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The value of a key; null when it is absent. */
    @Nullable Node node(String key) {
        Scalars.Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /** The value of a key that must be there; null and a problem when it is absent. */
    @Nullable Node require(String key, String hint) {
        Node value = node(key);
        if (value == null && !empty.contains(key)) {
            problems.add(node, subject + " needs '" + key + "'", hint);
        }
        return value;
    }

    /** The value of a key that is known to be there. */
    Node requireNode(String key) {
        Node value = node(key);
        if (value == null) {
            throw new IllegalStateException(what(key) + " was taken for present");
        }
        return value;
    }

    /** How messages name the value of a key. */
    String what(String key) {
        return "'" + key + "' of " + subject;
    }

    /** A problem at a key; at the mapping when the key is absent. */
    void problem(String key, String message, @Nullable String hint) {
        Scalars.Entry entry = entries.get(key);
        problems.add(entry == null ? node : entry.key(), message, hint);
    }

    @Nullable String text(String key) {
        Node value = node(key);
        return value == null ? null : scalars.text(value, what(key));
    }

    @Nullable String line(String key) {
        Node value = node(key);
        return value == null ? null : scalars.line(value, what(key));
    }

    @Nullable String name(String key) {
        Node value = node(key);
        return value == null ? null : scalars.name(value, what(key));
    }

    boolean flag(String key, boolean otherwise) {
        Node value = node(key);
        return value == null ? otherwise : scalars.flag(value, what(key), otherwise);
    }

    @Nullable Integer integer(String key, int least, int most) {
        Node value = node(key);
        return value == null ? null : scalars.integer(value, what(key), least, most);
    }

    <E> @Nullable E choice(String key, Map<String, E> words) {
        Node value = node(key);
        return value == null ? null : scalars.choice(value, what(key), words);
    }

    /** The elements of a list; empty when the key is absent. */
    List<Node> list(String key) {
        Node value = node(key);
        List<Node> elements = value == null ? null : scalars.list(value, what(key));
        return elements == null ? List.of() : elements;
    }

    /** Texts of a list that differ from each other; empty when the key is absent. */
    Map<String, Node> distinctTexts(String key) {
        Node value = node(key);
        return value == null ? Map.of() : scalars.distinctTexts(value, what(key));
    }

    /** The entries of a mapping with keys of its own; empty when the key is absent. */
    List<Scalars.Entry> entries(String key) {
        Node value = node(key);
        List<Scalars.Entry> found = value == null ? null : scalars.entries(value, what(key));
        return found == null ? List.of() : found;
    }
}
