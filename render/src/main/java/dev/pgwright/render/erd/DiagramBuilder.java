package dev.pgwright.render.erd;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Partitions;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Relationship;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.TypeNames;
import dev.pgwright.render.erd.Diagram.EnumBox;
import dev.pgwright.render.erd.Diagram.GroupBox;
import dev.pgwright.render.erd.Diagram.Link;
import dev.pgwright.render.erd.Diagram.Mark;
import dev.pgwright.render.erd.Diagram.Row;
import dev.pgwright.render.erd.Diagram.Size;
import dev.pgwright.render.erd.Diagram.TableBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the {@link Diagram} of a catalog: what is shown of each table, and how large that is. */
final class DiagramBuilder {
    private static final String DEFAULT_SCHEMA = "public";
    private static final int VALUES_SHOWN = 10;
    /** With more tables lines would cross the whole sheet, and leading them takes more than a few seconds. */
    static final int MOST_IN_ONE = 150;

    private final Catalog catalog;
    private final ErdOptions options;
    private final List<Relationship> relationships;
    private final List<Table> shown;
    private final Partitions partitions;

    private DiagramBuilder(Catalog catalog, ErdOptions options) {
        this.catalog = catalog;
        this.options = options;
        relationships = Relationship.of(catalog);
        partitions = Partitions.of(catalog);
        shown = partitions.roots();
    }

    static Diagram build(Catalog catalog, ErdOptions options) {
        return new DiagramBuilder(catalog, options).build();
    }

    private Diagram build() {
        Map<QualifiedName, Integer> groupOf = new HashMap<>();
        List<GroupBox> groups = groups(groupOf);
        List<TableBox> tables = new ArrayList<>();
        Map<QualifiedName, Integer> numbers = new HashMap<>();
        for (Table table : shown) {
            numbers.put(table.name(), tables.size());
            tables.add(box(table, groupOf.get(table.name())));
        }
        List<Link> links = relationships.stream()
                .filter(relationship -> numbers.containsKey(relationship.child().name()))
                .map(relationship -> link(relationship, numbers, tables))
                .toList();
        List<EnumBox> enums = options.detail() == ErdOptions.Detail.COLUMNS
                ? catalog.enums().stream().map(this::enumBox).toList()
                : List.of();
        Diagram diagram = new Diagram(tables, links, groups, enums, catalog.notModelled());
        return tables.size() > MOST_IN_ONE ? Clusters.of(diagram) : diagram;
    }

    private List<GroupBox> groups(Map<QualifiedName, Integer> groupOf) {
        Map<QualifiedName, Integer> numbers = IntStream.range(0, shown.size())
                .boxed()
                .collect(Collectors.toMap(number -> shown.get(number).name(), number -> number));
        List<GroupBox> groups = new ArrayList<>();
        for (ErdOptions.Group group : options.groups()) {
            List<Integer> members = new ArrayList<>();
            for (QualifiedName name : group.tables()) {
                if (numbers.containsKey(name) && groupOf.putIfAbsent(name, groups.size()) == null) {
                    members.add(numbers.get(name));
                }
            }
            if (!members.isEmpty()) {
                groups.add(new GroupBox(group.name(), group.colour(), members));
            }
        }
        return groups;
    }

    private TableBox box(Table table, @Nullable Integer group) {
        String heading = shortName(table.name());
        String note = note(table);
        List<Row> all = options.detail() == ErdOptions.Detail.TABLES ? List.of() : rows(table);
        List<Row> rows = options.detail() == ErdOptions.Detail.KEYS
                ? all.stream().filter(row -> !row.marks().isEmpty()).toList()
                : all;
        int hidden = all.size() - rows.size();
        String footer = hidden == 0 ? null : "+ " + hidden + (hidden == 1 ? " column" : " columns");
        double marks = rows.stream()
                .mapToDouble(row -> Measures.width(row.marks()))
                .max()
                .orElse(0);
        double toName = marks == 0 ? 0 : marks + Measures.MARKS_TO_NAME;
        double width = TextWidths.of(heading, Measures.HEADING_FONT, true);
        width = Math.max(width, note == null ? 0 : TextWidths.of(note, Measures.NOTE_FONT, false));
        width = Math.max(width, footer == null ? 0 : toName + TextWidths.of(footer, Measures.TYPE_FONT, false));
        for (Row row : rows) {
            double name = TextWidths.of(row.name(), Measures.COLUMN_FONT, false);
            double type = TextWidths.of(row.type(), Measures.TYPE_FONT, false);
            width = Math.max(width, toName + name + Measures.NAME_TO_TYPE + type + Measures.DOT);
        }
        width = Math.max(Measures.MINIMUM_WIDTH, Measures.onGrid(width + 2 * Measures.SIDE));
        Diagram.Role role = table.name().equals(options.focus()) ? Diagram.Role.FOCUS : Diagram.Role.TABLE;
        int lines = rows.size() + (footer == null ? 0 : 1);
        double body = lines == 0 ? 0 : lines * Measures.ROW + 2 * Measures.ROWS_PADDING;
        double top = note == null ? Measures.HEADING : Measures.HEADING_WITH_NOTE;
        if (lines == 0) {
            top = Math.max(top, 2 * Measures.GRID * endsAt(table));
        }
        return new TableBox(table, heading, note, rows, footer, marks, new Size(width, top + body), group, role);
    }

    /** How many lines may end at the table. */
    private long endsAt(Table table) {
        long asChild = relationships.stream()
                .filter(relationship -> relationship.child().name().equals(table.name()))
                .count();
        long asParent = relationships.stream()
                .filter(relationship -> relationship.parent().name().equals(table.name()))
                .map(Relationship::parentEnd)
                .distinct()
                .count();
        return asChild + asParent;
    }

    static String shortName(QualifiedName name) {
        return name.schema().equals(DEFAULT_SCHEMA) ? name.name() : name.toString();
    }

    private @Nullable String note(Table table) {
        return partitions.words(table).orElse(table.unlogged() ? "unlogged" : null);
    }

    private List<Row> rows(Table table) {
        Map<String, Set<Mark>> marks = marks(table);
        return table.columns().stream()
                .map(column -> row(
                        table,
                        column,
                        marks.getOrDefault(column.name(), Set.of()).stream()
                                .sorted()
                                .toList()))
                .toList();
    }

    private static Map<String, Set<Mark>> marks(Table table) {
        Map<String, Set<Mark>> marks = new LinkedHashMap<>();
        table.of(Constraint.PrimaryKey.class).forEach(key -> mark(marks, key.columns(), Mark.PK));
        table.of(Constraint.ForeignKey.class).forEach(key -> mark(marks, key.columns(), Mark.FK));
        table.of(Constraint.Unique.class).forEach(key -> mark(marks, key.columns(), Mark.U));
        table.indexes().stream()
                .filter(index -> index.unique() && index.predicate() == null)
                .forEach(index -> mark(marks, plainColumns(index), Mark.U));
        return marks;
    }

    private static void mark(Map<String, Set<Mark>> marks, List<String> columns, Mark mark) {
        columns.forEach(
                column -> marks.computeIfAbsent(column, name -> new HashSet<>()).add(mark));
    }

    private static List<String> plainColumns(Index index) {
        return index.elements().stream()
                .filter(element -> !element.expression())
                .map(IndexElement::key)
                .toList();
    }

    private static Row row(Table table, Column column, List<Mark> marks) {
        String type = TypeNames.shortForm(column.type());
        boolean notNull = column.notNull() || marks.contains(Mark.PK);
        StringBuilder tooltip = new StringBuilder();
        tooltip.append(table.name().name())
                .append('.')
                .append(column.name())
                .append(": ")
                .append(column.type());
        tooltip.append(notNull ? " not null" : "");
        if (column.defaultExpression() != null) {
            tooltip.append(" default ").append(column.defaultExpression());
        }
        if (column.identity() != null) {
            tooltip.append(column.identity().always() ? " generated always" : " generated by default")
                    .append(" as identity");
        }
        if (column.generated() != null) {
            tooltip.append(" generated always as (")
                    .append(column.generated().expression())
                    .append(")");
        }
        if (column.comment() != null) {
            tooltip.append("\n").append(column.comment());
        }
        String shownType = TextWidths.fitted(type, Measures.TYPE_FONT, false, Measures.LONGEST_TYPE);
        return new Row(column.name(), shownType, notNull, marks, tooltip.toString());
    }

    private Link link(Relationship relationship, Map<QualifiedName, Integer> numbers, List<TableBox> tables) {
        int child = number(numbers, relationship.child());
        int parent = number(numbers, relationship.parent());
        int pair = mostSpecificPair(relationship);
        return new Link(
                relationship,
                child,
                rowOf(tables.get(child), relationship.key().columns().get(pair)),
                parent,
                rowOf(tables.get(parent), relationship.key().referencedColumns().get(pair)));
    }

    private static int number(Map<QualifiedName, Integer> numbers, Table table) {
        Integer number = numbers.get(table.name());
        if (number == null) {
            throw new IllegalStateException("not in the picture: " + table.name());
        }
        return number;
    }

    /**
     * Which of a composite key's columns the line is tied to: the one that the fewest foreign keys of the table share,
     * so not the tenant's; of several the last that is no point in time, which would be a partition key.
     */
    private static int mostSpecificPair(Relationship relationship) {
        List<String> columns = relationship.key().columns();
        return IntStream.range(0, columns.size())
                .boxed()
                .min(Comparator.<Integer>comparingLong(position -> relationship.child().foreignKeys().stream()
                                .filter(key -> key.columns().contains(columns.get(position)))
                                .count())
                        .thenComparing(position -> isTime(relationship.child(), columns.get(position)))
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow(() -> new IllegalStateException("a foreign key without columns"));
    }

    private static boolean isTime(Table table, String name) {
        return table.column(name)
                .map(column ->
                        column.type().startsWith("timestamp") || column.type().equals("date"))
                .orElse(false);
    }

    private static int rowOf(TableBox box, String column) {
        return IntStream.range(0, box.rows().size())
                .filter(row -> box.rows().get(row).name().equals(column))
                .findFirst()
                .orElse(Diagram.HEADING);
    }

    private EnumBox enumBox(EnumType type) {
        String heading = shortName(type.name());
        List<String> values = new ArrayList<>();
        int limit = type.values().size() <= VALUES_SHOWN ? VALUES_SHOWN : VALUES_SHOWN - 1;
        type.values().stream()
                .limit(limit)
                .map(value -> TextWidths.fitted(value, Measures.TYPE_FONT, false, Measures.LONGEST_TYPE))
                .forEach(values::add);
        if (type.values().size() > limit) {
            values.add("+ " + (type.values().size() - limit) + " more");
        }
        double width = TextWidths.of(heading, Measures.TYPE_FONT, true);
        for (String value : values) {
            width = Math.max(width, TextWidths.of(value, Measures.TYPE_FONT, false));
        }
        double height = Measures.ENUM_HEADING + values.size() * Measures.ENUM_ROW + Measures.ENUM_BOTTOM;
        String tooltip = type.name() + ": " + String.join(", ", type.values())
                + (type.comment() == null ? "" : "\n" + type.comment());
        return new EnumBox(heading, values, tooltip, new Size(Math.ceil(width + 2 * Measures.SIDE), height));
    }
}
