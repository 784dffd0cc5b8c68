package dev.pgwright.locks;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.server.RelationKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what the server drops, or looks at, when it drops something else. */
final class Dependents {
    private final Relations relations;

    Dependents(Relations relations) {
        this.relations = relations;
    }

    /** The views that read a relation (or one of its columns) and the views on them, with their indexes. */
    List<QualifiedName> views(QualifiedName relation, @Nullable String column) {
        Set<QualifiedName> found = new LinkedHashSet<>();
        Deque<QualifiedName> open = new ArrayDeque<>();
        for (QualifiedName view : relations.viewsOn(relation, column)) {
            if (found.add(view)) {
                open.add(view);
            }
        }
        while (!open.isEmpty()) {
            for (QualifiedName view : relations.viewsOn(open.remove(), null)) {
                if (found.add(view)) {
                    open.add(view);
                }
            }
        }
        Set<QualifiedName> all = new LinkedHashSet<>(found);
        found.forEach(view -> all.addAll(relations.indexes().names(view)));
        return List.copyOf(all);
    }

    /** What DROP TABLE of a table locks, the table included; with CASCADE if that is said. */
    void dropTable(Effects effects, Form form, Role role, QualifiedName name, boolean cascade) {
        effects.on(form, role, name);
        effects.on(form, Role.INDEX, relations.indexes().names(name));
        effects.on(form, Role.SEQUENCE, relations.sequences(name, null));
        for (Constraint.ForeignKey key :
                relations.table(name).map(Table::foreignKeys).orElse(List.of())) {
            effects.on(form, Role.REFERENCED, relations.family(key.referenced()));
        }
        if (cascade) {
            if (relations.table(name).isEmpty()) {
                effects.opaque();
            }
            for (Catalog.TableForeignKey key : relations.foreignKeysTo(name)) {
                effects.on(form, Role.REFERENCING, relations.family(key.table().name()));
            }
            effects.on(form, Role.DEPENDENT, views(name, null));
        }
        relations.parent(name).ifPresent(parent -> {
            effects.on(form, Role.PARENT, parent);
            relations.defaultPartition(parent).ifPresent(other -> effects.on(form, Role.DEFAULT_PARTITION, other));
        });
        for (QualifiedName child : relations.children(name)) {
            boolean part = relations.parent(child).isPresent();
            if (part || cascade) {
                effects.on(form, Role.CHILD, child);
                effects.on(form, Role.INDEX, relations.indexes().names(child));
                effects.on(form, Role.SEQUENCE, relations.sequences(child, null));
                if (cascade) {
                    effects.on(form, Role.DEPENDENT, views(child, null));
                }
            }
        }
    }

    /** A view or materialized view, and with CASCADE the views on it. */
    void dropView(Effects effects, Form form, QualifiedName name, boolean cascade) {
        effects.on(form, Role.TARGET, name);
        if (relations.kind(name) == RelationKind.MATERIALIZED_VIEW) {
            effects.on(form, Role.INDEX, relations.indexes().names(name));
        }
        if (cascade) {
            if (relations.view(name).isEmpty()) {
                effects.opaque();
            }
            effects.on(form, Role.DEPENDENT, views(name, null));
        }
    }
}
