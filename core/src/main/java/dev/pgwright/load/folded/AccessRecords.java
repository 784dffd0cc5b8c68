package dev.pgwright.load.folded;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.ObjectReference;
import dev.pgwright.catalog.Routine;
import dev.pgwright.sql.tree.CreatePolicyStmt;
import dev.pgwright.sql.tree.RoleSpec;
import dev.pgwright.sql.tree.RoleSpecType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Shows owners and privileges as the live reader does: what differs from those of a new object of the database's owner. */
final class AccessRecords {
    private final Store store;
    private final Texts texts;

    AccessRecords(Store store, Texts texts) {
        this.store = store;
        this.texts = texts;
    }

    Access access() {
        return new Making().access();
    }

    /** The object as statements about it name it; null for what has no privileges. */
    @Nullable ObjectReference reference(Entry entry) {
        String name = Scope.sql(entry.name);
        if (entry instanceof RelationEntry relation) {
            return new ObjectReference(
                    switch (relation.kind) {
                        case TABLE, PARTITIONED -> "TABLE";
                        case FOREIGN -> "FOREIGN TABLE";
                        case VIEW -> "VIEW";
                        case MATERIALIZED -> "MATERIALIZED VIEW";
                        case COMPOSITE -> "TYPE";
                    },
                    name);
        } else if (entry instanceof SequenceEntry) {
            return new ObjectReference("SEQUENCE", name);
        } else if (entry instanceof TypeEntry type) {
            return new ObjectReference(type.kind == TypeEntry.Kind.DOMAIN ? "DOMAIN" : "TYPE", name);
        } else if (entry instanceof RoutineEntry routine && !routine.internal) {
            boolean star = routine.kind == Routine.Kind.AGGREGATE && routine.parameters.isEmpty();
            return new ObjectReference(routine.kind.name(), name + "(" + (star ? "*" : texts.arguments(routine)) + ")");
        } else if (entry instanceof PlainEntry plain && plain.kind.equals("schema")) {
            return new ObjectReference("SCHEMA", dev.pgwright.sql.Identifiers.quoteIdentifier(plain.name.name()));
        }
        return null;
    }

    /** Collects while walking. */
    private final class Making {
        private final SortedSet<String> roles = new TreeSet<>();
        private final List<Access.Owner> owners = new ArrayList<>();
        private final List<Access.Grant> grants = new ArrayList<>();
        private final List<Access.DefaultPrivileges> defaults = new ArrayList<>();

        Access access() {
            for (Entry entry : store.all()) {
                ObjectReference reference = entry.name.schema().equals(Scope.TEMPORARY) ? null : reference(entry);
                if (reference != null) {
                    entry(entry, reference);
                }
                if (entry instanceof PartEntry part && part.tree instanceof CreatePolicyStmt policy) {
                    policy.roles().forEach(node -> {
                        if (node instanceof RoleSpec role && role.roletype() == RoleSpecType.ROLESPEC_CSTRING) {
                            add(Scope.text(role.rolename()));
                        }
                    });
                }
            }
            store.defaultAcls().all().forEach(this::defaults);
            return new Access(List.copyOf(roles), owners, grants, defaults);
        }

        /** PostgreSQL's own roles are in every cluster. */
        private void add(String role) {
            if (!role.startsWith("pg_") && !role.equals(Roles.PUBLIC) && !role.equals(Roles.DATABASE_OWNER)) {
                roles.add(role);
            }
        }

        private void entry(Entry entry, ObjectReference reference) {
            boolean withOther = entry instanceof SequenceEntry sequence && sequence.owner != 0;
            if (!withOther && !entry.role.equals(Roles.DATABASE_OWNER)) {
                add(entry.role);
                owners.add(new Access.Owner(reference, Roles.sql(entry.role)));
            }
            AclKind kind = AclKind.of(entry);
            if (entry.acl != null && kind != null) {
                grants(reference, null, entry.acl, store.firstAcl(entry, kind), entry.role);
            }
            if (entry instanceof RelationEntry relation) {
                for (ColumnEntry column : relation.columns) {
                    if (column.acl != null) {
                        grants(reference, column.name, column.acl, Acl.EMPTY, entry.role);
                    }
                }
            }
        }

        private void grants(ObjectReference reference, @Nullable String column, Acl acl, Acl first, String owner) {
            for (Acl.Difference difference : acl.differencesFrom(first)) {
                boolean others = !difference.grantor().equals(owner) && !difference.revoked();
                if (others) {
                    add(difference.grantor());
                }
                grants.add(new Access.Grant(
                        reference, column, privileges(difference), others ? Roles.sql(difference.grantor()) : null));
            }
        }

        private Access.Privileges privileges(Acl.Difference difference) {
            add(difference.grantee());
            return new Access.Privileges(
                    Roles.sql(difference.grantee()), difference.names(), difference.grantable(), difference.revoked());
        }

        private void defaults(DefaultAcls.Key key, Acl acl) {
            @Nullable Entry schema = store.get(key.schema());
            if (key.schema() != 0 && schema == null) {
                return;
            }
            add(key.role());
            for (Acl.Difference difference :
                    acl.differencesFrom(store.defaultAcls().first(key))) {
                defaults.add(new Access.DefaultPrivileges(
                        Roles.sql(key.role()),
                        schema == null ? null : schema.name.name(),
                        key.kind().name() + "S",
                        privileges(difference)));
            }
        }
    }
}
