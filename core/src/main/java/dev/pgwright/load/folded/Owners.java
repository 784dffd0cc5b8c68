package dev.pgwright.load.folded;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterOwnerStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.ObjectWithArgs;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.ReassignOwnedStmt;
import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ALTER ... OWNER TO} and {@code REASSIGN OWNED}. */
final class Owners {
    /** Who owns the schema public since PostgreSQL 15. */
    private static final String PUBLIC_OWNER = "pg_database_owner";

    private final Folding folding;
    private final Store store;
    private final Routines routines;

    Owners(Folding folding) {
        this.folding = folding;
        this.store = folding.store;
        this.routines = new Routines(folding);
    }

    void alter(AlterOwnerStmt statement) {
        String role = store.roles().named(statement.newowner());
        @Nullable Entry found;
        switch (statement.objectType()) {
            case OBJECT_SCHEMA -> {
                String name = Scope.text(Options.text(statement.object()));
                folding.scope().requireSchema(name);
                found = store.get(store.schemas().getOrDefault(name, 0));
                if (name.equals(dev.pgwright.catalog.Schema.PUBLIC) && role.equals(PUBLIC_OWNER)) {
                    role = Roles.DATABASE_OWNER;
                }
            }
            case OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_ROUTINE, OBJECT_AGGREGATE ->
                found = statement.object() instanceof ObjectWithArgs name
                        ? routines.find(name, statement.objectType(), false)
                        : null;
            case OBJECT_TYPE, OBJECT_DOMAIN -> found = type(statement.objectType(), statement.object());
            case OBJECT_DATABASE, OBJECT_TABLESPACE, OBJECT_LARGEOBJECT -> found = null;
            default -> {
                folding.notFollowed("", "owners of objects of this kind are not followed");
                return;
            }
        }
        if (found != null) {
            change(found, role);
        }
    }

    private Entry type(ObjectType type, @Nullable Node object) {
        List<String> parts = object instanceof TypeName name
                ? Nodes.names(name.names())
                : object instanceof PgList list ? Nodes.names(list.items()) : List.of();
        Entry found = store.get(folding.scope().findType(parts));
        String written = Scope.written(parts);
        if (found == null) {
            if (folding.unknowns.mayHaveType(Scope.schemaOf(parts), Scope.nameOf(parts))) {
                throw Refusal.notFollowed(written, "type \"" + written + "\" is not known here");
            }
            throw Refusal.missing(written, "type \"" + written + "\" does not exist");
        }
        if (found instanceof RelationEntry relation && relation.kind != RelationEntry.Kind.COMPOSITE) {
            throw Refusal.refused(written, store.shown(relation.name) + " is a table's row type");
        }
        if (type == ObjectType.OBJECT_DOMAIN
                && !(found instanceof TypeEntry domain && domain.kind == TypeEntry.Kind.DOMAIN)) {
            throw Refusal.refused(written, store.shown(found.name) + " is not a domain");
        }
        return found;
    }

    /** {@code ALTER TABLE ... OWNER TO}, and the same of views and sequences (ATExecChangeOwner of tablecmds.c). */
    void change(Entry found, @Nullable Node newOwner) {
        String role = store.roles().named(newOwner);
        if (found instanceof IndexEntry) {
            // it has its table's owner, and PostgreSQL says no more than a warning
            return;
        }
        if (found instanceof SequenceEntry sequence && sequence.owner != 0 && !role.equals(sequence.role)) {
            String name = sequence.name.name();
            throw Refusal.refused(name, "cannot change owner of sequence \"" + name + "\"");
        }
        change(found, role);
    }

    private void change(Entry entry, String role) {
        String before = entry.role;
        if (before.equals(role)) {
            return;
        }
        store.touch(entry);
        entry.role = role;
        entry.acl = entry.acl == null ? null : entry.acl.ownedBy(before, role);
        if (entry instanceof RelationEntry relation) {
            for (ColumnEntry column : relation.columns) {
                column.acl = column.acl == null ? null : column.acl.ownedBy(before, role);
            }
            for (Entry dependent : store.dependentsOf(relation.oid)) {
                if (dependent instanceof SequenceEntry sequence && sequence.owner == relation.oid) {
                    change(sequence, role);
                }
            }
        }
    }

    void reassign(ReassignOwnedStmt statement) {
        List<String> roles = store.roles().named(statement.roles());
        String role = store.roles().named(statement.newrole());
        for (Entry entry : List.copyOf(store.all())) {
            // the schema that every database has is its owner's, whoever that is
            boolean everybodys = entry.oid == Store.PUBLIC_SCHEMA && entry.role.equals(Roles.DATABASE_OWNER);
            if (AclKind.of(entry) != null && !everybodys && roles.contains(entry.role)) {
                change(entry, role);
            }
        }
    }
}
