package dev.pgwright.load.folded;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CommentStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.ObjectWithArgs;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code COMMENT ON}. */
final class Comments {
    private final Folding folding;
    private final Store store;
    private final Routines routines;

    Comments(Folding folding) {
        this.folding = folding;
        this.store = folding.store;
        this.routines = new Routines(folding);
    }

    void comment(CommentStmt statement) {
        String text = statement.comment() == null || statement.comment().isEmpty() ? null : statement.comment();
        List<String> parts = parts(statement.object());
        switch (statement.objtype()) {
            case OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATVIEW, OBJECT_INDEX, OBJECT_SEQUENCE, OBJECT_FOREIGN_TABLE -> {
                Entry relation = relation(parts);
                store.touch(relation).comment = text;
            }
            case OBJECT_COLUMN -> column(parts, text);
            case OBJECT_TABCONSTRAINT, OBJECT_TRIGGER, OBJECT_POLICY, OBJECT_RULE ->
                part(statement.objtype(), parts, text);
            case OBJECT_TYPE, OBJECT_DOMAIN -> {
                Entry type = store.get(folding.scope().findType(parts));
                if (type != null) {
                    store.touch(type).comment = text;
                } else if (!folding.unknowns.mayHaveType(Scope.schemaOf(parts), Scope.nameOf(parts))) {
                    throw Refusal.missing(Scope.written(parts), "type \"" + Scope.written(parts) + "\" does not exist");
                }
            }
            case OBJECT_SCHEMA -> {
                Integer found = store.schemas().get(Scope.nameOf(parts));
                Entry schema = found == null ? null : store.get(found);
                if (schema == null) {
                    throw Refusal.missing(Scope.nameOf(parts), "schema \"" + Scope.nameOf(parts) + "\" does not exist");
                }
                boolean usual = parts.equals(List.of("public")) && "standard public schema".equals(text);
                store.touch(schema).comment = usual ? null : text;
            }
            case OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_ROUTINE, OBJECT_AGGREGATE -> {
                if (statement.object() instanceof ObjectWithArgs name) {
                    RoutineEntry routine = routines.find(name, statement.objtype(), false);
                    if (routine != null) {
                        store.touch(routine).comment = text;
                    }
                }
            }
            case OBJECT_EXTENSION -> {
                // the model has only comments that are not the extension's own, which are not known here
            }
            default -> folding.notFollowed(Scope.written(parts), "comments on objects of this kind are not followed");
        }
    }

    private static List<String> parts(@Nullable Node object) {
        if (object instanceof PgList list) {
            return Nodes.names(list.items());
        } else if (object instanceof TypeName type) {
            return Nodes.names(type.names());
        } else if (object instanceof PgString name) {
            return List.of(Scope.text(name.sval()));
        }
        return List.of();
    }

    private Entry relation(List<String> parts) {
        Entry found = store.get(folding.scope().findRelation(parts));
        if (found == null) {
            String written = Scope.written(parts);
            if (folding.unknowns.mayHaveRelation(Scope.schemaOf(parts))) {
                throw Refusal.notFollowed(written, "relation \"" + written + "\" is not known here");
            }
            String schema = Scope.schemaOf(parts);
            if (schema != null) {
                folding.scope().requireSchema(schema);
            }
            throw folding.unknowns.missingRelation(written);
        }
        return found;
    }

    private void column(List<String> parts, @Nullable String text) {
        List<String> relationName = parts.subList(0, Math.max(0, parts.size() - 1));
        if (relation(relationName) instanceof RelationEntry relation) {
            store.touch(relation);
            folding.column(relation, Scope.nameOf(parts)).comment = text;
        }
    }

    private void part(ObjectType type, List<String> parts, @Nullable String text) {
        String name = Scope.nameOf(parts);
        if (!(relation(parts.subList(0, Math.max(0, parts.size() - 1))) instanceof RelationEntry relation)) {
            return;
        }
        List<Integer> candidates = switch (type) {
            case OBJECT_TABCONSTRAINT -> relation.constraints;
            case OBJECT_TRIGGER -> relation.triggers;
            case OBJECT_POLICY -> relation.policies;
            default -> relation.rules;
        };
        for (int oid : candidates) {
            Entry part = store.get(oid);
            if (part != null && part.name.name().equals(name)) {
                store.touch(part).comment = text;
                return;
            }
        }
        String words = switch (type) {
            case OBJECT_TABCONSTRAINT -> "constraint \"" + name + "\" for table";
            case OBJECT_TRIGGER -> "trigger \"" + name + "\" for table";
            case OBJECT_POLICY -> "policy \"" + name + "\" for table";
            default -> "rule \"" + name + "\" for relation";
        };
        throw Refusal.missing(name, words + " \"" + relation.name.name() + "\" does not exist");
    }
}
