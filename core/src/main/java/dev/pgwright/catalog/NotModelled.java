package dev.pgwright.catalog;

/**
 * An object that exists but that the model does not describe.
 *
 * @param kind as PostgreSQL names it, for example {@code policy}
 */
public record NotModelled(String kind, String name) {}
