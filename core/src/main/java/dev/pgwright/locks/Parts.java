package dev.pgwright.locks;

import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.*;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Triggers, policies, rules, statistics, comments, privileges and publications of relations. */
final class Parts {
    private final Effects effects;
    private final Relations relations;

    Parts(Effects effects) {
        this.effects = effects;
        relations = effects.relations();
    }

    void collect(Node tree) {
        if (tree instanceof CreateTrigStmt trigger) {
            trigger(trigger);
        } else if (tree instanceof CreatePolicyStmt policy) {
            policy(ObjectForm.CREATE_POLICY, policy.table(), policy.qual(), policy.withCheck());
        } else if (tree instanceof AlterPolicyStmt policy) {
            policy(ObjectForm.ALTER_POLICY, policy.table(), policy.qual(), policy.withCheck());
        } else if (tree instanceof RuleStmt rule) {
            rule(rule);
        } else if (tree instanceof CreateStatsStmt statistics) {
            for (Node node : statistics.relations()) {
                if (node instanceof RangeVar table) {
                    effects.on(ObjectForm.CREATE_STATISTICS, Role.TARGET, relations.resolve(table));
                }
            }
        } else if (tree instanceof CommentStmt comment) {
            described(comment.objtype(), comment.object());
        } else if (tree instanceof SecLabelStmt label) {
            described(label.objtype(), label.object());
        } else if (tree instanceof GrantStmt grant) {
            grant(grant);
        } else if (tree instanceof CreatePublicationStmt publication) {
            publication(publication.pubobjects());
        } else if (tree instanceof AlterPublicationStmt publication) {
            publication(publication.pubobjects());
            if (publication.action() == AlterPublicationAction.AP_SetObjects
                    && !publication.pubobjects().isEmpty()) {
                Optional<String> definition =
                        relations.definition(DefinedObject.Kind.PUBLICATION, String.valueOf(publication.pubname()));
                if (definition.isEmpty()) {
                    effects.opaque();
                } else if (Expressions.statement(definition.get()) instanceof CreatePublicationStmt now) {
                    publication(now.pubobjects());
                }
            }
        }
    }

    /** Whether a table has a trigger, policy or rule of this name. */
    static boolean has(Relations relations, QualifiedName name, String part) {
        return relations
                .table(name)
                .filter(table -> table.triggers().stream()
                                .anyMatch(trigger -> trigger.name().equals(part))
                        || table.policies().stream()
                                .anyMatch(policy -> policy.name().equals(part))
                        || table.rules().stream().anyMatch(rule -> rule.name().equals(part)))
                .isPresent();
    }

    /** Row triggers of a partitioned table are cloned to its partitions; this one, or any of them if none is named. */
    static boolean goesToPartitions(Relations relations, QualifiedName name, @Nullable String trigger) {
        return relations.isPartitioned(name)
                && relations.table(name).map(Table::triggers).orElse(List.of()).stream()
                        .anyMatch(found -> (trigger == null || found.name().equals(trigger))
                                && Expressions.statement(found.definition()) instanceof CreateTrigStmt made
                                && made.row());
    }

    private void trigger(CreateTrigStmt trigger) {
        if (trigger.relation() == null) {
            return;
        }
        QualifiedName table = relations.resolve(trigger.relation());
        effects.on(ObjectForm.CREATE_TRIGGER, Role.TARGET, table);
        if (trigger.row() && relations.isPartitioned(table)) {
            effects.on(ObjectForm.CREATE_TRIGGER, Role.CHILD, relations.children(table));
        }
        if (trigger.constrrel() != null) {
            effects.on(ObjectForm.CREATE_TRIGGER, Role.REFERENCED, relations.resolve(trigger.constrrel()));
        }
    }

    private void policy(Form form, @Nullable RangeVar table, @Nullable Node qual, @Nullable Node check) {
        if (table == null) {
            return;
        }
        effects.on(form, Role.TARGET, relations.resolve(table));
        Queries queries = new Queries(effects);
        if (qual != null) {
            queries.read(qual, form, Queries.Depth.ANALYZED);
        }
        if (check != null) {
            queries.read(check, form, Queries.Depth.ANALYZED);
        }
    }

    private void rule(RuleStmt rule) {
        if (rule.relation() == null) {
            return;
        }
        Form form = ObjectForm.CREATE_RULE;
        effects.on(form, Role.TARGET, relations.resolve(rule.relation()));
        for (Node action : rule.actions()) {
            for (Node node : action instanceof PgList list ? list.items() : List.of(action)) {
                new Queries(effects).read(node, form, Queries.Depth.ANALYZED);
                RangeVar written = RowChanges.written(node);
                if (written != null) {
                    effects.on(ObjectForm.CREATE_RULE_WRITES, Role.READ, relations.resolve(written));
                }
            }
        }
    }

    /** COMMENT and SECURITY LABEL. */
    private void described(ObjectType type, @Nullable Node object) {
        List<String> names = object instanceof PgList list ? Nodes.names(list.items()) : List.of();
        switch (type) {
            case OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATVIEW, OBJECT_INDEX, OBJECT_SEQUENCE, OBJECT_FOREIGN_TABLE ->
                effects.on(ObjectForm.COMMENT, Role.TARGET, relations.resolve(names));
            case OBJECT_COLUMN -> of(ObjectForm.COMMENT, names);
            case OBJECT_TABCONSTRAINT, OBJECT_TRIGGER, OBJECT_POLICY, OBJECT_RULE ->
                of(ObjectForm.COMMENT_ON_PART, names);
            default -> {}
        }
    }

    private void of(Form form, List<String> names) {
        if (names.size() > 1) {
            effects.on(form, Role.TARGET, relations.resolve(names.subList(0, names.size() - 1)));
        }
    }

    private void grant(GrantStmt grant) {
        boolean ofRelations =
                grant.objtype() == ObjectType.OBJECT_TABLE || grant.objtype() == ObjectType.OBJECT_SEQUENCE;
        if (grant.targtype() == GrantTargetType.ACL_TARGET_OBJECT && ofRelations) {
            for (Node node : grant.objects()) {
                if (node instanceof RangeVar range) {
                    effects.on(ObjectForm.GRANT, Role.TARGET, relations.resolve(range));
                }
            }
        }
    }

    private void publication(List<Node> objects) {
        for (Node node : objects) {
            if (node instanceof PublicationObjSpec object
                    && object.pubtable() != null
                    && object.pubtable().relation() != null) {
                RangeVar range = object.pubtable().relation();
                QualifiedName table = relations.resolve(range);
                effects.on(ObjectForm.PUBLICATION, Role.TARGET, table);
                if (range.inh() && !relations.isPartitioned(table)) {
                    effects.on(ObjectForm.PUBLICATION, Role.CHILD, relations.children(table));
                }
            }
        }
    }
}
