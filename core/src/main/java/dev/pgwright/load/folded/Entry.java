package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object of the schema. Fields change only after {@link Store#touch}. */
abstract class Entry {
    /** Its number, never used again. */
    final int oid;

    /** With an empty schema where the kind has none. */
    QualifiedName name;

    /** The relation or domain that it is a part of, 0 for none. */
    int owner;

    @Nullable String comment;

    /** The role that it belongs to, as {@link Roles} has it; of what is a part of something else that one's counts. */
    String role = Roles.DATABASE_OWNER;

    /** Null while nobody has said anything about privileges. */
    @Nullable Acl acl;

    List<Dependency> dependencies = List.of();

    /** When it was last kept for an undo. */
    long epoch;

    Entry(int oid, QualifiedName name) {
        this.oid = oid;
        this.name = name;
    }

    /** The object as it is now. */
    abstract Entry copy();

    /** As PostgreSQL's messages call it, with its name. */
    abstract String described(Store store);

    final <T extends Entry> T copyBasics(T target) {
        Entry basics = target;
        basics.owner = owner;
        basics.comment = comment;
        basics.role = role;
        basics.acl = acl;
        basics.dependencies = dependencies;
        basics.epoch = epoch;
        return target;
    }
}
