package dev.pgwright.catalog.print;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.catalog.View;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What needs what. Edges are put in from the firmest to the loosest, and one that would close a cycle is not put in:
 * what it stood for is then made later (a default, a constraint), or left to chance (a name in a body that is only
 * looked up when it runs).
 */
final class DdlGraph {
    private final Catalog catalog;
    private final List<Node> nodes = new ArrayList<>();
    private final Names names = new Names();
    private final Map<QualifiedName, TableDdl> tables = new LinkedHashMap<>();
    private final Map<QualifiedName, Node> relations = new HashMap<>();
    private final Map<QualifiedName, List<Node>> uniqueIndexes = new HashMap<>();
    private final Map<QualifiedName, Node> indexes = new HashMap<>();
    private final Map<Node, Node> sequenceOwners = new HashMap<>();
    private final Map<Node, Names.Mentioned> mentioned = new LinkedHashMap<>();
    private final Map<Node, String> texts = new LinkedHashMap<>();
    private final Map<Node, RoutineDdl> routines = new LinkedHashMap<>();
    private boolean unvalidatedBodies;

    private DdlGraph(Catalog catalog) {
        this.catalog = catalog;
    }

    static DdlGraph of(Catalog catalog) {
        DdlGraph graph = new DdlGraph(catalog);
        graph.addObjects();
        graph.addTables();
        graph.addViews();
        graph.addRoutines();
        graph.addFirmEdges();
        graph.addDeferrableEdges();
        graph.addPossibleEdges();
        graph.addForeignKeys();
        graph.addBodyEdges();
        return graph;
    }

    /** In the order of the catalog within each section. */
    List<Node> nodes() {
        return nodes;
    }

    /** Whether a routine may be made before what its body names. */
    boolean unvalidatedBodies() {
        return unvalidatedBodies;
    }

    private Node add(Node node, String text) {
        nodes.add(node);
        if (!text.isEmpty()) {
            texts.put(node, text);
        }
        return node;
    }

    private void addObjects() {
        catalog.schemas().forEach(schema -> add(new Node(Section.SCHEMAS, self -> ObjectDdl.schema(schema)), ""));
        // hstore_plperl and its like need a language and a type; their names sort before those
        catalog.extensions().stream()
                .sorted(Comparator.comparing(extension -> extension.name().contains("_pl")))
                .forEach(extension -> add(new Node(Section.EXTENSIONS, self -> ObjectDdl.extension(extension)), ""));
        catalog.enums()
                .forEach(type ->
                        names.put(type.name(), add(new Node(Section.TYPES, self -> ObjectDdl.enumType(type)), "")));
        catalog.domains()
                .forEach(domain -> names.put(
                        domain.name(),
                        add(new Node(Section.TYPES, self -> ObjectDdl.domain(domain)), NamingTexts.of(domain))));
        for (NotModelled object : catalog.notModelled()) {
            if (!object.definition().isEmpty()) {
                Section section = switch (object.kind()) {
                    case "aggregate" -> Section.FUNCTIONS;
                    case "statistics" -> Section.TABLES;
                    default -> Section.TYPES;
                };
                Node node = add(
                        new Node(section, self -> ObjectDdl.carried(object)), String.join(" ", object.definition()));
                names.put(carriedName(object), node);
            }
        }
    }

    private static QualifiedName carriedName(NotModelled object) {
        List<Token> tokens = SqlTokens.of(object.name());
        return QualifiedName.of(
                tokens.get(0).value(),
                tokens.get(Math.min(2, tokens.size() - 1)).value());
    }

    private void addTables() {
        for (Table table : catalog.tables()) {
            TableDdl ddl = new TableDdl(table, TableShape.of(table, catalog));
            tables.put(table.name(), ddl);
            Node node = add(new Node(Section.TABLES, self -> ddl.statements()), NamingTexts.of(table));
            names.put(table.name(), node);
            relations.put(table.name(), node);
            addTriggers(table.name(), false, table.triggers());
        }
        addSequences();
        for (Table table : catalog.tables()) {
            table.indexes().forEach(index -> addIndex(table.name(), index, table.partitioning() != null));
        }
    }

    private void addSequences() {
        for (Sequence sequence : catalog.sequences()) {
            TableDdl owner = sequence.ownedBy() == null
                    ? null
                    : tables.get(sequence.ownedBy().relation());
            String column = sequence.ownedBy() == null ? "" : sequence.ownedBy().column();
            String serial = owner == null ? "" : Serial.type(owner.table(), column, sequence);
            Node ownerNode = owner == null ? null : relations.get(owner.table().name());
            if (owner != null && ownerNode != null && !serial.isEmpty()) {
                owner.useSerial(column, serial);
                names.put(sequence.name(), ownerNode);
                continue;
            }
            Node node = add(new Node(Section.SEQUENCES, self -> ObjectDdl.sequence(sequence)), "");
            names.put(sequence.name(), node);
            if (owner != null && ownerNode != null) {
                owner.ownSequence(sequence.name(), column);
                sequenceOwners.put(node, ownerNode);
                ownerNode.need(node);
            }
        }
    }

    private void addIndex(QualifiedName relation, Index index, boolean partitioned) {
        Node relationNode = relations.get(relation);
        if (relationNode == null) {
            return;
        }
        boolean only = partitioned && !index.valid();
        boolean late = only || index.parent() != null;
        Node node = new Node(
                late ? Section.PARTITIONED_INDEXES : relationNode.section(),
                self -> IndexDdl.statements(relation, index, only, !late && isMadeLater(self, relationNode)));
        add(node, NamingTexts.of(index));
        node.need(relationNode);
        indexes.put(QualifiedName.of(relation.schema(), index.name()), node);
        if (!late) {
            relationNode.followers().add(node);
        }
        if (index.unique()) {
            uniqueIndexes.computeIfAbsent(relation, key -> new ArrayList<>()).add(node);
        }
    }

    /** Whether an index waits for something that may be made after its table and then be removed before it. */
    private static boolean isMadeLater(Node index, Node table) {
        return index.needs().stream().anyMatch(need -> need != table && !table.waitsFor(Set.of(need)));
    }

    private void addTriggers(QualifiedName relation, boolean view, List<Trigger> triggers) {
        for (Trigger trigger : triggers) {
            Node node = add(
                    new Node(Section.TRIGGERS, self -> ObjectDdl.trigger(relation, view, trigger)),
                    trigger.definition());
            Node relationNode = relations.get(relation);
            if (relationNode != null) {
                node.need(relationNode);
            }
        }
    }

    private void addViews() {
        for (View view : catalog.views()) {
            Node node = add(new Node(Section.VIEWS, self -> ViewDdl.statements(view)), view.query());
            names.put(view.name(), node);
            relations.put(view.name(), node);
            view.indexes().forEach(index -> addIndex(view.name(), index, false));
            addTriggers(view.name(), true, view.triggers());
        }
    }

    private void addRoutines() {
        for (Routine routine : catalog.routines()) {
            RoutineDdl ddl = new RoutineDdl(routine);
            Node node = add(new Node(Section.FUNCTIONS, self -> ddl.statements()), "");
            names.put(routine.name(), node);
            routines.put(node, ddl);
            unvalidatedBodies |= ddl.isPickyWhenMade();
        }
    }

    private void addFirmEdges() {
        for (TableDdl ddl : tables.values()) {
            Table table = ddl.table();
            Node node = relations.get(table.name());
            Stream<QualifiedName> parents = Stream.concat(
                    table.inherits().stream(),
                    Stream.ofNullable(table.partitionOf()).map(partition -> partition.parent()));
            parents.forEach(parent -> needRelation(node, parent));
        }
        for (Table table : catalog.tables()) {
            for (Index index : table.indexes()) {
                Node node = indexes.get(QualifiedName.of(table.name().schema(), index.name()));
                Node parent = index.parent() == null ? null : indexes.get(index.parent());
                if (node != null && parent != null) {
                    node.need(parent);
                }
            }
        }
        texts.forEach((node, text) -> mentioned.put(node, names.in(text)));
        routines.forEach((node, ddl) -> {
            Names.Mentioned found = new Names.Mentioned(new LinkedHashSet<>(), new LinkedHashSet<>());
            names.collect(ddl.resolvedAtOnce(), true, found);
            mentioned.put(node, found);
        });
        mentioned.forEach((node, found) -> found.surely().forEach(node::need));
    }

    private void needRelation(@Nullable Node node, QualifiedName relation) {
        Node needed = relations.get(relation);
        if (node != null && needed != null) {
            node.need(needed);
        }
    }

    /** Defaults, checks and exclusions: what of them cannot stand in CREATE TABLE comes when all they name is there. */
    private void addDeferrableEdges() {
        for (TableDdl ddl : tables.values()) {
            Node table = relations.get(ddl.table().name());
            if (table == null) {
                continue;
            }
            for (Column column : ddl.table().columns()) {
                if (column.defaultExpression() != null && !needAll(table, names.in(column.defaultExpression()))) {
                    ddl.setDefaultLater(column.name());
                    addLater(
                            table,
                            column.defaultExpression(),
                            new Node(Section.TABLES, self -> ddl.laterDefault(column)));
                }
            }
            for (Constraint constraint : ddl.table().constraints()) {
                String text = NamingTexts.of(constraint);
                if (!text.isEmpty() && !needAll(table, names.in(text))) {
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
        nodes.add(node);
        node.need(table);
        names.in(text).surely().forEach(node::need);
        table.followers().add(node);
    }

    /** Names without a schema, which may mean what is in public. */
    private void addPossibleEdges() {
        mentioned.forEach((node, found) -> found.perhaps().forEach(node::need));
        for (TableDdl ddl : tables.values()) {
            Node table = relations.get(ddl.table().name());
            if (table != null) {
                for (Column column : ddl.table().columns()) {
                    Names.Mentioned found = names.in(NamingTexts.orEmpty(column.defaultExpression()));
                    found.perhaps().forEach(table::need);
                    // a sequence goes with the table that owns it: that one is made first and removed last
                    found.surely().stream()
                            .map(sequenceOwners::get)
                            .filter(Objects::nonNull)
                            .forEach(table::need);
                }
                for (Constraint constraint : ddl.table().constraints()) {
                    names.in(NamingTexts.of(constraint)).perhaps().forEach(table::need);
                }
            }
        }
    }

    /** A foreign key stands in CREATE TABLE where the tables' order permits, else at the end of the script. */
    private void addForeignKeys() {
        for (TableDdl ddl : tables.values()) {
            Node table = relations.get(ddl.table().name());
            for (Constraint.ForeignKey key : ddl.table().foreignKeys()) {
                Node referenced = relations.get(key.referenced());
                if (table == null || referenced == null) {
                    continue;
                }
                Set<Node> needed = new LinkedHashSet<>(List.of(referenced));
                if (!isKey(key)) {
                    needed.addAll(uniqueIndexes.getOrDefault(key.referenced(), List.of()));
                }
                boolean possible = true;
                for (Node other : needed) {
                    possible &= table.need(other);
                }
                if (!possible) {
                    ddl.addLater(key);
                    String block = "foreign keys " + ddl.table().name();
                    Node node = add(new Node(Section.FOREIGN_KEYS, self -> ddl.laterConstraint(key, block)), "");
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
        routines.forEach((node, ddl) -> {
            Names.Mentioned found = names.in(ddl.body());
            found.surely().forEach(node::need);
            found.perhaps().forEach(node::need);
        });
    }
}
