package dev.pgwright.locks;

import dev.pgwright.catalog.QualifiedName;

/** The indexes that the planner locks with a relation (get_relation_info in plancat.c). */
final class PlannedIndexes {
    private PlannedIndexes() {}

    /** The indexes of a relation and of its children. */
    static void lock(Effects effects, Form form, Role role, QualifiedName name) {
        Relations relations = effects.relations();
        for (QualifiedName member : relations.family(name)) {
            only(effects, form, role, member);
        }
    }

    /** The indexes of one relation. */
    static void only(Effects effects, Form form, Role role, QualifiedName name) {
        Relations relations = effects.relations();
        Role part = relations.isPartitioned(name) ? Role.PARTITIONED_INDEX : role;
        effects.on(form, part, relations.indexes().names(name));
    }
}
