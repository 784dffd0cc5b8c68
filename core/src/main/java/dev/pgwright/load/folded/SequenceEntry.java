package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.SequenceOptions;

/** A sequence; {@link #owner} is the table of the column that owns it, or 0. */
final class SequenceEntry extends Entry {
    String dataType = "bigint";
    SequenceOptions options = SequenceOptions.BIGINT;
    int ownerColumn;

    /** Of an identity column. */
    boolean internal;

    boolean unlogged;

    SequenceEntry(int oid, QualifiedName name) {
        super(oid, name);
    }

    @Override
    String described(Store store) {
        return "sequence " + store.shown(name);
    }

    @Override
    SequenceEntry copy() {
        SequenceEntry copy = copyBasics(new SequenceEntry(oid, name));
        copy.dataType = dataType;
        copy.options = options;
        copy.ownerColumn = ownerColumn;
        copy.internal = internal;
        copy.unlogged = unlogged;
        return copy;
    }
}
