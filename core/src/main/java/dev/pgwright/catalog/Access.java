package dev.pgwright.catalog;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who owns what and who may do what. What is as PostgreSQL has it from the start is not here: objects of the database's
 * owner, an owner's own privileges, those that everybody gets with a function or type. Roles are SQL: quoted names,
 * {@code PUBLIC}, or {@link #DATABASE_OWNER}.
 *
 * @param roles the names, unquoted, of the roles that this catalog speaks of; but for PostgreSQL's own {@code pg_...}
 * @param owners the roles other than the database's owner that own something
 */
public record Access(List<String> roles, List<Owner> owners, List<Grant> grants, List<DefaultPrivileges> defaults) {
    /** Whoever makes the schema. */
    public static final String DATABASE_OWNER = "CURRENT_ROLE";

    public static final Access NONE = new Access(List.of(), List.of(), List.of(), List.of());

    public Access {
        roles = Catalog.sorted(roles, Comparator.naturalOrder());
        owners = Catalog.sorted(owners, Comparator.comparing(Owner::object));
        grants = Catalog.sorted(
                grants,
                Comparator.comparing(Grant::object)
                        .thenComparing(grant -> grant.column() == null ? "" : grant.column())
                        .thenComparing(Grant::privileges));
        defaults = Catalog.sorted(
                defaults,
                Comparator.comparing((DefaultPrivileges one) -> one.role())
                        .thenComparing(one -> one.schema() == null ? "" : one.schema())
                        .thenComparing(DefaultPrivileges::objects)
                        .thenComparing(DefaultPrivileges::privileges));
    }

    /** A role that owns an object. */
    public record Owner(ObjectReference object, String role) {}

    /**
     * Privileges given to, or taken from, one role.
     *
     * @param names such as {@code SELECT}, in order
     * @param grantable {@code WITH GRANT OPTION}
     * @param revoked taken away of what PostgreSQL gives from the start
     */
    public record Privileges(String grantee, List<String> names, boolean grantable, boolean revoked)
            implements Comparable<Privileges> {
        public Privileges {
            names = List.copyOf(names);
        }

        @Override
        public int compareTo(Privileges other) {
            // what is taken away comes first
            return Comparator.comparing(Privileges::revoked)
                    .reversed()
                    .thenComparing(Privileges::grantee)
                    .thenComparing(Privileges::grantable)
                    .thenComparing(one -> String.join(",", one.names))
                    .compare(this, other);
        }
    }

    /**
     * Privileges on an object.
     *
     * @param column the one column of a table that they are for
     * @param grantor null when it is the owner
     */
    public record Grant(
            ObjectReference object,
            @Nullable String column,
            Privileges privileges,
            @Nullable String grantor) {}

    /**
     * What objects that a role makes in future get.
     *
     * @param schema null for all
     * @param objects {@code TABLES}, {@code SEQUENCES}, {@code FUNCTIONS}, {@code TYPES}, {@code SCHEMAS}
     */
    public record DefaultPrivileges(String role, @Nullable String schema, String objects, Privileges privileges) {}
}
