package dev.pgwright.render.docs;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.Neighbourhood;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Partitions;
import dev.pgwright.catalog.Policy;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Relationship;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The page about one table. */
final class TablePage {
    private final Contents contents;
    private final Table table;
    private final List<Block> blocks = new ArrayList<>();

    private TablePage(Contents contents, Table table) {
        this.contents = contents;
        this.table = table;
    }

    static Page of(Contents contents, Table table) {
        return new TablePage(contents, table).page();
    }

    private Page page() {
        comment(blocks, table.comment());
        List<List<Inline>> facts = new ArrayList<>();
        contents.partitions().words(table).ifPresent(words -> facts.add(Inline.text(words)));
        if (table.unlogged()) {
            facts.add(Inline.text("unlogged: empty after a crash"));
        }
        if (!table.inherits().isEmpty()) {
            List<Inline> parents = new ArrayList<>(List.of(new Inline.Text("inherits ")));
            parents.addAll(Inline.joined(
                    table.inherits().stream().map(contents.links()::table).toList()));
            facts.add(parents);
        }
        if (!table.storageParameters().isEmpty()) {
            List<Inline.Code> parameters = table.storageParameters().entrySet().stream()
                    .map(entry -> new Inline.Code(entry.getKey() + " = " + entry.getValue()))
                    .toList();
            facts.add(Inline.joined(parameters));
        }
        facts.add(List.of(new Inline.Size(table.name().toString())));
        blocks.add(new Block.Points(facts));
        columns();
        relations();
        constraints();
        indexes(blocks, table.name().schema(), table.indexes());
        triggers(blocks, table.triggers());
        rights();
        partitions();
        picture();
        readers(blocks, contents, table.name());
        return new Page(Paths.table(table.name()), Paths.shown(table.name()), "Table", blocks);
    }

    static void comment(List<Block> blocks, @Nullable String comment) {
        if (comment != null && !comment.isBlank()) {
            blocks.add(new Block.Paragraph(Inline.text(comment.strip())));
        }
    }

    private void columns() {
        if (table.columns().isEmpty()) {
            blocks.add(new Block.Paragraph(Inline.text("It has no columns.")));
            return;
        }
        List<List<List<Inline>>> rows = new ArrayList<>();
        for (Column column : table.columns()) {
            rows.add(List.of(
                    Inline.code(column.name()),
                    List.of(contents.links().type(column.type())),
                    Inline.text(String.join(", ", keys(column))),
                    Inline.text(column.notNull() ? "" : "yes"),
                    origin(column),
                    Inline.text(column.comment() == null ? "" : column.comment())));
        }
        blocks.add(new Block.Heading(2, "Columns", null));
        blocks.add(new Block.Grid(List.of("Column", "Type", "Key", "Null", "Default", "Meaning"), rows));
    }

    private List<String> keys(Column column) {
        List<String> keys = new ArrayList<>();
        if (table.of(Constraint.PrimaryKey.class).stream()
                .anyMatch(key -> key.columns().contains(column.name()))) {
            keys.add("primary");
        }
        if (table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()))) {
            keys.add("foreign");
        }
        if (table.of(Constraint.Unique.class).stream()
                .anyMatch(key -> key.columns().contains(column.name()))) {
            keys.add("unique");
        }
        return keys;
    }

    private static List<Inline> origin(Column column) {
        List<Inline> origin = new ArrayList<>();
        if (column.defaultExpression() != null) {
            origin.add(new Inline.Code(column.defaultExpression()));
        }
        if (column.identity() != null) {
            origin.add(new Inline.Text(column.identity().always() ? "identity, always" : "identity"));
        }
        if (column.generated() != null) {
            origin.add(new Inline.Text(column.generated().stored() ? "computed, stored: " : "computed when read: "));
            origin.add(new Inline.Code(column.generated().expression()));
        }
        if (column.collation() != null) {
            origin.add(new Inline.Text((origin.isEmpty() ? "" : "; ") + "collation " + column.collation()));
        }
        return origin;
    }

    private void relations() {
        List<Relationship> up = contents.relationships().stream()
                .filter(relation -> relation.child().name().equals(table.name()))
                .toList();
        List<Relationship> down = contents.relationships().stream()
                .filter(relation -> relation.parent().name().equals(table.name()))
                .toList();
        if (!up.isEmpty()) {
            blocks.add(new Block.Heading(2, "Refers to", null));
            blocks.add(new Block.Grid(
                    List.of("Table", "By", "To", "Rows there"),
                    up.stream()
                            .map(relation -> row(
                                    relation,
                                    relation.parent(),
                                    relation.parentEnd().words()))
                            .toList()));
        }
        if (!down.isEmpty()) {
            blocks.add(new Block.Heading(2, "Referred to by", null));
            blocks.add(new Block.Grid(
                    List.of("Table", "By", "To", "Rows there"),
                    down.stream()
                            .map(relation -> row(
                                    relation,
                                    relation.child(),
                                    relation.childEnd().words()))
                            .toList()));
        }
    }

    private List<List<Inline>> row(Relationship relation, Table other, String end) {
        return List.of(
                List.of(contents.links().table(other.name())),
                Inline.joined(
                        relation.key().columns().stream().map(Inline.Code::new).toList()),
                Inline.joined(relation.key().referencedColumns().stream()
                        .map(Inline.Code::new)
                        .toList()),
                Inline.text(end));
    }

    private void constraints() {
        if (!table.constraints().isEmpty()) {
            blocks.add(new Block.Heading(2, "Constraints", null));
            blocks.add(new Block.Grid(
                    List.of("Name", "Means"),
                    table.constraints().stream()
                            .map(constraint ->
                                    List.of(named(constraint), ConstraintWords.of(constraint, contents.links())))
                            .toList()));
        }
    }

    /** Keys have an index of their own, which has a size. */
    private List<Inline> named(Constraint constraint) {
        boolean indexed = constraint instanceof Constraint.PrimaryKey
                || constraint instanceof Constraint.Unique
                || constraint instanceof Constraint.Exclusion;
        Inline name = new Inline.Code(constraint.name());
        return indexed
                ? List.of(
                        name,
                        new Inline.Size(QualifiedName.of(table.name().schema(), constraint.name())
                                .toString()))
                : List.of(name);
    }

    static void indexes(List<Block> blocks, String schema, List<Index> indexes) {
        if (!indexes.isEmpty()) {
            blocks.add(new Block.Heading(2, "Indexes", null));
            List<List<List<Inline>>> rows = new ArrayList<>();
            for (Index index : indexes) {
                rows.add(List.of(
                        List.of(
                                new Inline.Code(index.name()),
                                new Inline.Size(
                                        QualifiedName.of(schema, index.name()).toString())),
                        Inline.text(index.method() + (index.unique() ? ", unique" : "")),
                        ConstraintWords.of(index),
                        Inline.text(index.comment() == null ? "" : index.comment())));
            }
            blocks.add(new Block.Grid(List.of("Name", "Kind", "Over", "Meaning"), rows));
        }
    }

    static void triggers(List<Block> blocks, List<Trigger> triggers) {
        if (!triggers.isEmpty()) {
            blocks.add(new Block.Heading(2, "Triggers", null));
            for (Trigger trigger : triggers) {
                comment(blocks, trigger.comment());
                String firing = trigger.firing() == Trigger.Firing.ORIGIN
                        ? ""
                        : "-- fires: " + trigger.firing().name().toLowerCase(Locale.ROOT) + "\n";
                blocks.add(new Block.Sql(firing + trigger.definition()));
            }
        }
    }

    private void rights() {
        if (!table.policies().isEmpty()) {
            blocks.add(new Block.Heading(2, "Row security", null));
            List<List<List<Inline>>> rows = new ArrayList<>();
            for (Policy policy : table.policies()) {
                rows.add(List.of(
                        Inline.code(policy.name()),
                        Inline.text((policy.permissive() ? "permits " : "restricts ")
                                + policy.command().name().toLowerCase(Locale.ROOT)),
                        Inline.text(String.join(", ", policy.roles())),
                        Inline.code(policy.using() == null ? "" : policy.using()),
                        Inline.code(policy.withCheck() == null ? "" : policy.withCheck()),
                        Inline.text(policy.comment() == null ? "" : policy.comment())));
            }
            blocks.add(
                    new Block.Grid(List.of("Policy", "What", "Roles", "Rows seen", "Rows written", "Meaning"), rows));
        }
        if (!table.rules().isEmpty()) {
            blocks.add(new Block.Heading(2, "Rules", null));
            table.rules().forEach(rule -> blocks.add(new Block.Sql(rule.definition())));
        }
    }

    private void partitions() {
        List<List<List<Inline>>> rows = new ArrayList<>();
        addParts(contents.partitions(), table, rows);
        if (!rows.isEmpty()) {
            blocks.add(new Block.Heading(2, "Partitions", null));
            blocks.add(new Block.Grid(List.of("Name", "Holds", "Divided further"), rows));
        }
    }

    private static void addParts(Partitions partitions, Table table, List<List<List<Inline>>> rows) {
        for (Table part : partitions.of(table)) {
            PartitionOf partitionOf = part.partitionOf();
            rows.add(List.of(
                    List.of(
                            new Inline.Code(Paths.shown(part.name())),
                            new Inline.Size(part.name().toString())),
                    Inline.code(partitionOf == null ? "" : partitionOf.bound()),
                    Inline.text(partitions.words(part).orElse(""))));
            addParts(partitions, part, rows);
        }
    }

    private void picture() {
        Catalog part = Neighbourhood.of(contents.catalog(), contents.relationships(), table.name(), 1);
        if (Partitions.of(part).roots().size() > 1) {
            blocks.add(new Block.Heading(2, "Around it", null));
            blocks.add(new Block.Picture(part, table.name()));
        }
    }

    static void readers(List<Block> blocks, Contents contents, QualifiedName name) {
        Set<QualifiedName> readers = contents.readersOf(name);
        if (!readers.isEmpty()) {
            blocks.add(new Block.Heading(2, "Read by views", null));
            blocks.add(new Block.Points(readers.stream()
                    .map(view -> List.of(contents.links().relation(view)))
                    .toList()));
        }
    }
}
