package dev.pgwright.source;

import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where something is, as far as it is known: a file, a line and column in it, a database object.
 *
 * @param file the name to show
 * @param object a database object by its qualified name, or an entity of a requirements file
 */
public record Place(
        @Nullable String file,
        @Nullable Position position,
        @Nullable String object) implements Comparable<Place> {
    private static final Comparator<Place> ORDER = Comparator.comparing(
                    (Place place) -> place.file, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(place -> place.position, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(place -> place.object, Comparator.nullsFirst(Comparator.naturalOrder()));

    public static final Place UNKNOWN = new Place(null, null, null);

    public static Place of(String file) {
        return new Place(file, null, null);
    }

    public static Place of(String file, Position position) {
        return new Place(file, position, null);
    }

    public static Place ofObject(String object) {
        return new Place(null, null, object);
    }

    public Place withObject(String name) {
        return new Place(file, position, name);
    }

    public Optional<Position> optionalPosition() {
        return Optional.ofNullable(position);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column}, or what of it is known; empty when nothing is. */
    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder(file == null ? "" : file);
        if (position != null) {
            shown.append(shown.isEmpty() ? "" : ":").append(position);
        }
        if (object != null) {
            shown.append(shown.isEmpty() ? "" : " (")
                    .append(object)
                    .append(shown.length() > object.length() ? ")" : "");
        }
        return shown.toString();
    }
}
