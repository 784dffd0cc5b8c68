package dev.pgwright.load.folded;

/**
 * Something that needs a relation or a column.
 *
 * @param kind in PostgreSQL's words: {@code view}, {@code function}, {@code generated column}
 * @param name as PostgreSQL's messages show it
 */
public record Dependent(String kind, String name) {}
