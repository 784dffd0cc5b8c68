package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A schema, an extension, or an object of a kind of which only the name is kept.
 */
final class PlainEntry extends Entry {
    /** In PostgreSQL's words, such as {@code schema} or {@code text search configuration}. */
    final String kind;

    /** Of an extension: where its objects are. */
    @Nullable String schema;

    /** Of a collation: whether texts of different bytes may be equal. */
    boolean nondeterministic;

    PlainEntry(int oid, QualifiedName name, String kind) {
        super(oid, name);
        this.kind = kind;
    }

    @Override
    String described(Store store) {
        return kind + " " + (name.schema().isEmpty() ? name.name() : store.shown(name));
    }

    @Override
    PlainEntry copy() {
        PlainEntry copy = copyBasics(new PlainEntry(oid, name, kind));
        copy.schema = schema;
        copy.nondeterministic = nondeterministic;
        return copy;
    }
}
