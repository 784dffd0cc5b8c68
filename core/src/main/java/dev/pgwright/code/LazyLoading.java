package dev.pgwright.code;

import dev.pgwright.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** What it says of entities and queries, without what a program does with them. */
    LazyLoading withoutAccesses() {
        return new LazyLoading(associations, fetched, List.of());
    }

    /**
     * A lazy association.
     *
     * @param entity the class that has it
     * @param isMany whether it leads to many objects, so that any use of it loads them
     */
    public record Association(String entity, String name, boolean isMany) {
        /** Associations that are lazy unless somebody says otherwise. */
        private static final Set<String> MANY = Set.of("OneToMany", "ManyToMany", "ElementCollection");

        /** The association that a member of an entity is, if it is a lazy one; its annotations by their names, with all that is written. */
        static Optional<Association> of(String entity, String member, Map<String, String> annotations) {
            boolean isMany = annotations.keySet().stream().anyMatch(MANY::contains);
            String how = String.join(" ", annotations.values());
            boolean isOne = annotations.containsKey("ManyToOne") || annotations.containsKey("OneToOne");
            boolean isLazy = isMany ? !how.contains("EAGER") : isOne && how.contains("LAZY");
            boolean isBatched = annotations.containsKey("BatchSize") || annotations.containsKey("Fetch");
            return isLazy && !isBatched ? Optional.of(new Association(entity, member, isMany)) : Optional.empty();
        }
    }

    /**
     * A part of the variable of a loop is asked for.
     *
     * @param loop its first line
     * @param entity the type of the variable, empty when nobody has written it
     * @param isFollowed whether something of that part is asked for, other than its key
     */
    public record Access(Span call, Span loop, String variable, String entity, String name, boolean isFollowed) {}
}
