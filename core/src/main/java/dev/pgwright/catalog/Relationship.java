package dev.pgwright.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A foreign key as a relationship between two tables of a catalog, with the cardinality of both ends. Every picture of
 * a schema is drawn from these.
 *
 * @param child the table that has the foreign key; a partition is replaced by the root of its partitioned table
 * @param parent the referenced table; a partition is replaced by the root of its partitioned table
 * @param childEnd how many rows of {@code child} one row of {@code parent} may have
 * @param parentEnd how many rows of {@code parent} one row of {@code child} has
 */
public record Relationship(
        Table child, Constraint.ForeignKey key, Table parent, Cardinality childEnd, Cardinality parentEnd) {

    /**
     * The relationships between the tables of a catalog, in order of child table and constraint name. A key that only a
     * partition has is one of its partitioned table, whose other rows refer to nothing by it; several partitions with the
     * same key are one relationship. Keys to tables that the catalog does not contain are left out.
     */
    public static List<Relationship> of(Catalog catalog) {
        Map<QualifiedName, Table> tables =
                catalog.tables().stream().collect(Collectors.toMap(Table::name, table -> table));
        Set<String> notNullDomains = catalog.domains().stream()
                .filter(DomainType::notNull)
                .map(domain -> domain.name().toString())
                .collect(Collectors.toSet());
        Map<QualifiedName, List<Relationship>> found = new TreeMap<>();
        // the partitioned tables first: what a partition has like them is no other relationship
        Stream.concat(
                        catalog.tables().stream().filter(table -> root(table.name(), tables) == table),
                        catalog.tables().stream().filter(table -> root(table.name(), tables) != table))
                .forEach(table -> {
                    Table child = root(table.name(), tables);
                    List<Relationship> ofChild = found.computeIfAbsent(child.name(), name -> new ArrayList<>());
                    for (Constraint.ForeignKey key : table.foreignKeys()) {
                        if (tables.containsKey(key.referenced())) {
                            Relationship made = of(table, key, root(key.referenced(), tables), notNullDomains);
                            if (child == table) {
                                ofChild.add(made);
                            } else if (ofChild.stream().noneMatch(other -> other.isLike(made))) {
                                ofChild.add(made.ofSomeRowsOf(child));
                            }
                        }
                    }
                });
        found.values()
                .forEach(relationships -> relationships.sort(
                        Comparator.comparing(relationship -> relationship.key().name())));
        return found.values().stream().flatMap(List::stream).toList();
    }

    private boolean isLike(Relationship other) {
        return parent.name().equals(other.parent.name())
                && key.columns().equals(other.key.columns())
                && key.referencedColumns().equals(other.key.referencedColumns());
    }

    private Relationship ofSomeRowsOf(Table whole) {
        Cardinality end = switch (parentEnd) {
            case EXACTLY_ONE -> Cardinality.ZERO_OR_ONE;
            case ONE_OR_MANY -> Cardinality.ZERO_OR_MANY;
            case ZERO_OR_ONE, ZERO_OR_MANY -> parentEnd;
        };
        return new Relationship(whole, key, parent, childEnd, end);
    }

    /** The foreign key refers to the table it belongs to. */
    public boolean selfReference() {
        return child.name().equals(parent.name());
    }

    private static Relationship of(Table child, Constraint.ForeignKey key, Table parent, Set<String> notNullDomains) {
        return new Relationship(child, key, parent, childEnd(child, key), parentEnd(child, key, notNullDomains));
    }

    private static Table root(QualifiedName name, Map<QualifiedName, Table> tables) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("no table " + name);
        }
        PartitionOf partitionOf = table.partitionOf();
        return partitionOf != null && tables.containsKey(partitionOf.parent())
                ? root(partitionOf.parent(), tables)
                : table;
    }

    private static Cardinality childEnd(Table child, Constraint.ForeignKey key) {
        Set<String> columns = new HashSet<>(key.columns());
        boolean unique = child.of(Constraint.PrimaryKey.class).stream().anyMatch(c -> columns.containsAll(c.columns()))
                || child.of(Constraint.Unique.class).stream().anyMatch(c -> columns.containsAll(c.columns()))
                || child.indexes().stream().anyMatch(index -> isUniqueOver(columns, index));
        return unique ? Cardinality.ZERO_OR_ONE : Cardinality.ZERO_OR_MANY;
    }

    private static boolean isUniqueOver(Set<String> columns, Index index) {
        return index.unique()
                && index.valid()
                && index.predicate() == null
                && index.elements().stream()
                        .allMatch(element -> !element.expression() && columns.contains(element.key()));
    }

    /**
     * With {@code MATCH SIMPLE} one null makes the key refer to nothing, with {@code MATCH FULL} all columns are null
     * or none (PostgreSQL 18, CREATE TABLE, REFERENCES). A {@code PERIOD} may be covered by several rows together.
     */
    private static Cardinality parentEnd(Table child, Constraint.ForeignKey key, Set<String> notNullDomains) {
        boolean optional = key.matchFull()
                ? key.columns().stream().allMatch(column -> isNullable(child, column, notNullDomains))
                : key.columns().stream().anyMatch(column -> isNullable(child, column, notNullDomains));
        if (key.period()) {
            return optional ? Cardinality.ZERO_OR_MANY : Cardinality.ONE_OR_MANY;
        }
        return optional ? Cardinality.ZERO_OR_ONE : Cardinality.EXACTLY_ONE;
    }

    private static boolean isNullable(Table table, String name, Set<String> notNullDomains) {
        boolean notNull = table.column(name)
                        .map(column -> column.notNull() || notNullDomains.contains(column.type()))
                        .orElse(false)
                || table.primaryKey().map(key -> key.columns().contains(name)).orElse(false);
        return !notNull;
    }
}
