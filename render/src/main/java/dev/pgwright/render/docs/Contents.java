package dev.pgwright.render.docs;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Partitions;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Relationship;
import dev.pgwright.catalog.View;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.tree.RangeVar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the pages are about, with what follows from it. */
record Contents(
        Catalog catalog,
        Links links,
        Partitions partitions,
        List<Relationship> relationships,
        Map<QualifiedName, SortedSet<QualifiedName>> read,
        Map<QualifiedName, SortedSet<QualifiedName>> readers) {
    static Contents of(Catalog catalog) {
        Links links = new Links(catalog);
        Map<QualifiedName, SortedSet<QualifiedName>> read = new HashMap<>();
        Map<QualifiedName, SortedSet<QualifiedName>> readers = new HashMap<>();
        for (View view : catalog.views()) {
            for (RangeVar relation : Nodes.all(Sql.parseStatement(view.query()).tree(), RangeVar.class)) {
                // PostgreSQL names with their schema all but its own relations and what WITH defines
                if (relation.schemaname() != null) {
                    QualifiedName name = QualifiedName.of(relation.schemaname(), String.valueOf(relation.relname()));
                    read.computeIfAbsent(view.name(), key -> new TreeSet<>()).add(name);
                    readers.computeIfAbsent(name, key -> new TreeSet<>()).add(view.name());
                }
            }
        }
        return new Contents(
                catalog,
                links,
                Partitions.of(catalog),
                Relationship.of(catalog),
                Map.copyOf(read),
                Map.copyOf(readers));
    }

    /** The relations that a view reads. */
    Set<QualifiedName> readBy(QualifiedName view) {
        return read.getOrDefault(view, new TreeSet<>());
    }

    /** The views that read a relation. */
    Set<QualifiedName> readersOf(QualifiedName relation) {
        return readers.getOrDefault(relation, new TreeSet<>());
    }
}
