package dev.pgwright.locks;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.server.RelationKind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.*;
import java.util.List;

/** RENAME, SET SCHEMA, OWNER and the ALTER of types, domains and sequences. */
final class Alterations {
    private final Effects effects;
    private final Relations relations;

    Alterations(Effects effects) {
        this.effects = effects;
        relations = effects.relations();
    }

    /** False if the statement is none of these. */
    boolean collect(Node tree) {
        if (tree instanceof RenameStmt rename) {
            rename(rename);
        } else if (tree instanceof AlterObjectSchemaStmt move) {
            setSchema(move);
        } else if (tree instanceof AlterOwnerStmt owner) {
            if (owner.objectType() == ObjectType.OBJECT_TYPE && owner.object() instanceof PgList list) {
                composite(relations.resolve(Nodes.names(list.items())));
            }
        } else if (tree instanceof AlterObjectDependsStmt depends) {
            depends(depends);
        } else if (tree instanceof AlterDomainStmt domain) {
            domain(domain);
        } else if (tree instanceof AlterSeqStmt sequence) {
            sequence(sequence);
        } else if (tree instanceof CreateSeqStmt sequence) {
            ownedBy(ObjectForm.SEQUENCE_OF_COLUMN, sequence.options());
        } else {
            return false;
        }
        return true;
    }

    private void composite(QualifiedName name) {
        if (relations.composite(name).isPresent()) {
            effects.on(ObjectForm.ALTER_TYPE, Role.TYPE, name);
        }
    }

    private void rename(RenameStmt rename) {
        if (rename.relation() == null) {
            if (rename.renameType() == ObjectType.OBJECT_TYPE && rename.object() instanceof PgList list) {
                composite(relations.resolve(Nodes.names(list.items())));
            }
            return;
        }
        QualifiedName name = relations.resolve(rename.relation());
        boolean missing = rename.missingOk() && relations.isMissing(name);
        if (missing) {
            return;
        }
        switch (rename.renameType()) {
            case OBJECT_COLUMN, OBJECT_ATTRIBUTE -> renameColumn(rename, name);
            case OBJECT_TABCONSTRAINT -> renameConstraint(rename, name);
            case OBJECT_TRIGGER -> {
                effects.on(ObjectForm.ALTER_TRIGGER, Role.TARGET, name);
                if (Parts.goesToPartitions(relations, name, String.valueOf(rename.subname()))) {
                    effects.on(ObjectForm.ALTER_TRIGGER, Role.CHILD, relations.children(name));
                }
            }
            case OBJECT_POLICY -> effects.on(ObjectForm.ALTER_POLICY, Role.TARGET, name);
            case OBJECT_RULE -> effects.on(ObjectForm.ALTER_RULE, Role.TARGET, name);
            default -> renameRelation(rename, name);
        }
    }

    private void renameRelation(RenameStmt rename, QualifiedName name) {
        RelationKind kind = relations.exists(name) ? relations.kind(name) : assumed(rename.renameType());
        if (kind != RelationKind.INDEX) {
            effects.assume(name, kind);
        }
        switch (kind) {
            case INDEX, PARTITIONED_INDEX -> {
                boolean asIndex = rename.renameType() == ObjectType.OBJECT_INDEX;
                effects.on(asIndex ? IndexForm.RENAME_INDEX : IndexForm.RENAME_INDEX_AS_TABLE, Role.INDEX, name);
            }
            case VIEW -> effects.on(ObjectForm.ALTER_VIEW, Role.TARGET, name);
            case MATERIALIZED_VIEW -> effects.on(ObjectForm.MATERIALIZED_VIEW_EXCLUSIVE, Role.TARGET, name);
            case SEQUENCE -> effects.on(ObjectForm.SEQUENCE_EXCLUSIVE, Role.SEQUENCE, name);
            default -> effects.on(TableForm.RENAME, Role.TARGET, name);
        }
    }

    private static RelationKind assumed(ObjectType type) {
        return switch (type) {
            case OBJECT_INDEX -> RelationKind.INDEX;
            case OBJECT_VIEW -> RelationKind.VIEW;
            case OBJECT_MATVIEW -> RelationKind.MATERIALIZED_VIEW;
            case OBJECT_SEQUENCE -> RelationKind.SEQUENCE;
            default -> RelationKind.TABLE;
        };
    }

    private void renameColumn(RenameStmt rename, QualifiedName name) {
        switch (relations.kind(name)) {
            case VIEW -> effects.on(ObjectForm.ALTER_VIEW, Role.TARGET, name);
            case COMPOSITE_TYPE -> new AlterTable(effects).composite(name);
            default -> {
                effects.on(ColumnForm.RENAME_COLUMN, Role.TARGET, name);
                if (rename.relation() != null && rename.relation().inh()) {
                    effects.on(ColumnForm.RENAME_COLUMN, Role.CHILD, relations.children(name));
                }
            }
        }
    }

    private void renameConstraint(RenameStmt rename, QualifiedName name) {
        Form form = ConstraintForm.RENAME_CONSTRAINT;
        String constraint = String.valueOf(rename.subname());
        effects.on(form, Role.TARGET, name);
        boolean index = false;
        for (RelationIndex each : relations.indexes().of(name)) {
            if (constraint.equals(each.constraint())) {
                effects.on(form, Role.INDEX, each.name());
                index = true;
            }
        }
        boolean recurses = relations
                .table(name)
                .filter(table -> table.constraints().stream()
                        .anyMatch(found -> found.name().equals(constraint) && isInherited(found)))
                .isPresent();
        if (!index && recurses) {
            effects.on(form, Role.CHILD, relations.children(name));
        }
    }

    private static boolean isInherited(dev.pgwright.catalog.Constraint constraint) {
        if (constraint instanceof dev.pgwright.catalog.Constraint.Check check) {
            return !check.noInherit();
        }
        return constraint instanceof dev.pgwright.catalog.Constraint.NotNull notNull && !notNull.noInherit();
    }

    private void setSchema(AlterObjectSchemaStmt move) {
        if (move.relation() == null) {
            return;
        }
        QualifiedName name = relations.resolve(move.relation());
        if (move.missingOk() && relations.isMissing(name)) {
            return;
        }
        switch (relations.kind(name)) {
            case VIEW -> effects.on(ObjectForm.ALTER_VIEW, Role.TARGET, name);
            case MATERIALIZED_VIEW -> effects.on(ObjectForm.MATERIALIZED_VIEW_EXCLUSIVE, Role.TARGET, name);
            case SEQUENCE -> effects.on(ObjectForm.SEQUENCE_EXCLUSIVE, Role.SEQUENCE, name);
            default -> {
                effects.on(TableForm.SET_SCHEMA, Role.TARGET, name);
                effects.on(TableForm.SET_SCHEMA, Role.SEQUENCE, relations.sequences(name, null));
            }
        }
    }

    private void depends(AlterObjectDependsStmt depends) {
        if (depends.relation() == null) {
            return;
        }
        QualifiedName name = relations.resolve(depends.relation());
        switch (depends.objectType()) {
            case OBJECT_TRIGGER -> effects.on(ObjectForm.TRIGGER_DEPENDS, Role.TARGET, name);
            case OBJECT_INDEX -> effects.on(IndexForm.INDEX_DEPENDS, Role.INDEX, name);
            default -> effects.on(ObjectForm.MATERIALIZED_VIEW_EXCLUSIVE, Role.TARGET, name);
        }
    }

    private void domain(AlterDomainStmt domain) {
        boolean checks = switch (String.valueOf(domain.subtype())) {
            case "C" -> !(domain.def() instanceof Constraint constraint) || !constraint.skipValidation();
            case "O", "V" -> true;
            default -> false;
        };
        if (checks) {
            QualifiedName name = relations.resolve(Nodes.names(domain.typeName()));
            if (!relations.isType(name)) {
                effects.opaque();
            }
            effects.on(ObjectForm.ALTER_DOMAIN_CHECK, Role.TYPE_USER, stored(name));
        }
    }

    /** The tables whose rows have values of the domain, or of a domain over it (get_rels_with_domain of typecmds.c). */
    private List<QualifiedName> stored(QualifiedName domain) {
        return relations.withDomains(domain).stream()
                .flatMap(type -> relations.columnsOf(type).stream())
                .map(ColumnName::relation)
                .distinct()
                .filter(table -> !relations.isPartitioned(table))
                .toList();
    }

    private void sequence(AlterSeqStmt alter) {
        if (alter.sequence() == null) {
            return;
        }
        QualifiedName name = relations.resolve(alter.sequence());
        if (alter.missingOk() && relations.isMissing(name)) {
            return;
        }
        boolean rewrites = alter.options().stream()
                .anyMatch(node ->
                        node instanceof DefElem option && Sequences.isRewriting(String.valueOf(option.defname())));
        effects.on(rewrites ? ObjectForm.ALTER_SEQUENCE : ObjectForm.SEQUENCE_OWNED, Role.SEQUENCE, name);
        ownedBy(ObjectForm.SEQUENCE_OWNED, alter.options());
    }

    private void ownedBy(Form form, List<Node> options) {
        for (Node node : options) {
            if (node instanceof DefElem option
                    && "owned_by".equals(option.defname())
                    && option.arg() instanceof PgList list
                    && list.items().size() > 1) {
                List<String> names = Nodes.names(list.items());
                effects.on(form, Role.TARGET, relations.resolve(names.subList(0, names.size() - 1)));
            }
        }
    }
}
