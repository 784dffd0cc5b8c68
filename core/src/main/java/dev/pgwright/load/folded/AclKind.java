package dev.pgwright.load.folded;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The kinds of object that have privileges of their own (acl.h of PostgreSQL 18). */
enum AclKind {
    TABLE("relation", Set.of("INSERT", "SELECT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"), Set.of()),
    COLUMN("column", Set.of("INSERT", "SELECT", "UPDATE", "REFERENCES"), Set.of()),
    SEQUENCE("sequence", Set.of("USAGE", "SELECT", "UPDATE"), Set.of()),
    FUNCTION("function", Set.of("EXECUTE"), Set.of("EXECUTE")),
    TYPE("type", Set.of("USAGE"), Set.of("USAGE")),
    SCHEMA("schema", Set.of("USAGE", "CREATE"), Set.of());

    /** MAINTAIN came with this version. */
    private static final int MAINTAIN_SINCE = 17;

    final String words;
    private final Set<String> all;

    /** What everybody has from the start. */
    private final Set<String> ofPublic;

    AclKind(String words, Set<String> all, Set<String> ofPublic) {
        this.words = words;
        this.all = all;
        this.ofPublic = ofPublic;
    }

    SortedSet<String> all(int version) {
        TreeSet<String> names = new TreeSet<>(all);
        if (this == TABLE && version >= MAINTAIN_SINCE) {
            names.add("MAINTAIN");
        }
        return names;
    }

    /** What an object has before anybody says otherwise (acldefault of PostgreSQL's acl.c). */
    Acl initial(String owner, int version) {
        return this == COLUMN
                ? Acl.EMPTY
                : Acl.EMPTY.given(Roles.PUBLIC, owner, new TreeSet<>(ofPublic)).given(owner, owner, all(version));
    }

    /** Null for what has no privileges. */
    static @Nullable AclKind of(Entry entry) {
        if (entry instanceof RelationEntry relation) {
            return relation.kind == RelationEntry.Kind.COMPOSITE ? TYPE : TABLE;
        } else if (entry instanceof SequenceEntry) {
            return SEQUENCE;
        } else if (entry instanceof RoutineEntry) {
            return FUNCTION;
        } else if (entry instanceof TypeEntry) {
            return TYPE;
        }
        return entry instanceof PlainEntry plain && plain.kind.equals("schema") ? SCHEMA : null;
    }
}
