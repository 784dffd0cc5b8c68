package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.Dropper.Address;
import dev.pgwright.load.folded.RelationEntry.Kind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.DropBehavior;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.ObjectWithArgs;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code DROP} of everything. */
final class Drops {
    private final Folding folding;
    private final Store store;
    private final Dropper dropper;
    private final Routines routines;

    Drops(Folding folding) {
        this.folding = folding;
        this.store = folding.store;
        this.dropper = new Dropper(folding);
        this.routines = new Routines(folding);
    }

    void drop(DropStmt statement) {
        List<Address> targets = new ArrayList<>();
        for (Node object : statement.objects()) {
            Entry found = find(statement, object);
            if (found != null && targets.stream().noneMatch(target -> target.object() == found.oid)) {
                targets.add(new Address(found.oid, 0));
            }
        }
        if (!targets.isEmpty()) {
            dropper.drop(targets, statement.behavior() == DropBehavior.DROP_CASCADE);
        }
    }

    private @Nullable Entry find(DropStmt statement, Node object) {
        List<String> parts = parts(object);
        boolean missingOk = statement.missingOk();
        return switch (statement.removeType()) {
            case OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATVIEW, OBJECT_INDEX, OBJECT_SEQUENCE, OBJECT_FOREIGN_TABLE ->
                relation(statement.removeType(), parts, missingOk);
            case OBJECT_TYPE, OBJECT_DOMAIN -> type(statement.removeType(), parts, missingOk);
            case OBJECT_SCHEMA -> plain("schema", parts, missingOk);
            case OBJECT_EXTENSION -> plain("extension", parts, missingOk);
            case OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_ROUTINE, OBJECT_AGGREGATE ->
                object instanceof ObjectWithArgs routine
                        ? routines.find(routine, statement.removeType(), missingOk)
                        : null;
            case OBJECT_TRIGGER, OBJECT_POLICY, OBJECT_RULE -> part(statement.removeType(), parts, missingOk);
            default -> other(statement.removeType(), parts, missingOk);
        };
    }

    private static List<String> parts(Node object) {
        if (object instanceof PgList list) {
            return Nodes.names(list.items());
        } else if (object instanceof TypeName type) {
            return Nodes.names(type.names());
        } else if (object instanceof PgString name) {
            return List.of(Scope.text(name.sval()));
        }
        return List.of();
    }

    private static String words(ObjectType type) {
        return switch (type) {
            case OBJECT_VIEW -> "view";
            case OBJECT_MATVIEW -> "materialized view";
            case OBJECT_INDEX -> "index";
            case OBJECT_SEQUENCE -> "sequence";
            case OBJECT_FOREIGN_TABLE -> "foreign table";
            default -> "table";
        };
    }

    private @Nullable Entry relation(ObjectType type, List<String> parts, boolean missingOk) {
        Entry found = store.get(folding.scope().findRelation(parts));
        String written = Scope.written(parts);
        if (found == null) {
            if (missingOk) {
                return null;
            }
            if (folding.unknowns.mayHaveRelation(Scope.schemaOf(parts))) {
                throw Refusal.notFollowed(written, words(type) + " \"" + written + "\" is not known here");
            }
            String schema = Scope.schemaOf(parts);
            if (schema != null) {
                folding.scope().requireSchema(schema);
            }
            throw Refusal.missing(written, words(type) + " \"" + Scope.nameOf(parts) + "\" does not exist");
        }
        if (!fits(type, found)) {
            throw Refusal.refused(written, "\"" + found.name.name() + "\" is not " + article(words(type)));
        }
        return found;
    }

    private static String article(String words) {
        return (words.startsWith("index") ? "an " : "a ") + words;
    }

    private static boolean fits(ObjectType type, Entry entry) {
        if (entry instanceof RelationEntry relation) {
            return switch (type) {
                case OBJECT_TABLE -> relation.kind == Kind.TABLE || relation.kind == Kind.PARTITIONED;
                case OBJECT_VIEW -> relation.kind == Kind.VIEW;
                case OBJECT_MATVIEW -> relation.kind == Kind.MATERIALIZED;
                case OBJECT_FOREIGN_TABLE -> relation.kind == Kind.FOREIGN;
                default -> false;
            };
        }
        return entry instanceof IndexEntry ? type == ObjectType.OBJECT_INDEX : type == ObjectType.OBJECT_SEQUENCE;
    }

    private @Nullable Entry type(ObjectType objectType, List<String> parts, boolean missingOk) {
        Entry found = store.get(folding.scope().findType(parts));
        String written = Scope.written(parts);
        if (found == null) {
            if (missingOk) {
                return null;
            }
            if (folding.unknowns.mayHaveType(Scope.schemaOf(parts), Scope.nameOf(parts))) {
                throw Refusal.notFollowed(written, "type \"" + written + "\" is not known here");
            }
            throw Refusal.missing(written, "type \"" + written + "\" does not exist");
        }
        if (found instanceof RelationEntry relation && relation.kind != Kind.COMPOSITE) {
            throw Refusal.refused(
                    written,
                    "cannot drop type " + store.shown(relation.name) + " because " + relation.described(store)
                            + " requires it");
        }
        if (objectType == ObjectType.OBJECT_DOMAIN
                && !(found instanceof TypeEntry type && type.kind == TypeEntry.Kind.DOMAIN)) {
            throw Refusal.refused(written, "\"" + written + "\" is not a domain");
        }
        return found;
    }

    private @Nullable Entry plain(String kind, List<String> parts, boolean missingOk) {
        String name = Scope.nameOf(parts);
        Integer found = (kind.equals("schema") ? store.schemas() : store.extensions()).get(name);
        if (found != null) {
            return store.get(found);
        }
        if (missingOk) {
            return null;
        }
        throw Refusal.missing(name, kind + " \"" + name + "\" does not exist");
    }

    private @Nullable Entry part(ObjectType type, List<String> parts, boolean missingOk) {
        String name = Scope.nameOf(parts);
        List<String> relationName = parts.subList(0, Math.max(0, parts.size() - 1));
        Entry found = store.get(folding.scope().findRelation(relationName));
        if (!(found instanceof RelationEntry relation)) {
            if (missingOk) {
                return null;
            }
            String written = Scope.written(relationName);
            if (folding.unknowns.mayHaveRelation(Scope.schemaOf(relationName))) {
                throw Refusal.notFollowed(written, "relation \"" + written + "\" is not known here");
            }
            throw folding.unknowns.missingRelation(written);
        }
        List<Integer> candidates = switch (type) {
            case OBJECT_TRIGGER -> relation.triggers;
            case OBJECT_POLICY -> relation.policies;
            default -> relation.rules;
        };
        for (int oid : candidates) {
            if (store.part(oid).name.name().equals(name)) {
                return store.part(oid);
            }
        }
        if (missingOk) {
            return null;
        }
        String word = switch (type) {
            case OBJECT_TRIGGER -> "trigger";
            case OBJECT_POLICY -> "policy";
            default -> "rule";
        };
        String of = type == ObjectType.OBJECT_RULE ? "relation" : "table";
        throw Refusal.missing(
                name, word + " \"" + name + "\" for " + of + " \"" + relation.name.name() + "\" does not exist");
    }

    private @Nullable Entry other(ObjectType type, List<String> parts, boolean missingOk) {
        String kind = type.name();
        String schema = Scope.schemaOf(parts);
        QualifiedName name = QualifiedName.of(schema == null ? "" : schema, Scope.nameOf(parts));
        Integer found = store.plainNames().get(new Store.PlainName(kind, name));
        if (found != null) {
            return store.get(found);
        }
        if (type == ObjectType.OBJECT_COLLATION && Collations.find(store, parts) != null) {
            return Collations.find(store, parts);
        }
        if (!missingOk) {
            folding.notFollowed(Scope.written(parts), "dropping objects of this kind is not followed");
        }
        return null;
    }
}
