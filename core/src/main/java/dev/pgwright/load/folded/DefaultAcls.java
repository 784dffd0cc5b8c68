package dev.pgwright.load.folded;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code ALTER DEFAULT PRIVILEGES} has said: pg_default_acl. */
final class DefaultAcls {
    private final Store store;
    private final Map<Key, Acl> acls = new HashMap<>();

    /**
     * What it is about.
     *
     * @param schema its number, 0 for all
     */
    record Key(String role, int schema, AclKind kind) {}

    DefaultAcls(Store store) {
        this.store = store;
    }

    Map<Key, Acl> all() {
        return Collections.unmodifiableMap(acls);
    }

    /** What is in force for a key: what was said, or what it adds to. */
    Acl of(Key key) {
        return acls.getOrDefault(key, first(key));
    }

    /** One for a schema begins with nothing, as it comes on top of the others. */
    Acl first(Key key) {
        return key.schema() == 0 ? key.kind().initial(key.role(), store.version()) : Acl.EMPTY;
    }

    /** SetDefaultACL of aclchk.c: what is no different from the start is forgotten. */
    void put(Key key, Acl acl) {
        @Nullable Acl before = acls.get(key);
        store.onUndo(() -> {
            if (before == null) {
                acls.remove(key);
            } else {
                acls.put(key, before);
            }
        });
        if (acl.equals(first(key))) {
            acls.remove(key);
        } else {
            acls.put(key, acl);
        }
    }

    /** get_user_default_acl of aclchk.c: null when nobody has said anything that matters. */
    @Nullable Acl ofNew(AclKind kind, String owner, int schema) {
        Acl everywhere = acls.get(new Key(owner, 0, kind));
        Acl here = schema == 0 ? null : acls.get(new Key(owner, schema, kind));
        if (everywhere == null && here == null) {
            return null;
        }
        Acl initial = kind.initial(owner, store.version());
        Acl result = (everywhere == null ? initial : everywhere).merged(here, owner);
        return result.equals(initial) ? null : result;
    }
}
