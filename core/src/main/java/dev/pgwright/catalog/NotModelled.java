package dev.pgwright.catalog;

import java.util.List;

/**
 * An object, or a property of one, that exists but that the model does not describe.
 *
 * @param kind as PostgreSQL names it, for example {@code policy}
 * @param name as SQL where it is one object's name: qualified, quoted, with argument types
 * @param definition the statements that make it, where the reader can give them: then it is carried through as text
 */
public record NotModelled(String kind, String name, List<String> definition) {
    public NotModelled {
        definition = List.copyOf(definition);
    }

    public NotModelled(String kind, String name) {
        this(kind, name, List.of());
    }
}
