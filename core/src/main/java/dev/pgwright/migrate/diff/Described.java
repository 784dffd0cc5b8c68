package dev.pgwright.migrate.diff;

import dev.pgwright.finding.Count;
import java.util.List;
import java.util.Map;

/**
 * An object as a diff sees it.
 *
 * @param properties by name, as shown; empty ones are left out
 * @param parts in their order where it has a meaning
 */
record Described(ObjectId id, Map<String, String> properties, List<Described> parts) {
    List<Described> parts(String kind) {
        return parts.stream().filter(part -> part.id().kind().equals(kind)).toList();
    }

    String property(String name) {
        return properties.getOrDefault(name, "");
    }

    /** What it is, in a few words. */
    String summary() {
        if (!parts.isEmpty()) {
            long columns = parts.stream()
                    .filter(part -> part.id().kind().equals("column"))
                    .count();
            return columns == 0 ? "" : Count.of(columns, "column");
        }
        return property("type").isEmpty() ? property("columns") : property("type");
    }
}
