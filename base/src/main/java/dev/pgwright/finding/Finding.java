package dev.pgwright.finding;

import dev.pgwright.source.Place;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something a person should know, with its place, its evidence and what to do.
 *
 * @param id stable name of what was found, kebab-case
 * @param message what is wrong, with the user's own names; one sentence without a final full stop
 * @param hint what to do, if there is more to say than the message says
 */
public record Finding(
        String id,
        Severity severity,
        Place place,
        String message,
        @Nullable String hint,
        Evidence evidence) implements Comparable<Finding> {
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::place)
            .thenComparing(Finding::severity)
            .thenComparing(Finding::id)
            .thenComparing(Finding::message);

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
