package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.load.folded.TemporaryViews;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CompositeTypeStmt;
import dev.pgwright.sql.tree.CreateDomainStmt;
import dev.pgwright.sql.tree.CreateEnumStmt;
import dev.pgwright.sql.tree.CreateForeignTableStmt;
import dev.pgwright.sql.tree.CreateSchemaStmt;
import dev.pgwright.sql.tree.CreateSeqStmt;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.IntoClause;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RenameStmt;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.ViewStmt;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a migration has made so far: nobody else uses it yet, and it had no rows before. */
final class CreatedObjects {
    private final Set<QualifiedName> relations = new HashSet<>();
    private final Set<QualifiedName> types = new HashSet<>();
    private final Set<String> schemas = new HashSet<>();

    boolean hasRelation(QualifiedName name) {
        return relations.contains(name) || schemas.contains(name.schema());
    }

    boolean hasType(QualifiedName name) {
        return types.contains(name) || schemas.contains(name.schema());
    }

    boolean hasSchema(String name) {
        return schemas.contains(name);
    }

    /** Takes note of a statement; the state is the one before it. */
    void add(Node statement, SchemaState before) {
        if (statement instanceof CreateStmt create) {
            addNew(create.relation(), create.ifNotExists(), before);
        } else if (statement instanceof CreateForeignTableStmt create && create.base() != null) {
            addNew(create.base().relation(), create.base().ifNotExists(), before);
        } else if (statement instanceof CreateTableAsStmt create) {
            addInto(create.into(), create.ifNotExists(), before);
        } else if (statement instanceof SelectStmt select) {
            addInto(select.intoClause(), false, before);
        } else if (statement instanceof ViewStmt create) {
            // a temporary one is nobody else's, and hides another of its name instead of replacing it
            if (!TemporaryViews.isTemporary(create, before::resolve)) {
                addNew(create.view(), create.replace(), before);
            }
        } else if (statement instanceof CreateSeqStmt create) {
            addNew(create.sequence(), create.ifNotExists(), before);
        } else if (statement instanceof IndexStmt index) {
            addIndex(index, before);
        } else if (statement instanceof CreateEnumStmt create) {
            types.add(before.resolve(Nodes.names(create.typeName())));
        } else if (statement instanceof CreateDomainStmt create) {
            types.add(before.resolve(Nodes.names(create.domainname())));
        } else if (statement instanceof CompositeTypeStmt create && create.typevar() != null) {
            types.add(before.resolve(create.typevar()));
        } else if (statement instanceof CreateSchemaStmt create && create.schemaname() != null) {
            schemas.add(create.schemaname());
        } else if (statement instanceof RenameStmt rename) {
            addRenamed(rename, before);
        }
    }

    /** The temporary relations that a statement makes; nobody but its session sees them. */
    static Set<QualifiedName> temporary(Node statement, SchemaState before) {
        if (statement instanceof ViewStmt create) {
            return TemporaryViews.isTemporary(create, before::resolve)
                    ? Set.of(TemporaryViews.name(create, before::resolve))
                    : Set.of();
        }
        RangeVar made = null;
        if (statement instanceof CreateStmt create) {
            made = create.relation();
        } else if (statement instanceof CreateTableAsStmt create && create.into() != null) {
            made = create.into().rel();
        } else if (statement instanceof SelectStmt select && select.intoClause() != null) {
            made = select.intoClause().rel();
        }
        return made != null && Trees.isTemporary(made) ? Set.of(before.resolve(made)) : Set.of();
    }

    private void addNew(@Nullable RangeVar relation, boolean unlessThere, SchemaState before) {
        if (relation != null && !(unlessThere && before.isRelation(before.resolve(relation)))) {
            relations.add(before.resolve(relation));
        }
    }

    private void addInto(@Nullable IntoClause into, boolean unlessThere, SchemaState before) {
        if (into != null) {
            addNew(into.rel(), unlessThere, before);
        }
    }

    private void addIndex(IndexStmt index, SchemaState before) {
        if (index.idxname() != null && index.relation() != null) {
            String schema = before.resolve(index.relation()).schema();
            relations.add(QualifiedName.of(schema, index.idxname()));
        }
    }

    private void addRenamed(RenameStmt rename, SchemaState before) {
        boolean relation = List.of(
                        ObjectType.OBJECT_TABLE,
                        ObjectType.OBJECT_VIEW,
                        ObjectType.OBJECT_MATVIEW,
                        ObjectType.OBJECT_INDEX,
                        ObjectType.OBJECT_SEQUENCE)
                .contains(rename.renameType());
        if (relation && rename.relation() != null && rename.newname() != null) {
            QualifiedName old = before.resolve(rename.relation());
            if (hasRelation(old)) {
                relations.add(QualifiedName.of(old.schema(), rename.newname()));
            }
        }
    }
}
