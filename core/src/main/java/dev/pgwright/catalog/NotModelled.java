package dev.pgwright.catalog;

/**
 * An object, or a property of one, that exists but that the model does not describe.
 *
 * @param kind as PostgreSQL names it, for example {@code large object}
 * @param name as SQL where it is one object's name: qualified, quoted, with argument types
 */
public record NotModelled(String kind, String name) {
    /** On one line, for lists and comments. */
    public String line() {
        return (kind + " " + name).replaceAll("\\R", " ");
    }
}
