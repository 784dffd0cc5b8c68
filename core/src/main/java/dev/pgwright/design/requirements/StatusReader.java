package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.Attribute.StatusValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the values of a status and which of them may follow which. */
final class StatusReader {
    private final Problems problems;
    private final Scalars scalars;

    StatusReader(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    /** The values and the transitions between them; null where there are none to be read. */
    @Nullable StatusValues read(Section section) {
        if (!section.has("values")) {
            Node type = section.node("type");
            if (type != null) {
                needsValues(type, section.subject());
            }
            return null;
        }
        Map<String, Node> values = section.distinctTexts("values");
        values.forEach((value, node) -> scalars.isName(node, value, "a value of " + section.subject()));
        SortedMap<String, List<String>> transitions = new TreeMap<>();
        for (Scalars.Entry entry : section.entries("transitions")) {
            String from = entry.name();
            knownValue(entry.key(), from, values, section);
            List<String> followers = new ArrayList<>();
            Map<String, Node> targets =
                    scalars.distinctTexts(entry.value(), "the transitions from '" + from + "' of " + section.subject());
            targets.forEach((target, node) -> {
                if (target.equals(from)) {
                    problems.add(
                            node,
                            section.subject() + " has a transition from '" + from + "' to itself",
                            "Remove it: keeping a value is no transition");
                } else if (knownValue(node, target, values, section)) {
                    followers.add(target);
                }
            });
            transitions.put(from, List.copyOf(followers));
        }
        return values.isEmpty()
                ? null
                : new StatusValues(List.copyOf(values.keySet()), transitions, section.flag("extensible", false));
    }

    private boolean knownValue(Node node, String value, Map<String, Node> values, Section section) {
        if (values.isEmpty() || values.containsKey(value)) {
            return true;
        }
        problems.add(
                node,
                section.subject() + " has no value '" + value + "'",
                Problems.choice(value, "Its values are", values.keySet()));
        return false;
    }

    void needsValues(Node node, String subject) {
        problems.add(
                node, subject + " is a status and needs 'values'", "Write { type: status, values: [open, closed] }");
    }
}
