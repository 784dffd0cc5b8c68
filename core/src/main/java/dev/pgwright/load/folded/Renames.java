package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.RelationEntry.Kind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterObjectSchemaStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.ObjectWithArgs;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RenameStmt;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ALTER ... RENAME} and {@code ALTER ... SET SCHEMA}. */
final class Renames {
    private final Folding folding;
    private final Store store;
    private final Routines routines;

    Renames(Folding folding) {
        this.folding = folding;
        this.store = folding.store;
        this.routines = new Routines(folding);
    }

    void rename(RenameStmt statement) {
        String to = Scope.text(statement.newname());
        switch (statement.renameType()) {
            case OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATVIEW, OBJECT_INDEX, OBJECT_SEQUENCE, OBJECT_FOREIGN_TABLE ->
                relation(statement, to);
            case OBJECT_COLUMN, OBJECT_ATTRIBUTE -> column(statement, to);
            case OBJECT_TABCONSTRAINT -> constraint(statement, to);
            case OBJECT_DOMCONSTRAINT -> domainConstraint(statement, to);
            case OBJECT_TRIGGER, OBJECT_POLICY, OBJECT_RULE -> part(statement, to);
            case OBJECT_TYPE, OBJECT_DOMAIN -> type(statement, to);
            case OBJECT_SCHEMA -> schema(Scope.text(statement.subname()), to);
            case OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_ROUTINE, OBJECT_AGGREGATE -> {
                if (statement.object() instanceof ObjectWithArgs name) {
                    RoutineEntry routine = routines.find(name, statement.renameType(), false);
                    if (routine != null) {
                        store.rename(routine, QualifiedName.of(routine.name.schema(), to));
                    }
                }
            }
            default -> {
                if (!isRole(statement.renameType())) {
                    folding.notFollowed("", "renaming objects of this kind is not followed");
                }
            }
        }
    }

    private static boolean isRole(ObjectType type) {
        return type == ObjectType.OBJECT_ROLE
                || type == ObjectType.OBJECT_DATABASE
                || type == ObjectType.OBJECT_TABLESPACE;
    }

    private @Nullable Entry find(@Nullable RangeVar name, boolean missingOk) {
        if (name == null) {
            return null;
        }
        Entry found = store.get(folding.scope().findRelation(name));
        if (found == null && !missingOk) {
            throw folding.missing(name);
        }
        return found;
    }

    private void relation(RenameStmt statement, String to) {
        Entry found = find(statement.relation(), statement.missingOk());
        if (found == null) {
            return;
        }
        QualifiedName name = QualifiedName.of(found.name.schema(), to);
        folding.requireFreeRelation(name);
        if (found instanceof RelationEntry) {
            folding.requireFreeType(name);
        }
        store.rename(found, name);
        if (found instanceof IndexEntry index && index.constraint != 0) {
            store.rename(store.constraint(index.constraint), name);
        }
    }

    private void column(RenameStmt statement, String to) {
        Entry found = find(statement.relation(), statement.missingOk());
        if (!(found instanceof RelationEntry relation)) {
            return;
        }
        String from = Scope.text(statement.subname());
        ColumnEntry column = relation.column(from);
        if (column == null) {
            throw Refusal.missing(from, "column \"" + from + "\" does not exist");
        }
        if (column.inherited > 0) {
            throw Refusal.refused(from, "cannot rename inherited column \"" + from + "\"");
        }
        renameColumn(relation, from, to);
    }

    private void renameColumn(RelationEntry relation, String from, String to) {
        store.touch(relation);
        ColumnEntry column = relation.column(from);
        if (column == null) {
            return;
        }
        if (relation.column(to) != null) {
            throw Refusal.duplicate(to, Folding.described(relation, to) + " already exists");
        }
        column.name = to;
        store.renamed();
        for (int child : relation.children) {
            renameColumn(store.relation(child), from, to);
        }
    }

    private void constraint(RenameStmt statement, String to) {
        Entry found = find(statement.relation(), statement.missingOk());
        if (!(found instanceof RelationEntry relation)) {
            return;
        }
        String from = Scope.text(statement.subname());
        ConstraintEntry constraint = find(relation, from);
        if (constraint == null) {
            throw Refusal.missing(
                    from, "constraint \"" + from + "\" for table \"" + relation.name.name() + "\" does not exist");
        }
        if (constraint.inherited > 0) {
            throw Refusal.refused(from, "cannot rename inherited constraint \"" + from + "\"");
        }
        rename(relation, constraint, to);
    }

    private @Nullable ConstraintEntry find(RelationEntry relation, String name) {
        for (int oid : relation.constraints) {
            if (store.constraint(oid).name.name().equals(name)) {
                return store.constraint(oid);
            }
        }
        return null;
    }

    private void rename(RelationEntry relation, ConstraintEntry constraint, String to) {
        String from = constraint.name.name();
        QualifiedName name = QualifiedName.of(relation.name.schema(), to);
        if (constraint.hasIndex()) {
            folding.requireFreeRelation(name);
            store.rename(store.index(constraint.index), name);
        } else if (find(relation, to) != null) {
            throw Refusal.duplicate(
                    to, "constraint \"" + to + "\" for relation \"" + relation.name.name() + "\" already exists");
        }
        store.rename(constraint, name);
        boolean inheritable =
                constraint.kind == ConstraintEntry.Kind.CHECK || constraint.kind == ConstraintEntry.Kind.NOT_NULL;
        for (int child : inheritable ? relation.children : List.<Integer>of()) {
            RelationEntry below = store.relation(child);
            ConstraintEntry same = find(below, from);
            if (same != null && same.inherited > 0) {
                rename(below, same, to);
            }
        }
    }

    private void domainConstraint(RenameStmt statement, String to) {
        TypeEntry domain = domain(statement.object());
        String from = Scope.text(statement.subname());
        if (domain == null) {
            return;
        }
        TypeEntry.Check check = domain.checks.get(from);
        if (check == null) {
            throw Refusal.missing(
                    from, "constraint \"" + from + "\" for domain " + store.shown(domain.name) + " does not exist");
        }
        store.touch(domain);
        domain.checks.remove(from);
        domain.checks.put(to, check);
    }

    private @Nullable TypeEntry domain(@Nullable Node object) {
        return store.get(folding.scope().findType(parts(object))) instanceof TypeEntry type ? type : null;
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

    private void part(RenameStmt statement, String to) {
        if (!(find(statement.relation(), statement.missingOk()) instanceof RelationEntry relation)) {
            return;
        }
        String from = Scope.text(statement.subname());
        List<Integer> candidates = switch (statement.renameType()) {
            case OBJECT_TRIGGER -> relation.triggers;
            case OBJECT_POLICY -> relation.policies;
            default -> relation.rules;
        };
        String word = switch (statement.renameType()) {
            case OBJECT_TRIGGER -> "trigger";
            case OBJECT_POLICY -> "policy";
            default -> "rule";
        };
        PartEntry found = null;
        for (int oid : candidates) {
            PartEntry candidate = store.part(oid);
            if (candidate.name.name().equals(to)) {
                throw Refusal.duplicate(
                        to,
                        word + " \"" + to + "\" for "
                                + (statement.renameType() == ObjectType.OBJECT_POLICY ? "table" : "relation") + " \""
                                + relation.name.name() + "\" already exists");
            }
            found = candidate.name.name().equals(from) ? candidate : found;
        }
        if (found == null) {
            throw Refusal.missing(
                    from,
                    word + " \"" + from + "\" for "
                            + (statement.renameType() == ObjectType.OBJECT_RULE ? "relation" : "table") + " \""
                            + relation.name.name() + "\" does not exist");
        }
        renamePart(found, to);
    }

    private void renamePart(PartEntry part, String to) {
        store.rename(part, QualifiedName.of("", to));
        for (Entry below : store.dependentsOf(part.oid)) {
            if (below instanceof PartEntry other && other.parent == part.oid) {
                renamePart(other, to);
            }
        }
    }

    private void type(RenameStmt statement, String to) {
        Entry found = type(parts(statement.object()));
        QualifiedName name = QualifiedName.of(found.name.schema(), to);
        if (found instanceof RelationEntry relation && relation.kind != Kind.COMPOSITE) {
            throw Refusal.refused(to, store.shown(relation.name) + " is a table's row type");
        }
        if (found instanceof RelationEntry) {
            folding.requireFreeRelation(name);
        }
        folding.requireFreeType(name);
        store.rename(found, name);
    }

    private Entry type(List<String> parts) {
        Entry found = store.get(folding.scope().findType(parts));
        if (found == null) {
            String written = Scope.written(parts);
            if (folding.unknowns.mayHaveType(Scope.schemaOf(parts), Scope.nameOf(parts))) {
                throw Refusal.notFollowed(written, "type \"" + written + "\" is not known here");
            }
            throw Refusal.missing(written, "type \"" + written + "\" does not exist");
        }
        return found;
    }

    private void schema(String from, String to) {
        Integer found = store.schemas().get(from);
        Entry schema = found == null ? null : store.get(found);
        if (schema == null) {
            throw Refusal.missing(from, "schema \"" + from + "\" does not exist");
        }
        if (store.schemas().containsKey(to)) {
            throw Refusal.duplicate(to, "schema \"" + to + "\" already exists");
        }
        store.rename(schema, QualifiedName.of("", to));
        for (Entry entry : List.copyOf(store.all())) {
            if (entry.name.schema().equals(from)) {
                store.rename(entry, QualifiedName.of(to, entry.name.name()));
            }
            if (entry instanceof PlainEntry plain && from.equals(plain.schema)) {
                store.touch(plain).schema = to;
            }
        }
    }

    // ---- SET SCHEMA

    void move(AlterObjectSchemaStmt statement) {
        String to = Scope.text(statement.newschema());
        Entry found;
        switch (statement.objectType()) {
            case OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATVIEW, OBJECT_SEQUENCE, OBJECT_FOREIGN_TABLE ->
                found = find(statement.relation(), statement.missingOk());
            case OBJECT_TYPE, OBJECT_DOMAIN -> found = type(parts(statement.object()));
            case OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_ROUTINE, OBJECT_AGGREGATE ->
                found = statement.object() instanceof ObjectWithArgs name
                        ? routines.find(name, statement.objectType(), false)
                        : null;
            default -> {
                folding.notFollowed("", "moving objects of this kind is not followed");
                return;
            }
        }
        folding.scope().requireSchema(to);
        if (found == null || found.name.schema().equals(to)) {
            return;
        }
        QualifiedName name = QualifiedName.of(to, found.name.name());
        if (found instanceof RelationEntry || found instanceof SequenceEntry) {
            if (store.relationNames().containsKey(name)) {
                throw Refusal.duplicate(
                        name.name(), "relation \"" + name.name() + "\" already exists in schema \"" + to + "\"");
            }
        }
        if (found instanceof TypeEntry && store.typeNames().containsKey(name)) {
            throw Refusal.duplicate(
                    name.name(), "type \"" + name.name() + "\" already exists in schema \"" + to + "\"");
        }
        store.rename(found, name);
        if (found instanceof RelationEntry relation) {
            moveParts(relation, to);
        }
    }

    /** Indexes, constraints and owned sequences go with their table. */
    private void moveParts(RelationEntry relation, String to) {
        List<Integer> parts = new ArrayList<>(relation.indexes);
        parts.addAll(relation.constraints);
        for (int oid : parts) {
            Entry part = store.get(oid);
            if (part != null) {
                store.rename(part, QualifiedName.of(to, part.name.name()));
            }
        }
        for (Entry dependent : store.dependentsOf(relation.oid)) {
            if (dependent instanceof SequenceEntry sequence && sequence.owner == relation.oid) {
                store.rename(sequence, QualifiedName.of(to, sequence.name.name()));
            }
        }
    }
}
