package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Function;
import dev.pgwright.source.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the value of an attribute comes from that nobody enters: it follows from others. */
public sealed interface Derived {
    Place place();

    /** From other attributes of the same row; {@code sql} is an SQL expression over them. */
    record Expression(Place place, String sql) implements Derived {}

    /**
     * From the rows that belong to the row.
     *
     * @param entity the children, which name their parent by exactly one relationship
     * @param path the attribute of the children; null for {@link Function#COUNT}
     * @param filters with constants: only the children that satisfy all of them count
     */
    record OverChildren(
            Place place,
            Function function,
            String entity,
            @Nullable String path,
            List<Filter> filters) implements Derived {
        public OverChildren {
            filters = List.copyOf(filters);
        }
    }
}
