package dev.pgwright.locks;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.server.RelationKind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.*;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** DROP of anything, and TRUNCATE. */
final class Drops {
    private final Effects effects;
    private final Relations relations;
    private final Dependents dependents;

    Drops(Effects effects) {
        this.effects = effects;
        relations = effects.relations();
        dependents = new Dependents(relations);
    }

    /** False if the statement is none of these. */
    boolean collect(Node tree) {
        if (tree instanceof DropStmt drop) {
            for (Node object : drop.objects()) {
                one(drop, object);
            }
        } else if (tree instanceof TruncateStmt truncate) {
            truncate(truncate);
        } else if (tree instanceof DropOwnedStmt) {
            effects.opaque();
        } else {
            return false;
        }
        return true;
    }

    private void one(DropStmt drop, Node object) {
        List<String> names = object instanceof PgList list
                ? Nodes.names(list.items())
                : object instanceof TypeName type ? Nodes.names(type.names()) : List.of();
        boolean cascade = drop.behavior() == DropBehavior.DROP_CASCADE;
        QualifiedName name = relations.resolve(names);
        switch (drop.removeType()) {
            case OBJECT_TABLE, OBJECT_FOREIGN_TABLE -> {
                effects.is(TableForm.DROP_TABLE);
                if (isThere(drop, name)) {
                    dependents.dropTable(effects, TableForm.DROP_TABLE, Role.TARGET, name, cascade);
                }
            }
            case OBJECT_VIEW -> view(drop, ObjectForm.DROP_VIEW, name, cascade);
            case OBJECT_MATVIEW -> view(drop, ObjectForm.DROP_MATERIALIZED_VIEW, name, cascade);
            case OBJECT_INDEX -> index(drop, name);
            case OBJECT_SEQUENCE -> {
                effects.is(ObjectForm.DROP_SEQUENCE);
                if (isThere(drop, name)) {
                    sequence(name);
                }
            }
            case OBJECT_TYPE, OBJECT_DOMAIN -> type(name, cascade);
            case OBJECT_SCHEMA -> {
                if (cascade && object instanceof PgString schema) {
                    schema(String.valueOf(schema.sval()));
                }
            }
            case OBJECT_TRIGGER -> part(drop, ObjectForm.DROP_TRIGGER, names);
            case OBJECT_POLICY -> part(drop, ObjectForm.DROP_POLICY, names);
            case OBJECT_RULE -> part(drop, ObjectForm.DROP_RULE, names);
            case OBJECT_STATISTIC_EXT -> statistics(name);
            case OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_ROUTINE -> {
                if (cascade && object instanceof ObjectWithArgs function) {
                    function(Nodes.names(function.objname()));
                }
            }
            case OBJECT_EXTENSION -> {
                if (cascade) {
                    effects.opaque();
                }
            }
            default -> {}
        }
    }

    private boolean isThere(DropStmt drop, QualifiedName name) {
        return !drop.missingOk() || !relations.isMissing(name);
    }

    private void view(DropStmt drop, Form form, QualifiedName name, boolean cascade) {
        effects.is(form);
        if (isThere(drop, name)) {
            effects.assume(name, form == ObjectForm.DROP_VIEW ? RelationKind.VIEW : RelationKind.MATERIALIZED_VIEW);
            dependents.dropView(effects, form, name, cascade);
        }
    }

    private void index(DropStmt drop, QualifiedName name) {
        Form form = drop.concurrent() ? IndexForm.DROP_INDEX_CONCURRENTLY : IndexForm.DROP_INDEX;
        effects.is(form);
        if (!isThere(drop, name)) {
            return;
        }
        effects.on(form, Role.INDEX, name);
        Optional<RelationIndex> index = relations.indexes().find(name);
        if (index.isEmpty()) {
            effects.opaque();
        } else {
            effects.on(form, Role.TARGET, index.get().table());
            if (relations.isPartitioned(index.get().table())) {
                effects.on(form, Role.CHILD, relations.children(index.get().table()));
            }
            relations.indexes().tree(index.get()).forEach(part -> effects.on(form, Role.INDEX, part.name()));
        }
    }

    private void sequence(QualifiedName name) {
        effects.assume(name, RelationKind.SEQUENCE);
        effects.on(ObjectForm.DROP_SEQUENCE, Role.SEQUENCE, name);
        if (!relations.isSequence(name)) {
            effects.opaque();
        }
        effects.on(ObjectForm.DROP_SEQUENCE, Role.TARGET, relations.defaultsOf(name));
    }

    private void type(QualifiedName name, boolean cascade) {
        Form form = ObjectForm.DROP_TYPE;
        effects.is(form);
        if (relations.composite(name).isPresent()) {
            effects.on(form, Role.TYPE, name);
        }
        if (!cascade) {
            return;
        }
        if (!relations.isType(name)) {
            effects.opaque();
        }
        for (QualifiedName table : relations.tablesOf(name)) {
            dependents.dropTable(effects, form, Role.TYPE_USER, table, true);
        }
        for (QualifiedName type : relations.withDomains(name)) {
            for (ColumnName column : relations.columnsOf(type)) {
                effects.on(form, Role.TYPE_USER, column.relation());
                effects.on(form, Role.DEPENDENT, relations.indexes().with(column.relation(), column.column()));
                effects.on(form, Role.DEPENDENT, dependents.views(column.relation(), column.column()));
            }
        }
    }

    private void schema(String schema) {
        Form form = ObjectForm.DROP_SCHEMA;
        Set<QualifiedName> all = new LinkedHashSet<>();
        for (QualifiedName relation : relations.relationsIn(schema)) {
            if (relations.table(relation).isPresent()) {
                Effects inner = new Effects(relations);
                dependents.dropTable(inner, TableForm.DROP_TABLE, Role.TARGET, relation, true);
                inner.result().relations().forEach(effect -> all.add(effect.relation()));
            } else {
                all.add(relation);
                all.addAll(relations.indexes().names(relation));
                all.addAll(dependents.views(relation, null));
            }
        }
        effects.on(form, Role.DEPENDENT, all);
        if (relations.isIncomplete()) {
            effects.opaque();
        }
    }

    private void part(DropStmt drop, Form form, List<String> names) {
        effects.is(form);
        if (names.size() < 2) {
            return;
        }
        String part = names.get(names.size() - 1);
        QualifiedName table = relations.resolve(names.subList(0, names.size() - 1));
        if (drop.missingOk() && !relations.isIncomplete() && !Parts.has(relations, table, part)) {
            return;
        }
        effects.on(form, Role.TARGET, table);
        if (Parts.goesToPartitions(relations, table, part)) {
            effects.on(form, Role.CHILD, relations.children(table));
        }
    }

    private void statistics(QualifiedName name) {
        effects.is(ObjectForm.DROP_STATISTICS);
        Optional<String> definition = relations.definition(DefinedObject.Kind.STATISTICS, name);
        if (definition.isEmpty()) {
            effects.opaque();
        } else if (Expressions.statement(definition.get()) instanceof CreateStatsStmt statistics) {
            for (Node node : statistics.relations()) {
                if (node instanceof RangeVar table) {
                    effects.on(ObjectForm.DROP_STATISTICS, Role.TARGET, relations.resolve(table));
                }
            }
        }
    }

    private void function(List<String> names) {
        effects.is(ObjectForm.DROP_FUNCTION);
        QualifiedName name = relations.resolve(names);
        if (relations.routines(name).isEmpty()) {
            effects.opaque();
        }
        for (QualifiedName relation : relations.triggersOf(name)) {
            effects.on(ObjectForm.DROP_FUNCTION, Role.DEPENDENT, relations.family(relation));
        }
    }

    private void truncate(TruncateStmt truncate) {
        Form form = TableForm.TRUNCATE;
        effects.is(form);
        Set<QualifiedName> emptied = new LinkedHashSet<>();
        for (Node node : truncate.relations()) {
            if (node instanceof RangeVar range) {
                QualifiedName table = relations.resolve(range);
                emptied.addAll(range.inh() ? relations.family(table) : List.of(table));
                effects.on(form, Role.TARGET, table);
                if (range.inh()) {
                    effects.on(form, Role.CHILD, relations.children(table));
                }
            }
        }
        effects.on(form, Role.INDEX, stored(emptied));
        if (truncate.behavior() == DropBehavior.DROP_CASCADE) {
            if (emptied.stream().anyMatch(table -> relations.table(table).isEmpty())) {
                effects.opaque();
            }
            Set<QualifiedName> more = new LinkedHashSet<>();
            List<QualifiedName> open = new ArrayList<>(emptied);
            for (int i = 0; i < open.size(); i++) {
                for (Catalog.TableForeignKey key : relations.foreignKeysTo(open.get(i))) {
                    for (QualifiedName referencing :
                            relations.family(key.table().name())) {
                        if (!emptied.contains(referencing) && more.add(referencing)) {
                            open.add(referencing);
                        }
                    }
                }
            }
            effects.on(form, Role.REFERENCING, more);
            effects.on(form, Role.REFERENCING_INDEX, stored(more));
            emptied.addAll(more);
        }
        if (truncate.restartSeqs()) {
            for (QualifiedName table : emptied) {
                effects.on(TableForm.TRUNCATE_RESTART, Role.SEQUENCE, relations.sequences(table, null));
            }
        }
    }

    private List<QualifiedName> stored(Set<QualifiedName> tables) {
        return tables.stream()
                .filter(table -> !relations.isPartitioned(table))
                .flatMap(table -> relations.indexes().names(table).stream())
                .toList();
    }
}
