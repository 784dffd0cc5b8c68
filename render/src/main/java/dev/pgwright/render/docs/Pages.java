package dev.pgwright.render.docs;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.RangeType;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.finding.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** All pages of a schema's documentation. */
final class Pages {
    static final String INDEX = "index";
    private static final String TYPES = "types";
    private static final String ROUTINES = "routines";
    private static final String OTHERS = "others";

    private final String title;
    private final Contents contents;
    private final Catalog catalog;

    private Pages(String title, Contents contents) {
        this.title = title;
        this.contents = contents;
        catalog = contents.catalog();
    }

    static List<Page> of(String title, Contents contents) {
        return new Pages(title, contents).all();
    }

    private List<Page> all() {
        List<Page> pages = new ArrayList<>();
        pages.add(index());
        contents.partitions().roots().forEach(table -> pages.add(TablePage.of(contents, table)));
        catalog.views().forEach(view -> pages.add(view(view)));
        if (!catalog.enums().isEmpty() || !catalog.domains().isEmpty()) {
            pages.add(types());
        }
        if (!catalog.routines().isEmpty()) {
            pages.add(routines());
        }
        if (hasOthers()) {
            pages.add(others());
        }
        return pages;
    }

    private boolean hasOthers() {
        return !catalog.sequences().isEmpty()
                || !catalog.extensions().isEmpty()
                || !catalog.composites().isEmpty()
                || !catalog.ranges().isEmpty()
                || !catalog.objects().isEmpty()
                || !catalog.comments().isEmpty()
                || !catalog.labels().isEmpty()
                || !catalog.access().equals(Access.NONE)
                || !catalog.notModelled().isEmpty();
    }

    private Page index() {
        List<Block> blocks = new ArrayList<>();
        List<Table> tables = contents.partitions().roots();
        List<List<Inline>> facts = new ArrayList<>();
        facts.add(Inline.text(Count.of(tables.size(), "table") + ", "
                + Count.of(contents.relationships().size(), "relationship") + ", "
                + Count.of(catalog.views().size(), "view")));
        if (!catalog.enums().isEmpty() || !catalog.domains().isEmpty()) {
            facts.add(List.of(new Inline.Link(
                    Count.of(catalog.enums().size(), "enum") + ", "
                            + Count.of(catalog.domains().size(), "domain"),
                    TYPES,
                    null)));
        }
        if (!catalog.routines().isEmpty()) {
            facts.add(List.of(new Inline.Link(Count.of(catalog.routines().size(), "routine"), ROUTINES, null)));
        }
        if (hasOthers()) {
            int unmodelled = catalog.notModelled().size();
            facts.add(List.of(new Inline.Link(
                    Count.of(catalog.sequences().size(), "sequence") + ", "
                            + Count.of(catalog.extensions().size(), "extension")
                            + (unmodelled == 0 ? "" : ", " + Count.of(unmodelled, "object") + " not described here"),
                    OTHERS,
                    null)));
        }
        blocks.add(new Block.Points(facts));
        for (Schema schema : catalog.schemas()) {
            List<Table> inside = tables.stream()
                    .filter(table -> table.name().schema().equals(schema.name()))
                    .toList();
            List<View> views = catalog.views().stream()
                    .filter(view -> view.name().schema().equals(schema.name()))
                    .toList();
            blocks.add(new Block.Heading(2, "Schema " + schema.name(), "schema-" + Paths.of(schema.name())));
            TablePage.comment(blocks, schema.comment());
            if (!inside.isEmpty()) {
                blocks.add(new Block.Grid(
                        List.of("Table", "Columns", "Meaning"),
                        inside.stream()
                                .map(table -> List.of(
                                        List.of(contents.links().table(table.name())),
                                        Inline.text(
                                                String.valueOf(table.columns().size())),
                                        Inline.text(table.comment() == null ? "" : table.comment())))
                                .toList()));
            }
            if (!views.isEmpty()) {
                blocks.add(new Block.Grid(
                        List.of("View", "Columns", "Meaning"),
                        views.stream()
                                .map(view -> List.of(
                                        List.of(contents.links().relation(view.name())),
                                        Inline.text(
                                                String.valueOf(view.columns().size())),
                                        Inline.text(view.comment() == null ? "" : view.comment())))
                                .toList()));
            }
        }
        return new Page(INDEX, title, "Database", blocks);
    }

    private Page view(View view) {
        List<Block> blocks = new ArrayList<>();
        TablePage.comment(blocks, view.comment());
        if (view.materialized()) {
            blocks.add(
                    new Block.Points(List.of(List.of(new Inline.Size(view.name().toString())))));
        }
        if (!view.columns().isEmpty()) {
            blocks.add(new Block.Heading(2, "Columns", null));
            blocks.add(new Block.Grid(
                    List.of("Column", "Meaning"),
                    view.columns().stream()
                            .map(column -> List.of(
                                    Inline.code(column),
                                    Inline.text(view.columnComments().getOrDefault(column, ""))))
                            .toList()));
        }
        Set<QualifiedName> read = contents.readBy(view.name());
        if (!read.isEmpty()) {
            blocks.add(new Block.Heading(2, "Reads", null));
            blocks.add(new Block.Points(read.stream()
                    .map(name -> List.of(contents.links().relation(name)))
                    .toList()));
        }
        TablePage.readers(blocks, contents, view.name());
        TablePage.indexes(blocks, view.name().schema(), view.indexes());
        TablePage.triggers(blocks, view.triggers());
        blocks.add(new Block.Heading(2, "Query", null));
        blocks.add(new Block.Sql(view.query().strip()));
        String kind = view.materialized() ? "Materialized view" : "View";
        return new Page(Paths.view(view.name()), Paths.shown(view.name()), kind, blocks);
    }

    private Page types() {
        List<Block> blocks = new ArrayList<>();
        for (EnumType type : catalog.enums()) {
            blocks.add(heading(type.name()));
            TablePage.comment(blocks, type.comment());
            List<Inline> values = new ArrayList<>(List.of(new Inline.Text("One of, in this order: ")));
            values.addAll(
                    Inline.joined(type.values().stream().map(Inline.Code::new).toList()));
            blocks.add(new Block.Paragraph(values));
        }
        for (DomainType type : catalog.domains()) {
            blocks.add(heading(type.name()));
            TablePage.comment(blocks, type.comment());
            List<List<Inline>> facts = new ArrayList<>();
            facts.add(List.of(new Inline.Text("A "), contents.links().type(type.baseType())));
            if (type.notNull()) {
                facts.add(Inline.text("never null"));
            }
            if (type.defaultExpression() != null) {
                facts.add(List.of(new Inline.Text("default "), new Inline.Code(type.defaultExpression())));
            }
            type.checks()
                    .forEach(check -> facts.add(List.of(
                            new Inline.Code(check.name()),
                            new Inline.Text(": every value satisfies "),
                            new Inline.Code(check.expression()))));
            blocks.add(new Block.Points(facts));
        }
        return new Page(TYPES, "Types", "", blocks);
    }

    private static Block heading(QualifiedName name) {
        return new Block.Heading(2, Paths.shown(name), Paths.of(Paths.shown(name)));
    }

    private Page routines() {
        List<Block> blocks = new ArrayList<>();
        for (Routine routine : catalog.routines()) {
            String name = Paths.shown(routine.name()) + "(" + routine.arguments() + ")";
            blocks.add(
                    new Block.Heading(2, routine.kind().name().toLowerCase(Locale.ROOT) + " " + name, anchor(routine)));
            TablePage.comment(blocks, routine.comment());
            blocks.add(new Block.Sql(routine.definition().strip()));
        }
        return new Page(ROUTINES, "Routines", "", blocks);
    }

    private static String anchor(Routine routine) {
        return Paths.of(Paths.shown(routine.name()) + "(" + routine.arguments() + ")");
    }

    private Page others() {
        List<Block> blocks = new ArrayList<>();
        if (!catalog.extensions().isEmpty()) {
            blocks.add(new Block.Heading(2, "Extensions", null));
            blocks.add(new Block.Grid(
                    List.of("Name", "Schema", "Meaning"),
                    catalog.extensions().stream()
                            .map(extension -> List.of(
                                    Inline.code(extension.name()),
                                    Inline.code(extension.schema()),
                                    Inline.text(extension.comment() == null ? "" : extension.comment())))
                            .toList()));
        }
        if (!catalog.sequences().isEmpty()) {
            blocks.add(new Block.Heading(2, "Sequences", null));
            blocks.add(new Block.Grid(
                    List.of("Name", "Type", "Belongs to", "Meaning"),
                    catalog.sequences().stream()
                            .map(sequence -> List.of(
                                    Inline.code(Paths.shown(sequence.name())),
                                    Inline.code(sequence.dataType()),
                                    Inline.text(
                                            sequence.ownedBy() == null
                                                    ? ""
                                                    : sequence.ownedBy().toString()),
                                    Inline.text(sequence.comment() == null ? "" : sequence.comment())))
                            .toList()));
        }
        blocks.addAll(definedOtherwise());
        if (!catalog.notModelled().isEmpty()) {
            blocks.add(new Block.Heading(2, "Not described here", "not-modelled"));
            blocks.add(new Block.Paragraph(
                    Inline.text("These exist in the database, but pgwright's model has no words for them yet.")));
            for (NotModelled object : catalog.notModelled()) {
                blocks.add(new Block.Points(
                        List.of(List.of(new Inline.Text(object.kind() + " "), new Inline.Code(object.name())))));
            }
        }
        return new Page(OTHERS, "Sequences, extensions and others", "", blocks);
    }

    /** What has no page of its own: named here, and in full in schema.sql. */
    private List<Block> definedOtherwise() {
        List<Block> blocks = new ArrayList<>();
        List<List<Inline>> types = new ArrayList<>();
        for (CompositeType type : catalog.composites()) {
            List<Inline> words = new ArrayList<>(List.of(
                    new Inline.Text("composite "), new Inline.Code(Paths.shown(type.name())), new Inline.Text(": ")));
            words.addAll(Inline.joined(type.attributes().stream()
                    .map(attribute -> new Inline.Code(attribute.name() + " " + attribute.type()))
                    .toList()));
            types.add(words);
        }
        for (RangeType type : catalog.ranges()) {
            types.add(List.of(
                    new Inline.Text("range "),
                    new Inline.Code(Paths.shown(type.name())),
                    new Inline.Text(" of "),
                    contents.links().type(type.subtype())));
        }
        if (!types.isEmpty()) {
            blocks.add(new Block.Heading(2, "Composite and range types", null));
            blocks.add(new Block.Points(types));
        }
        if (!catalog.objects().isEmpty()) {
            blocks.add(new Block.Heading(2, "Further objects", null));
            for (DefinedObject object : catalog.objects()) {
                String kind = object.kind().words();
                blocks.add(new Block.Heading(3, kind + " " + object.identity(), null));
                TablePage.comment(blocks, object.comment());
                blocks.add(new Block.Sql(String.join(";\n", object.definition())));
            }
        }
        Access access = catalog.access();
        if (!access.equals(Access.NONE)) {
            blocks.add(new Block.Heading(2, "Roles and rights", null));
            blocks.add(new Block.Paragraph(Inline.text(Count.of(access.owners().size(), "owner") + ", "
                    + Count.of(access.grants().size(), "grant") + ", "
                    + Count.of(access.defaults().size(), "default privilege") + ": in full in schema.sql. Roles: "
                    + String.join(", ", access.roles()))));
        }
        List<List<Inline>> remarks = new ArrayList<>();
        catalog.comments()
                .forEach(comment -> remarks.add(
                        List.of(new Inline.Code(comment.object().toString()), new Inline.Text(": " + comment.text()))));
        catalog.labels()
                .forEach(label -> remarks.add(List.of(
                        new Inline.Code(label.object().toString()),
                        new Inline.Text(": security label " + label.label() + " of " + label.provider()))));
        if (!remarks.isEmpty()) {
            blocks.add(new Block.Heading(2, "Comments and labels of others", null));
            blocks.add(new Block.Points(remarks));
        }
        return blocks;
    }
}
