package dev.pgwright.load.folded;

import dev.pgwright.catalog.ColumnSettings;
import org.jspecify.annotations.Nullable;

/** A column of a relation, or an attribute of a composite type. */
final class ColumnEntry {
    final int number;
    String name;
    TypeRef type;

    /** Qualified for SQL, null when the type's own. */
    @Nullable String collation;

    boolean notNull;

    /** Of a default, or of a generated column. */
    @Nullable Expression expression;

    Generation generation = Generation.NONE;

    /** The number of an identity column's sequence, 0 for none. */
    int identitySequence;

    boolean identityAlways;
    ColumnSettings settings = ColumnSettings.NONE;

    @Nullable String comment;

    /** Privileges on it alone, null for none. */
    @Nullable Acl acl;

    /** How many parents it comes from. */
    int inherited;

    /** Whether the relation has it of its own. */
    boolean local = true;

    /** Whether its value is computed. */
    enum Generation {
        NONE,
        STORED,
        VIRTUAL
    }

    ColumnEntry(int number, String name, TypeRef type) {
        this.number = number;
        this.name = name;
        this.type = type;
    }

    ColumnEntry copy() {
        ColumnEntry copy = copy(number);
        copy.acl = acl;
        return copy;
    }

    /** Another column of the same definition; privileges are no part of it. */
    ColumnEntry copy(int as) {
        ColumnEntry copy = new ColumnEntry(as, name, type);
        copy.collation = collation;
        copy.notNull = notNull;
        copy.expression = expression;
        copy.generation = generation;
        copy.identitySequence = identitySequence;
        copy.identityAlways = identityAlways;
        copy.settings = settings;
        copy.comment = comment;
        copy.inherited = inherited;
        copy.local = local;
        return copy;
    }
}
