package dev.pgwright.catalog.print;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.Policy;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.RangeType;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Rule;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects of a catalog as nodes, with those needs that their records say themselves. */
final class DdlNodes {
    final List<Node> all = new ArrayList<>();
    final Names names = new Names();
    final Map<QualifiedName, TableDdl> tables = new LinkedHashMap<>();
    final Map<QualifiedName, Node> relations = new HashMap<>();
    final Map<QualifiedName, List<Node>> uniqueIndexes = new HashMap<>();
    final Map<QualifiedName, Node> indexes = new HashMap<>();
    final Map<Node, Node> sequenceOwners = new HashMap<>();
    final Map<Node, String> texts = new LinkedHashMap<>();
    final Map<Node, RoutineDdl> routines = new LinkedHashMap<>();
    private final Catalog catalog;
    private final List<Node> operators = new ArrayList<>();
    private final List<Node> families = new ArrayList<>();
    private final Set<QualifiedName> typesWithShells = new HashSet<>();
    private boolean unvalidatedBodies;

    DdlNodes(Catalog catalog) {
        this.catalog = catalog;
        addObjects();
        addTypes();
        catalog.objects().forEach(this::addDefined);
        addTables();
        addViews();
        addRoutines();
        addBehind();
    }

    /** Whether a routine may be made before what its body names. */
    boolean unvalidatedBodies() {
        return unvalidatedBodies;
    }

    Node add(Node node, String text) {
        all.add(node);
        if (!text.isEmpty()) {
            texts.put(node, text);
        }
        return node;
    }

    private void addObjects() {
        catalog.access().roles().forEach(role -> add(new Node(Section.ROLES, self -> AccessDdl.role(role)), ""));
        catalog.schemas().forEach(schema -> add(new Node(Section.SCHEMAS, self -> ObjectDdl.schema(schema)), ""));
        // hstore_plperl and its like need a language and a type; their names sort before those
        catalog.extensions().stream()
                .sorted(Comparator.comparing(extension -> extension.name().contains("_pl")))
                .forEach(extension -> add(new Node(Section.EXTENSIONS, self -> ObjectDdl.extension(extension)), ""));
    }

    private void addTypes() {
        catalog.enums()
                .forEach(type ->
                        names.put(type.name(), add(new Node(Section.TYPES, self -> TypeDdl.enumType(type)), "")));
        catalog.domains()
                .forEach(domain -> names.put(
                        domain.name(),
                        add(new Node(Section.TYPES, self -> TypeDdl.domain(domain)), NamingTexts.of(domain))));
        catalog.composites()
                .forEach(type -> names.put(
                        type.name(),
                        add(new Node(Section.TYPES, self -> TypeDdl.composite(type)), NamingTexts.of(type))));
        catalog.ranges().forEach(this::addRange);
    }

    private void addRange(RangeType type) {
        Node shell = type.canonical() == null ? null : addShell(type.name());
        Node node = add(new Node(Section.TYPES, self -> TypeDdl.range(type)), NamingTexts.of(type));
        if (shell != null) {
            node.need(shell);
        }
        names.put(type.name(), node);
        names.put(type.multirange(), node);
    }

    /** The name of a type that functions take before it is there. */
    private Node addShell(QualifiedName type) {
        Node shell = add(new Node(Section.TYPES, self -> TypeDdl.shell(SqlText.name(type))), "");
        names.put(type, shell);
        typesWithShells.add(type);
        return shell;
    }

    private void addDefined(DefinedObject object) {
        Node shell = object.kind() == DefinedObject.Kind.TYPE ? addShell(nameOf(object)) : null;
        Node node = add(
                new Node(DefinedObjectDdl.section(object.kind()), self -> DefinedObjectDdl.statements(object)),
                String.join(" ", object.definition()));
        if (shell != null) {
            node.need(shell);
        }
        switch (object.kind()) {
            // an operator is named by its sign, which no text shows for sure
            case OPERATOR -> operators.add(node);
            case OPERATOR_FAMILY -> {
                operators.forEach(node::need);
                families.add(node);
            }
            case OPERATOR_CLASS -> {
                operators.forEach(node::need);
                families.forEach(node::need);
            }
            default -> {}
        }
        if (DefinedObjectDdl.isInSchema(object)) {
            names.put(nameOf(object), node);
        }
    }

    private static QualifiedName nameOf(DefinedObject object) {
        List<Token> tokens = SqlTokens.of(object.identity());
        return QualifiedName.of(tokens.get(0).value(), tokens.get(2).value());
    }

    private void addTables() {
        for (Table table : catalog.tables()) {
            TableDdl ddl = new TableDdl(table, TableShape.of(table, catalog));
            tables.put(table.name(), ddl);
            String text = NamingTexts.of(table) + String.join(" ", ddl.shape().attached());
            Node node = add(new Node(Section.TABLES, self -> ddl.statements()), text);
            names.put(table.name(), node);
            relations.put(table.name(), node);
            addTriggers(table.name(), table.triggers());
            addRules(table.name(), table.rules());
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

    private void addTriggers(QualifiedName relation, List<Trigger> triggers) {
        for (Trigger trigger : triggers) {
            Node node =
                    add(new Node(Section.TRIGGERS, self -> ObjectDdl.trigger(relation, trigger)), trigger.definition());
            Node relationNode = relations.get(relation);
            if (relationNode != null) {
                node.need(relationNode);
            }
        }
    }

    private void addRules(QualifiedName relation, List<Rule> rules) {
        for (Rule rule : rules) {
            Node node = add(new Node(Section.TRIGGERS, self -> ObjectDdl.rule(relation, rule)), rule.definition());
            needRelation(node, relation);
        }
    }

    private void addViews() {
        for (View view : catalog.views()) {
            Node node = add(new Node(Section.VIEWS, self -> ViewDdl.statements(view)), view.query());
            names.put(view.name(), node);
            relations.put(view.name(), node);
            view.indexes().forEach(index -> addIndex(view.name(), index, false));
            addTriggers(view.name(), view.triggers());
            addRules(view.name(), view.rules());
        }
    }

    private void addRoutines() {
        for (Routine routine : catalog.routines()) {
            RoutineDdl ddl = new RoutineDdl(routine);
            Node node = add(new Node(Section.FUNCTIONS, self -> ddl.statements(goesWithType(ddl))), "");
            names.put(routine.name(), node);
            routines.put(node, ddl);
            unvalidatedBodies |= ddl.isPickyWhenMade();
        }
    }

    /** Whether a function is removed with the type that it takes in or out. */
    private boolean goesWithType(RoutineDdl routine) {
        Set<QualifiedName> named = routine.qualifiedNames();
        return typesWithShells.stream().anyMatch(named::contains);
    }

    /** What comes when all relations and their indexes are there. */
    private void addBehind() {
        for (Table table : catalog.tables()) {
            List<String> settings = SettingsDdl.withIndexes(table);
            if (!settings.isEmpty()) {
                needRelation(
                        add(new Node(Section.INDEX_SETTINGS, self -> behind(table.name(), settings)), ""),
                        table.name());
            }
            List<Statement> rowSecurity = PolicyDdl.rowSecurity(table);
            if (!rowSecurity.isEmpty()) {
                needRelation(add(new Node(Section.POLICIES, self -> rowSecurity), ""), table.name());
            }
            for (Policy policy : table.policies()) {
                Node node = add(
                        new Node(Section.POLICIES, self -> PolicyDdl.policy(table.name(), policy)),
                        NamingTexts.of(policy));
                needRelation(node, table.name());
            }
        }
        for (View view : catalog.views()) {
            List<String> settings = SettingsDdl.withIndexes(view);
            if (!settings.isEmpty()) {
                needRelation(
                        add(new Node(Section.INDEX_SETTINGS, self -> behind(view.name(), settings)), ""), view.name());
            }
        }
        catalog.comments().forEach(comment -> add(new Node(Section.COMMENTS, self -> ObjectDdl.comment(comment)), ""));
        add(new Node(Section.ACCESS, self -> AccessDdl.statements(catalog.access())), "");
        catalog.labels().forEach(label -> add(new Node(Section.LABELS, self -> AccessDdl.label(label)), ""));
    }

    private static List<Statement> behind(QualifiedName relation, List<String> statements) {
        return statements.stream()
                .map(sql -> Statement.of("behind " + relation, sql))
                .toList();
    }

    void needRelation(@Nullable Node node, QualifiedName relation) {
        Node needed = relations.get(relation);
        if (node != null && needed != null) {
            node.need(needed);
        }
    }
}
