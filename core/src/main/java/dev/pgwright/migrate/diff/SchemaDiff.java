package dev.pgwright.migrate.diff;

import java.util.List;

/**
 * How one catalog differs from another.
 *
 * @param changes in order of their objects; of an object that is added or removed its parts are not told
 * @param open objects of which it cannot be told whether they were renamed, counted as removed and added
 */
public record SchemaDiff(List<Change> changes, List<Open> open) {
    public SchemaDiff {
        changes = List.copyOf(changes);
        open = List.copyOf(open);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** One object's change. */
    public sealed interface Change {
        /** The object; by its old name where it has two. */
        ObjectId object();
    }

    /** It is only in the second catalog; {@code summary} says in short what it is. */
    public record Added(ObjectId object, String summary) implements Change {}

    /** It is only in the first catalog. */
    public record Removed(ObjectId object, String summary) implements Change {}

    /**
     * It has another name, schema or table; what else is different of it is told as {@link Changed}.
     *
     * @param confidence from 0 to 1; 1 when the caller said so
     */
    public record Renamed(ObjectId object, ObjectId to, double confidence, String because) implements Change {}

    /** Its properties are different; {@code object} has the new name. */
    public record Changed(ObjectId object, List<Property> properties) implements Change {
        public Changed {
            properties = List.copyOf(properties);
        }
    }

    /** A property's value before and after, empty for none. */
    public record Property(String name, String before, String after) {}

    /** An object that may have become any of some others; the likeliest first. */
    public record Open(ObjectId object, List<Renamed> candidates) {
        public Open {
            candidates = List.copyOf(candidates);
        }
    }
}
