package dev.pgwright.catalog.print;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What needs what. Edges are put in from the firmest to the loosest, and one that would close a cycle is not put in:
 * what it stood for is then made later (a default, a constraint), or left to chance (a name in a body that is only
 * looked up when it runs).
 */
final class DdlGraph {
    private final Catalog catalog;
    private final DdlNodes made;
    private final Map<Node, Names.Mentioned> mentioned = new LinkedHashMap<>();

    private DdlGraph(Catalog catalog) {
        this.catalog = catalog;
        this.made = new DdlNodes(catalog);
    }

    static DdlGraph of(Catalog catalog) {
        DdlGraph graph = new DdlGraph(catalog);
        graph.addFirmEdges();
        graph.addDeferrableEdges();
        graph.addPossibleEdges();
        graph.addForeignKeys();
        graph.addBodyEdges();
        return graph;
    }

    /** In the order of the catalog within each section. */
    List<Node> nodes() {
        return made.all;
    }

    /** Whether a routine may be made before what its body names. */
    boolean unvalidatedBodies() {
        return made.unvalidatedBodies();
    }

    private void addFirmEdges() {
        for (TableDdl ddl : made.tables.values()) {
            Table table = ddl.table();
            Node node = made.relations.get(table.name());
            Stream<QualifiedName> parents = Stream.concat(
                    table.inherits().stream(),
                    Stream.ofNullable(table.partitionOf()).map(partition -> partition.parent()));
            parents.forEach(parent -> made.needRelation(node, parent));
        }
        for (Table table : catalog.tables()) {
            for (Index index : table.indexes()) {
                Node node = made.indexes.get(QualifiedName.of(table.name().schema(), index.name()));
                Node parent = index.parent() == null ? null : made.indexes.get(index.parent());
                if (node != null && parent != null) {
                    node.need(parent);
                }
            }
        }
        made.texts.forEach((node, text) -> mentioned.put(node, made.names.in(text)));
        made.routines.forEach((node, ddl) -> {
            Names.Mentioned found = new Names.Mentioned(new LinkedHashSet<>(), new LinkedHashSet<>());
            made.names.collect(ddl.resolvedAtOnce(), true, found);
            mentioned.put(node, found);
        });
        mentioned.forEach((node, found) -> found.surely().forEach(node::need));
    }

    /** Defaults, checks and exclusions: what of them cannot stand in CREATE TABLE comes when all they name is there. */
    private void addDeferrableEdges() {
        for (TableDdl ddl : made.tables.values()) {
            Node table = made.relations.get(ddl.table().name());
            if (table == null) {
                continue;
            }
            for (Column column : ddl.table().columns()) {
                if (column.defaultExpression() != null && !needAll(table, made.names.in(column.defaultExpression()))) {
                    ddl.setDefaultLater(column.name());
                    addLater(
                            table,
                            column.defaultExpression(),
                            new Node(Section.TABLES, self -> ddl.laterDefault(column)));
                }
            }
            for (Constraint constraint : ddl.table().constraints()) {
                String text = NamingTexts.of(constraint);
                if (!text.isEmpty() && !needAll(table, made.names.in(text))) {
                    ddl.addLater(constraint);
                    String block = "constraints " + ddl.table().name();
                    addLater(table, text, new Node(Section.TABLES, self -> ddl.laterConstraint(constraint, block)));
                }
            }
        }
    }

    private static boolean needAll(Node node, Names.Mentioned found) {
        boolean all = true;
        for (Node other : found.surely()) {
            all &= node.need(other);
        }
        return all;
    }

    private void addLater(Node table, String text, Node node) {
        made.all.add(node);
        node.need(table);
        made.names.in(text).surely().forEach(node::need);
        table.followers().add(node);
    }

    /** Names without a schema, which may mean what is in public. */
    private void addPossibleEdges() {
        mentioned.forEach((node, found) -> found.perhaps().forEach(node::need));
        for (TableDdl ddl : made.tables.values()) {
            Node table = made.relations.get(ddl.table().name());
            if (table != null) {
                for (Column column : ddl.table().columns()) {
                    Names.Mentioned found = made.names.in(NamingTexts.orEmpty(column.defaultExpression()));
                    found.perhaps().forEach(table::need);
                    // a sequence goes with the table that owns it: that one is made first and removed last
                    found.surely().stream()
                            .map(made.sequenceOwners::get)
                            .filter(Objects::nonNull)
                            .forEach(table::need);
                }
                for (Constraint constraint : ddl.table().constraints()) {
                    made.names.in(NamingTexts.of(constraint)).perhaps().forEach(table::need);
                }
            }
        }
    }

    /** A foreign key stands in CREATE TABLE where the tables' order permits, else at the end of the script. */
    private void addForeignKeys() {
        for (TableDdl ddl : made.tables.values()) {
            Node table = made.relations.get(ddl.table().name());
            for (Constraint.ForeignKey key : ddl.table().foreignKeys()) {
                Node referenced = made.relations.get(key.referenced());
                if (table == null || referenced == null) {
                    continue;
                }
                Set<Node> needed = new LinkedHashSet<>(List.of(referenced));
                if (!isKey(key)) {
                    needed.addAll(made.uniqueIndexes.getOrDefault(key.referenced(), List.of()));
                }
                boolean possible = true;
                for (Node other : needed) {
                    possible &= table.need(other);
                }
                if (!possible) {
                    ddl.addLater(key);
                    String block = "foreign keys " + ddl.table().name();
                    Node node = made.add(new Node(Section.FOREIGN_KEYS, self -> ddl.laterConstraint(key, block)), "");
                    node.need(table);
                    needed.forEach(node::need);
                }
            }
        }
    }

    /** Whether a foreign key refers to a primary key or unique constraint; otherwise it is a unique index. */
    private boolean isKey(Constraint.ForeignKey key) {
        Set<String> columns = new HashSet<>(key.referencedColumns());
        return catalog.table(key.referenced()).stream()
                .flatMap(table -> table.constraints().stream())
                .anyMatch(constraint -> constraint instanceof Constraint.PrimaryKey primary
                                && columns.equals(new HashSet<>(primary.columns()))
                        || constraint instanceof Constraint.Unique unique
                                && columns.equals(new HashSet<>(unique.columns())));
    }

    /** Bodies are looked into last: where they run when something is made, what they name should be there. */
    private void addBodyEdges() {
        made.routines.forEach((node, ddl) -> {
            Names.Mentioned found = made.names.in(ddl.body());
            found.surely().forEach(node::need);
            found.perhaps().forEach(node::need);
        });
    }
}
