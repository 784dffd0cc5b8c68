package dev.pgwright.catalog;

import org.jspecify.annotations.Nullable;

/** An installed extension; its members are not part of the model. */
public record Extension(
        String name, String schema, @Nullable String comment) {}
