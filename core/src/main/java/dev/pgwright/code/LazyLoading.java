package dev.pgwright.code;

import dev.pgwright.source.Span;
import java.util.List;
import java.util.Set;

/**
 * What a source file says of objects that JPA loads when they are asked for.
 *
 * @param associations the lazy ones of entities
 * @param fetched associations that some query loads with their owners
 * @param accesses to parts of what a query has found, in a loop over it
 */
public record LazyLoading(List<Association> associations, Set<String> fetched, List<Access> accesses) {
    static final LazyLoading NONE = new LazyLoading(List.of(), Set.of(), List.of());

    public LazyLoading {
        associations = List.copyOf(associations);
        fetched = Set.copyOf(fetched);
        accesses = List.copyOf(accesses);
    }

    /**
     * A lazy association.
     *
     * @param entity the class that has it
     * @param isMany whether it leads to many objects, so that any use of it loads them
     */
    public record Association(String entity, String name, boolean isMany) {}

    /**
     * A part of the variable of a loop is asked for.
     *
     * @param loop its first line
     * @param entity the type of the variable, empty when nobody has written it
     * @param isFollowed whether something of that part is asked for, other than its key
     */
    public record Access(Span call, Span loop, String variable, String entity, String name, boolean isFollowed) {}
}
