package dev.pgwright.locks;

import dev.pgwright.catalog.QualifiedName;
import java.util.List;
import java.util.Optional;

/** What making or checking a foreign key does at the other table. */
final class ForeignKeys {
    private ForeignKeys() {}

    /** A new foreign key: the referenced table with its partitions, and the indexes of the key. */
    static void reference(Effects effects, Form form, QualifiedName referenced, List<String> columns) {
        Relations relations = effects.relations();
        effects.on(form, Role.REFERENCED, relations.family(referenced));
        Optional<RelationIndex> key = relations.indexes().key(referenced, columns);
        if (key.isPresent()) {
            for (RelationIndex part : relations.indexes().tree(key.get())) {
                effects.on(form, Role.REFERENCED_KEY, part.name());
            }
        }
    }

    /** The queries that check all rows, partition by partition: the planner looks at every index of both tables. */
    static void asked(Effects effects, Form form, QualifiedName referencing, QualifiedName referenced) {
        effects.on(form, Role.INDEX, effects.relations().indexes().ofStored(referencing));
        PlannedIndexes.lock(effects, form, Role.REFERENCED_INDEX, referenced);
    }
}
