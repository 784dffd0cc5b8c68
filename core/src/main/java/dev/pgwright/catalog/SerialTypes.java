package dev.pgwright.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that a column's type may have for an integer with a sequence (documentation of 18, "Serial Types"). */
public final class SerialTypes {
    private static final Map<String, String> INTEGERS = Map.of(
            "smallserial", "int2",
            "serial2", "int2",
            "serial", "int4",
            "serial4", "int4",
            "bigserial", "int8",
            "serial8", "int8");

    private SerialTypes() {}

    /** The internal name of a serial's integer type, or null; a name with a schema is no serial's. */
    public static @Nullable String integer(List<String> name) {
        return name.size() == 1 ? INTEGERS.get(name.get(0)) : null;
    }
}
