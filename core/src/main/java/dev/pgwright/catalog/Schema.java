package dev.pgwright.catalog;

import org.jspecify.annotations.Nullable;

/** A namespace. */
public record Schema(String name, @Nullable String comment) {
    /** The schema that every new database has. */
    public static final String PUBLIC = "public";
}
