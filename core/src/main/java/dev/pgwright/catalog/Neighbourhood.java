package dev.pgwright.catalog;

import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of a catalog around one table. */
public final class Neighbourhood {
    private Neighbourhood() {}

    /**
     * The table, those that are at most so many foreign keys away in either direction, their partitions, and the enums
     * and domains of their columns; nothing else.
     *
     * @param center a table of the catalog; a partition stands for the table it is part of
     */
    public static Catalog of(Catalog catalog, QualifiedName center, int depth) {
        return of(catalog, Relationship.of(catalog), center, depth);
    }

    /** As above, where the catalog's relationships are at hand already. */
    public static Catalog of(Catalog catalog, List<Relationship> relationships, QualifiedName center, int depth) {
        Map<QualifiedName, Table> tables = new HashMap<>();
        catalog.tables().forEach(table -> tables.put(table.name(), table));
        Map<QualifiedName, Set<QualifiedName>> near = new HashMap<>();
        for (Relationship relationship : relationships) {
            QualifiedName child = relationship.child().name();
            QualifiedName parent = relationship.parent().name();
            near.computeIfAbsent(child, name -> new TreeSet<>()).add(parent);
            near.computeIfAbsent(parent, name -> new TreeSet<>()).add(child);
        }
        Set<QualifiedName> kept = new HashSet<>(Set.of(root(center, tables)));
        Set<QualifiedName> edge = Set.copyOf(kept);
        for (int step = 0; step < depth && !edge.isEmpty(); step++) {
            Set<QualifiedName> next = edge.stream()
                    .flatMap(name -> near.getOrDefault(name, Set.of()).stream())
                    .filter(name -> !kept.contains(name))
                    .collect(Collectors.toSet());
            kept.addAll(next);
            edge = next;
        }
        List<Table> around = catalog.tables().stream()
                .filter(table -> kept.contains(root(table.name(), tables)))
                .toList();
        Set<QualifiedName> types = around.stream()
                .flatMap(table -> table.columns().stream())
                .flatMap(column -> named(column.type()))
                .collect(Collectors.toSet());
        return Catalog.of(
                catalog.enums().stream()
                        .filter(type -> types.contains(type.name()))
                        .toList(),
                catalog.domains().stream()
                        .filter(type -> types.contains(type.name()))
                        .toList(),
                around);
    }

    /** The names with a schema in the text of a type; those without are of {@code pg_catalog} and no user's. */
    private static Stream<QualifiedName> named(String type) {
        List<Token> tokens = SqlTokens.of(type);
        return tokens.size() > 2 && tokens.get(1).isSymbol('.')
                ? Stream.of(
                        QualifiedName.of(tokens.get(0).value(), tokens.get(2).value()))
                : Stream.empty();
    }

    private static QualifiedName root(QualifiedName name, Map<QualifiedName, Table> tables) {
        Table table = tables.get(name);
        return table != null
                        && table.partitionOf() != null
                        && tables.containsKey(table.partitionOf().parent())
                ? root(table.partitionOf().parent(), tables)
                : name;
    }
}
