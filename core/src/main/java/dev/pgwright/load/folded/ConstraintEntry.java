package dev.pgwright.load.folded;

import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A constraint of a table; {@link #owner} is the table, and the name's schema is the table's. */
final class ConstraintEntry extends Entry {
    final Kind kind;

    /** The numbers of columns, as {@code conkey} has them. */
    List<Integer> columns = List.of();

    /** The number of the index of a key or exclusion; of a foreign key that of the referenced one. */
    int index;

    int referenced;
    List<Integer> referencedColumns = List.of();
    ReferentialAction onUpdate = ReferentialAction.NO_ACTION;
    ReferentialAction onDelete = ReferentialAction.NO_ACTION;
    List<Integer> setColumns = List.of();
    boolean matchFull;

    /** {@code WITHOUT OVERLAPS} or {@code PERIOD}. */
    boolean period;

    @Nullable Expression expression;

    boolean noInherit;
    boolean validated = true;
    boolean enforced = true;
    Deferrability deferrability = Deferrability.NOT_DEFERRABLE;

    /** Of an exclusion, one for each key of the index. */
    List<String> operators = List.of();

    /** The number of the constraint above that it is a part of, as {@code conparentid}; 0 for none. */
    int parent;

    /** From how many parents a check or not-null constraint comes. */
    int inherited;

    boolean local = true;

    /** The kinds of constraint. */
    enum Kind {
        PRIMARY_KEY,
        UNIQUE,
        EXCLUSION,
        FOREIGN_KEY,
        CHECK,
        NOT_NULL
    }

    ConstraintEntry(int oid, QualifiedName name, Kind kind, int table) {
        super(oid, name);
        this.kind = kind;
        this.owner = table;
    }

    boolean isKey() {
        return kind == Kind.PRIMARY_KEY || kind == Kind.UNIQUE;
    }

    boolean hasIndex() {
        return isKey() || kind == Kind.EXCLUSION;
    }

    @Override
    String described(Store store) {
        Entry table = store.get(owner);
        return "constraint " + name.name() + " on " + (table == null ? "table" : table.described(store));
    }

    @Override
    ConstraintEntry copy() {
        ConstraintEntry copy = copyBasics(new ConstraintEntry(oid, name, kind, owner));
        copy.columns = columns;
        copy.index = index;
        copy.referenced = referenced;
        copy.referencedColumns = referencedColumns;
        copy.onUpdate = onUpdate;
        copy.onDelete = onDelete;
        copy.setColumns = setColumns;
        copy.matchFull = matchFull;
        copy.period = period;
        copy.expression = expression;
        copy.noInherit = noInherit;
        copy.validated = validated;
        copy.enforced = enforced;
        copy.deferrability = deferrability;
        copy.operators = operators;
        copy.parent = parent;
        copy.inherited = inherited;
        copy.local = local;
        return copy;
    }
}
