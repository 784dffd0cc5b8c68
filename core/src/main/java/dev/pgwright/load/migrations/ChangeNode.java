package dev.pgwright.load.migrations;

import dev.pgwright.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An element of a changelog, whatever the format it is written in.
 *
 * @param name of the element or the key, without a namespace
 * @param attributes attributes, or single values below the key
 * @param span where it stands: its start tag, or its key
 * @param text SQL inside it, if any
 */
record ChangeNode(
        String name,
        Map<String, String> attributes,
        List<ChangeNode> children,
        Span span,
        @Nullable Text text) {

    /**
     * A text of the changelog.
     *
     * @param lines its lines with the places from which they come; a place has the line's length where the line stands
     *     there as it is
     */
    record Text(List<Line> lines) {
        record Line(String text, Span span) {}

        Text {
            lines = List.copyOf(lines);
        }

        boolean isBlank() {
            return lines.stream().allMatch(line -> line.text().isBlank());
        }
    }

    ChangeNode {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    @Nullable String get(String attribute) {
        return attributes.get(attribute);
    }

    String get(String attribute, String otherwise) {
        return attributes.getOrDefault(attribute, otherwise);
    }

    boolean is(String attribute) {
        return "true".equalsIgnoreCase(get(attribute));
    }

    boolean isNot(String attribute) {
        return "false".equalsIgnoreCase(get(attribute));
    }

    /** The same with placeholders in the attributes filled in, as far as their values are known. */
    ChangeNode with(Map<String, String> properties) {
        if (properties.isEmpty()) {
            return this;
        }
        Map<String, String> filled = new LinkedHashMap<>(attributes);
        filled.replaceAll((attribute, value) -> filled(value, properties));
        List<ChangeNode> below =
                children.stream().map(child -> child.with(properties)).toList();
        return new ChangeNode(name, filled, below, span, text);
    }

    private static String filled(String value, Map<String, String> properties) {
        String filled = value;
        for (Map.Entry<String, String> property : properties.entrySet()) {
            filled = filled.replace("${" + property.getKey() + "}", property.getValue());
        }
        return filled;
    }

    List<ChangeNode> children(String wanted) {
        return children.stream().filter(child -> child.name().equals(wanted)).toList();
    }

    Optional<ChangeNode> child(String wanted) {
        return children(wanted).stream().findFirst();
    }
}
