package dev.pgwright.load.folded;

import dev.pgwright.catalog.Access;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RoleSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose rights statements are carried out with. */
final class Roles {
    /** Everybody; a word that no role may be called. */
    static final String PUBLIC = "public";

    /** Whoever the database belongs to, whose name no statement says; another word that no role may be called. */
    static final String DATABASE_OWNER = "none";

    private final Store store;
    private String session = DATABASE_OWNER;
    private @Nullable String set;

    Roles(Store store) {
        this.store = store;
    }

    String current() {
        return set == null ? session : set;
    }

    String session() {
        return session;
    }

    /** {@code SET ROLE}; null for none. */
    void set(@Nullable String role) {
        @Nullable String before = set;
        store.onUndo(() -> set = before);
        set = role;
    }

    @Nullable String set() {
        return set;
    }

    /** {@code SET SESSION AUTHORIZATION}, which ends {@code SET ROLE}; null for the one that logged in. */
    void authorize(@Nullable String role) {
        set(null);
        String before = session;
        store.onUndo(() -> session = before);
        session = role == null ? DATABASE_OWNER : role;
    }

    /** Runs something with a role's rights. */
    void as(String role, Runnable action) {
        @Nullable String before = set;
        set(role);
        action.run();
        set(before);
    }

    /** The role that a statement names. */
    String named(@Nullable Node node) {
        if (!(node instanceof RoleSpec role)) {
            return current();
        }
        return switch (role.roletype()) {
            case ROLESPEC_PUBLIC -> PUBLIC;
            case ROLESPEC_CURRENT_ROLE, ROLESPEC_CURRENT_USER -> current();
            case ROLESPEC_SESSION_USER -> session;
            case ROLESPEC_CSTRING -> Scope.text(role.rolename());
        };
    }

    List<String> named(List<Node> nodes) {
        return nodes.stream().map(this::named).toList();
    }

    /** As {@link Access} has it. */
    static String sql(String role) {
        return role.equals(PUBLIC)
                ? "PUBLIC"
                : role.equals(DATABASE_OWNER) ? Access.DATABASE_OWNER : Identifiers.quoteIdentifier(role);
    }
}
