package dev.pgwright.load.folded;

import dev.pgwright.catalog.Routine;
import dev.pgwright.load.folded.Acl.Change;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AccessPriv;
import dev.pgwright.sql.tree.AlterDefaultPrivilegesStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.DropBehavior;
import dev.pgwright.sql.tree.GrantStmt;
import dev.pgwright.sql.tree.GrantTargetType;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.ObjectWithArgs;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code GRANT}, {@code REVOKE} and {@code ALTER DEFAULT PRIVILEGES} (aclchk.c of PostgreSQL 18). */
final class Privileges {
    private final Folding folding;
    private final Store store;
    private final Routines routines;

    Privileges(Folding folding) {
        this.folding = folding;
        this.store = folding.store;
        this.routines = new Routines(folding);
    }

    void grant(GrantStmt statement) {
        List<Entry> targets = statement.targtype() == GrantTargetType.ACL_TARGET_ALL_IN_SCHEMA
                ? allIn(statement)
                : statement.objects().stream()
                        .map(object -> find(statement.objtype(), object))
                        .toList();
        Change change = change(statement, store.roles().current());
        for (Entry target : targets) {
            if (target != null) {
                change(target, statement, change);
            }
        }
    }

    private Change change(GrantStmt statement, String grantor) {
        return new Change(
                statement.isGrant(),
                statement.grantOption(),
                statement.behavior() == DropBehavior.DROP_CASCADE,
                store.roles().named(statement.grantees()),
                grantor,
                new TreeSet<>());
    }

    private @Nullable Entry find(ObjectType type, Node object) {
        switch (type) {
            case OBJECT_TABLE, OBJECT_SEQUENCE -> {
                return object instanceof RangeVar name ? relation(type, name) : null;
            }
            case OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_ROUTINE -> {
                return object instanceof ObjectWithArgs name ? routines.find(name, type, false) : null;
            }
            case OBJECT_SCHEMA -> {
                String name = Scope.text(Options.text(object));
                folding.scope().requireSchema(name);
                return store.get(store.schemas().getOrDefault(name, 0));
            }
            case OBJECT_TYPE, OBJECT_DOMAIN -> {
                return type(type, object);
            }
            case OBJECT_DATABASE, OBJECT_TABLESPACE, OBJECT_PARAMETER_ACL, OBJECT_LARGEOBJECT -> {
                return null;
            }
            default -> {
                folding.notFollowed("", "privileges on objects of this kind are not followed");
                return null;
            }
        }
    }

    private @Nullable Entry relation(ObjectType type, RangeVar name) {
        String schema = name.schemaname();
        if (schema != null && Scope.isSystem(schema)) {
            return null;
        }
        Entry found = folding.relation(name);
        String written = found.name.name();
        if (found instanceof IndexEntry) {
            throw Refusal.refused(written, "\"" + written + "\" is an index");
        }
        if (found instanceof RelationEntry relation && relation.kind == RelationEntry.Kind.COMPOSITE) {
            throw Refusal.refused(written, "\"" + written + "\" is a composite type");
        }
        if (type == ObjectType.OBJECT_SEQUENCE && !(found instanceof SequenceEntry)) {
            throw Refusal.refused(written, "\"" + written + "\" is not a sequence");
        }
        return found;
    }

    private @Nullable Entry type(ObjectType type, Node object) {
        List<String> parts = object instanceof TypeName name
                ? Nodes.names(name.names())
                : object instanceof PgList list ? Nodes.names(list.items()) : List.of();
        Entry found = store.get(folding.scope().findType(parts));
        String written = Scope.written(parts);
        if (found == null) {
            if (BuiltinTypes.exists(Scope.nameOf(parts))) {
                return null;
            }
            if (folding.unknowns.mayHaveType(Scope.schemaOf(parts), Scope.nameOf(parts))) {
                throw Refusal.notFollowed(written, "type \"" + written + "\" is not known here");
            }
            throw Refusal.missing(written, "type \"" + written + "\" does not exist");
        }
        if (type == ObjectType.OBJECT_DOMAIN
                && !(found instanceof TypeEntry domain && domain.kind == TypeEntry.Kind.DOMAIN)) {
            throw Refusal.refused(written, "\"" + found.name.name() + "\" is not a domain");
        }
        // what a table's row type allows is nobody's concern
        return AclKind.of(found) == AclKind.TYPE ? found : null;
    }

    /** {@code ALL ... IN SCHEMA}: those that there are now. */
    private List<Entry> allIn(GrantStmt statement) {
        List<Entry> found = new ArrayList<>();
        for (String schema : Nodes.names(statement.objects())) {
            folding.scope().requireSchema(schema);
            for (Entry entry : store.all()) {
                if (entry.name.schema().equals(schema) && isMeant(statement.objtype(), entry)) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    private static boolean isMeant(ObjectType type, Entry entry) {
        if (entry instanceof RoutineEntry routine) {
            boolean procedure = routine.kind == Routine.Kind.PROCEDURE;
            return type == ObjectType.OBJECT_ROUTINE
                    || type == (procedure ? ObjectType.OBJECT_PROCEDURE : ObjectType.OBJECT_FUNCTION);
        }
        return switch (type) {
            case OBJECT_TABLE -> entry instanceof RelationEntry && AclKind.of(entry) == AclKind.TABLE;
            case OBJECT_SEQUENCE -> entry instanceof SequenceEntry;
            default -> false;
        };
    }

    private void change(Entry target, GrantStmt statement, Change change) {
        AclKind kind = AclKind.of(target);
        if (kind == null) {
            return;
        }
        boolean sequence = kind == AclKind.SEQUENCE;
        boolean asTable = statement.objtype() == ObjectType.OBJECT_TABLE;
        SortedSet<String> wanted = new TreeSet<>();
        for (Node node : statement.privileges()) {
            if (node instanceof AccessPriv privilege && privilege.cols().isEmpty()) {
                String name = Scope.text(privilege.privName()).toUpperCase(Locale.ROOT);
                // what a sequence does not have is passed over where it is called a table
                AclKind checked = asTable ? AclKind.TABLE : kind;
                if (!(sequence && asTable && kind.all(folding.version).contains(name))) {
                    require(checked, statement.objtype(), name);
                }
                wanted.add(name);
            }
        }
        SortedSet<String> possible = kind.all(folding.version);
        boolean onColumns = statement.privileges().stream()
                .anyMatch(node -> node instanceof AccessPriv privilege
                        && !privilege.cols().isEmpty());
        if (wanted.isEmpty() && !onColumns) {
            wanted.addAll(possible);
        }
        wanted.retainAll(possible);
        store.touch(target);
        if (target instanceof RelationEntry relation && kind == AclKind.TABLE) {
            changeColumns(relation, statement, change, wanted);
        }
        if (!wanted.isEmpty()) {
            Acl before = target.acl == null ? kind.initial(target.role, folding.version) : target.acl;
            target.acl = before.changed(by(target, before, change.withPrivileges(wanted)), target.role);
        }
    }

    private void require(AclKind kind, ObjectType type, String name) {
        if (!kind.all(folding.version).contains(name)) {
            String words = switch (type) {
                case OBJECT_PROCEDURE -> "procedure";
                case OBJECT_ROUTINE -> "routine";
                default -> kind.words;
            };
            throw Refusal.refused(name, "invalid privilege type " + name + " for " + words);
        }
    }

    /** select_best_grantor: the owner, for whoever has its rights. */
    private Change by(Entry target, Acl acl, Change change) {
        String role = change.grantor();
        if (role.equals(Roles.DATABASE_OWNER) || role.equals(target.role)) {
            return change.by(target.role);
        }
        SortedSet<String> held = acl.grantable(role, target.role);
        held.retainAll(change.privileges());
        if (held.isEmpty()) {
            throw Refusal.notFollowed(target.name.name(), "whether the role " + role + " may grant this is not known");
        }
        return change.withPrivileges(held);
    }

    /** Those that are named, and all of them when what the table allows is revoked. */
    private void changeColumns(RelationEntry relation, GrantStmt statement, Change change, SortedSet<String> ofTable) {
        for (Node node : statement.privileges()) {
            if (node instanceof AccessPriv privilege) {
                for (String name : Nodes.names(privilege.cols())) {
                    SortedSet<String> wanted = new TreeSet<>();
                    if (privilege.privName() == null) {
                        wanted.addAll(AclKind.COLUMN.all(folding.version));
                    } else {
                        String word = privilege.privName().toUpperCase(Locale.ROOT);
                        require(AclKind.COLUMN, ObjectType.OBJECT_COLUMN, word);
                        wanted.add(word);
                    }
                    change(relation, folding.column(relation, name), change.withPrivileges(wanted));
                }
            }
        }
        SortedSet<String> lost = new TreeSet<>(ofTable);
        lost.retainAll(AclKind.COLUMN.all(folding.version));
        if (!change.grant() && !lost.isEmpty()) {
            for (ColumnEntry column : relation.columns) {
                if (column.acl != null) {
                    change(relation, column, change.withPrivileges(lost));
                }
            }
        }
    }

    private void change(RelationEntry relation, ColumnEntry column, Change change) {
        Acl before = column.acl == null ? Acl.EMPTY : column.acl;
        Acl ofTable = relation.acl == null ? AclKind.TABLE.initial(relation.role, folding.version) : relation.acl;
        Acl after = before.changed(by(relation, ofTable.merged(before, relation.role), change), relation.role);
        column.acl = after.items().isEmpty() ? null : after;
    }

    // ---- ALTER DEFAULT PRIVILEGES

    void alterDefaults(AlterDefaultPrivilegesStmt statement) {
        GrantStmt action = statement.action();
        AclKind kind = action == null ? null : kind(action.objtype());
        if (action == null || kind == null) {
            folding.notFollowed("", "default privileges on objects of this kind are not followed");
            return;
        }
        List<String> roles = List.of(store.roles().current());
        List<Integer> schemas = List.of(0);
        for (Node node : statement.options()) {
            if (node instanceof DefElem option && option.arg() instanceof PgList list) {
                if ("roles".equals(option.defname())) {
                    roles = store.roles().named(list.items());
                } else if ("schemas".equals(option.defname())) {
                    schemas =
                            Nodes.names(list.items()).stream().map(this::schema).toList();
                }
            }
        }
        SortedSet<String> wanted = new TreeSet<>();
        for (Node node : action.privileges()) {
            if (node instanceof AccessPriv privilege) {
                String name = Scope.text(privilege.privName()).toUpperCase(Locale.ROOT);
                require(kind, action.objtype(), name);
                wanted.add(name);
            }
        }
        if (wanted.isEmpty()) {
            wanted.addAll(kind.all(folding.version));
        }
        for (String role : roles) {
            for (int schema : schemas) {
                if (schema != 0 && kind == AclKind.SCHEMA) {
                    throw Refusal.refused("", "cannot use IN SCHEMA clause when using GRANT/REVOKE ON SCHEMAS");
                }
                DefaultAcls.Key key = new DefaultAcls.Key(role, schema, kind);
                Change change = change(action, role).withPrivileges(wanted);
                store.defaultAcls().put(key, store.defaultAcls().of(key).changed(change, role));
            }
        }
    }

    private int schema(String name) {
        folding.scope().requireSchema(name);
        return store.schemas().getOrDefault(name, 0);
    }

    private static @Nullable AclKind kind(ObjectType type) {
        return switch (type) {
            case OBJECT_TABLE -> AclKind.TABLE;
            case OBJECT_SEQUENCE -> AclKind.SEQUENCE;
            case OBJECT_FUNCTION, OBJECT_ROUTINE -> AclKind.FUNCTION;
            case OBJECT_TYPE -> AclKind.TYPE;
            case OBJECT_SCHEMA -> AclKind.SCHEMA;
            default -> null;
        };
    }
}
