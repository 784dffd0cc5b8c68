package dev.pgwright.migrate.diff;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Names an object of a catalog.
 *
 * @param kind in PostgreSQL's words: {@code table}, {@code column}, {@code foreign key}
 * @param name qualified by its schema if it is in one; with argument types if it takes any
 * @param owner the object that it is a part of
 */
public record ObjectId(String kind, String name, @Nullable ObjectId owner) implements Comparable<ObjectId> {
    private static final Comparator<ObjectId> ORDER = Comparator.comparing((ObjectId id) -> id.whole().kind)
            .thenComparing(id -> id.whole().name)
            .thenComparing(id -> id.owner == null ? "" : id.kind)
            .thenComparing(ObjectId::name);

    static ObjectId of(String kind, String name) {
        return new ObjectId(kind, name, null);
    }

    ObjectId part(String partKind, String partName) {
        return new ObjectId(partKind, partName, this);
    }

    /** The object that this is a part of, or this. */
    ObjectId whole() {
        return owner == null ? this : owner.whole();
    }

    @Override
    public int compareTo(ObjectId other) {
        return ORDER.compare(this, other);
    }

    /** {@code table public.orders}, {@code column public.orders.status}, {@code index orders_idx on public.orders}. */
    @Override
    public String toString() {
        if (owner == null) {
            return kind + " " + name;
        }
        return kind + " " + (kind.equals("column") ? owner.name + "." + name : name + " on " + owner.name);
    }
}
