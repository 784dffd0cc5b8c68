package dev.pgwright.locks;

import dev.pgwright.catalog.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The indexes of relations, with those that partitions have because the partitioned table has them. */
final class RelationIndexes {
    private final Relations relations;
    private final Map<QualifiedName, List<RelationIndex>> known = new HashMap<>();

    RelationIndexes(Relations relations) {
        this.relations = relations;
    }

    /** All indexes of a table or materialized view. */
    List<RelationIndex> of(QualifiedName relation) {
        List<RelationIndex> found = known.get(relation);
        if (found == null) {
            found = List.copyOf(relations.indexesOf(relation));
            known.put(relation, found);
        }
        return found;
    }

    List<QualifiedName> names(QualifiedName relation) {
        return of(relation).stream().map(RelationIndex::name).toList();
    }

    /** The indexes of a table and its children, but for the partitioned ones, which have no files. */
    List<QualifiedName> ofStored(QualifiedName table) {
        return relations.family(table).stream()
                .filter(member -> !relations.isPartitioned(member))
                .flatMap(member -> names(member).stream())
                .toList();
    }

    List<QualifiedName> names(Collection<QualifiedName> all) {
        return all.stream().flatMap(relation -> names(relation).stream()).toList();
    }

    /** The names of those that have a column. */
    List<QualifiedName> with(QualifiedName relation, String column) {
        return of(relation).stream()
                .filter(index -> index.has(column))
                .map(RelationIndex::name)
                .toList();
    }

    Optional<RelationIndex> find(QualifiedName name) {
        return relations.index(name);
    }

    /** The index and those of partitions that are part of it. */
    List<RelationIndex> tree(RelationIndex root) {
        List<RelationIndex> all = new ArrayList<>(List.of(root));
        Set<QualifiedName> names = new HashSet<>(Set.of(root.name()));
        for (QualifiedName child : relations.children(root.table())) {
            for (RelationIndex index : of(child)) {
                QualifiedName part = index.root();
                if (part != null && names.contains(part)) {
                    all.add(index);
                    names.add(index.name());
                }
            }
        }
        return all;
    }

    /** The index of the key that a foreign key of these columns asks; the primary key if none are named. */
    Optional<RelationIndex> key(QualifiedName table, @Nullable List<String> columns) {
        return of(table).stream()
                .filter(index -> index.unique() && index.predicate() == null)
                .filter(index -> {
                    if (columns == null || columns.isEmpty()) {
                        return index.primary();
                    }
                    return index.elements().size() == columns.size()
                            && index.keyNames().containsAll(columns);
                })
                .findFirst();
    }
}
