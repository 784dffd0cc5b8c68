package dev.pgwright.design.prove.evaluate;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the application passes in one call, in text form.
 *
 * @param tenant null where there are no tenants
 * @param filters by path: one value, the list of an {@code in}, the two bounds of a range
 * @param sets new values by column
 */
public record Arguments(
        @Nullable String tenant, Map<String, List<String>> filters, Map<String, @Nullable String> sets) {
    public Arguments {
        filters = Map.copyOf(filters);
        sets = Collections.unmodifiableMap(new HashMap<>(sets));
    }

    /** The same with other values for one filter. */
    public Arguments with(String path, List<String> values) {
        Map<String, List<String>> changed = new HashMap<>(filters);
        changed.put(path, values);
        return new Arguments(tenant, changed, sets);
    }

    public Arguments setting(Map<String, @Nullable String> values) {
        return new Arguments(tenant, filters, values);
    }

    /** The values that were passed for a path. */
    List<String> passed(String path) {
        List<String> values = filters.get(path);
        if (values == null) {
            throw new IllegalStateException("nothing was passed for " + path);
        }
        return values;
    }
}
