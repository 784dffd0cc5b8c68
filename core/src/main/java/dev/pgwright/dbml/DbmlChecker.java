package dev.pgwright.dbml;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.dbml.DbmlNames.TableShape;
import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.Place;
import dev.pgwright.source.Span;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Checks that names are unique and that what they refer to exists. */
final class DbmlChecker {
    private final DbmlDocument document;
    private final DbmlNames names;
    private final List<Problem> problems;
    private final DbmlLookup lookup;
    private final Map<Set<String>, Integer> relationships = new HashMap<>();

    DbmlChecker(DbmlDocument document, List<Problem> problems) {
        this.document = document;
        this.names = new DbmlNames(document);
        this.problems = problems;
        this.lookup = new DbmlLookup(document, names, problems);
    }

    void run() {
        uniqueBlocks();
        names.tables().forEach(this::table);
        document.of(DbmlElement.TablePartial.class).forEach(this::partial);
        document.of(DbmlElement.Enumeration.class).forEach(this::enumeration);
        document.of(DbmlElement.Reference.class).forEach(this::reference);
        tableGroups();
        document.of(DbmlElement.Metadata.class).forEach(this::metadata);
        new DbmlRecordsChecker(document, lookup).run();
        new DbmlDiagramChecker(document, lookup).run();
    }

    private void uniqueBlocks() {
        Map<Object, Span> tables = new HashMap<>();
        for (DbmlElement.Table table : document.tables()) {
            lookup.unique(
                    tables,
                    table.name().qualified(),
                    table.name().span(),
                    "table '" + DbmlLookup.shown(table.name()) + "'");
        }
        for (DbmlElement.Table table : document.tables()) {
            if (table.alias() != null) {
                DbmlName alias = table.alias();
                lookup.unique(
                        tables,
                        QualifiedName.of(DbmlPath.DEFAULT_SCHEMA, alias.text()),
                        alias.span(),
                        "table or alias '" + alias.text() + "'");
            }
        }
        Map<Object, Span> others = new HashMap<>();
        for (DbmlElement element : document.elements()) {
            if (element instanceof DbmlElement.Enumeration item) {
                lookup.unique(
                        others,
                        List.of("enum", item.name().qualified()),
                        item.name().span(),
                        "enum '" + DbmlLookup.shown(item.name()) + "'");
            } else if (element instanceof DbmlElement.TableGroup item) {
                named(others, "table group", item.name());
            } else if (element instanceof DbmlElement.TablePartial item) {
                named(others, "table partial", item.name());
            } else if (element instanceof DbmlElement.StickyNote item) {
                named(others, "note", item.name());
            } else if (element instanceof DbmlElement.DiagramView item) {
                named(others, "view", item.name());
            } else if (element instanceof DbmlElement.Project item) {
                lookup.unique(others, "project", item.span(), "project");
            }
        }
    }

    private void partial(DbmlElement.TablePartial partial) {
        uniqueColumns(partial.name().text(), partial.items());
        Set<String> columns = new TreeSet<>();
        for (DbmlTableItem item : partial.items()) {
            if (item instanceof DbmlTableItem.Column column) {
                columns.add(column.name().text());
            }
        }
        for (DbmlTableItem item : partial.items()) {
            if (item instanceof DbmlTableItem.Indexes block) {
                block.entries().stream()
                        .flatMap(index -> index.keys().stream())
                        .filter(key -> !key.expression() && !columns.contains(key.text()))
                        .forEach(key -> lookup.problem(
                                key.span(),
                                "there is no column '" + key.text() + "' in '"
                                        + partial.name().text() + "'",
                                DidYouMean.hint(key.text(), columns).orElse(null)));
            }
        }
    }

    private void named(Map<Object, Span> seen, String kind, DbmlName name) {
        lookup.unique(seen, List.of(kind, name.text()), name.span(), kind + " '" + name.text() + "'");
    }

    private void table(TableShape shape) {
        DbmlElement.Table table = shape.table();
        String shown = DbmlLookup.shown(table.name());
        uniqueColumns(shown, table.items());
        Map<String, Span> injected = new HashMap<>();
        for (DbmlTableItem item : table.items()) {
            if (item instanceof DbmlTableItem.Injection injection) {
                lookup.unique(
                        injected,
                        injection.partial().text(),
                        injection.span(),
                        "'~" + injection.partial().text() + "' in '" + shown + "'");
            }
            if (item instanceof DbmlTableItem.Injection injection
                    && names.partial(injection.partial().text()).isEmpty()) {
                lookup.problem(
                        injection.partial().span(),
                        "there is no table partial '" + injection.partial().text() + "'",
                        DidYouMean.hint(injection.partial().text(), names.partialNames())
                                .orElse(null));
            }
        }
        if (shape.columns().isEmpty() && !hasProblemIn(table.span())) {
            lookup.problem(table.name().span(), "the table '" + shown + "' has no columns", null);
        }
        for (DbmlTableItem.Index index : shape.indexes()) {
            Set<String> seen = new HashSet<>();
            for (DbmlTableItem.Key key : index.keys()) {
                if (!seen.add(key.text())) {
                    lookup.problem(key.span(), "'" + key.text() + "' is in this index already", null);
                }
                if (!key.expression()) {
                    lookup.column(shape, new DbmlName(key.text(), key.span()));
                }
            }
        }
        for (DbmlTableItem.Column column : shape.columns().values()) {
            column.settings()
                    .values("ref", DbmlValue.Target.class)
                    .forEach(target -> inlineReference(shape, column, target));
            column.settings().values("default", DbmlValue.Dotted.class).forEach(lookup::enumValue);
        }
    }

    private boolean hasProblemIn(Span span) {
        Place start = document.sources().place(span.start());
        Place end = document.sources().place(span.end());
        return problems.stream()
                .anyMatch(problem ->
                        problem.place().compareTo(start) >= 0 && problem.place().compareTo(end) <= 0);
    }

    private void uniqueColumns(String owner, List<DbmlTableItem> items) {
        Map<Object, Span> seen = new HashMap<>();
        for (DbmlTableItem item : items) {
            if (item instanceof DbmlTableItem.Column column) {
                lookup.unique(
                        seen,
                        column.name().text(),
                        column.name().span(),
                        "column '" + column.name().text() + "' in '" + owner + "'");
            }
        }
    }

    private void inlineReference(TableShape shape, DbmlTableItem.Column column, DbmlValue.Target target) {
        List<DbmlName> path = target.path();
        DbmlName referenced = path.get(path.size() - 1);
        TableShape other = path.size() == 1
                ? shape
                : lookup.knownTable(DbmlValueParser.path(path.subList(0, path.size() - 1)))
                        .orElse(null);
        if (other == null || !lookup.column(other, referenced)) {
            return;
        }
        relationship(end(other, List.of(referenced)), end(shape, List.of(column.name())), target.span());
    }

    private void reference(DbmlElement.Reference reference) {
        Optional<TableShape> left = knownEnd(reference.left());
        Optional<TableShape> right = knownEnd(reference.right());
        if (reference.left().columns().size() != reference.right().columns().size()) {
            lookup.problem(
                    reference.left().span(),
                    "the relationship has " + reference.left().columns().size() + " column(s) on the left and "
                            + reference.right().columns().size() + " on the right",
                    "both sides need the same number");
        } else if (left.isPresent() && right.isPresent()) {
            relationship(
                    end(left.orElseThrow(), reference.left().columns()),
                    end(right.orElseThrow(), reference.right().columns()),
                    reference.left().span());
        }
    }

    private Optional<TableShape> knownEnd(DbmlElement.End end) {
        Optional<TableShape> table = lookup.knownTable(end.table());
        boolean known = table.isPresent();
        for (DbmlName name : end.columns()) {
            known = known && lookup.column(table.orElseThrow(), name);
        }
        return known ? table : Optional.empty();
    }

    private static String end(TableShape table, List<DbmlName> columns) {
        return table.name() + "("
                + String.join(",", columns.stream().map(DbmlName::text).sorted().toList()) + ")";
    }

    private void relationship(String left, String right, Span span) {
        if (left.equals(right)) {
            lookup.problem(span, "both ends of the relationship are the same", null);
            return;
        }
        Integer first = relationships.putIfAbsent(Set.of(left, right), lookup.line(span));
        if (first != null) {
            lookup.problem(span, "a second relationship between the same columns", "the first is on line " + first);
        }
    }

    private void enumeration(DbmlElement.Enumeration enumeration) {
        Map<Object, Span> seen = new HashMap<>();
        for (DbmlElement.EnumValue value : enumeration.values()) {
            if (value.name().text().isEmpty()) {
                lookup.problem(value.name().span(), "a value of an enum needs a name", null);
            }
            lookup.unique(
                    seen,
                    value.name().text(),
                    value.name().span(),
                    "value '" + value.name().text() + "' in '" + DbmlLookup.shown(enumeration.name()) + "'");
        }
    }

    private void tableGroups() {
        Map<QualifiedName, String> groups = new HashMap<>();
        for (DbmlElement.TableGroup group : document.of(DbmlElement.TableGroup.class)) {
            Set<QualifiedName> members = new HashSet<>();
            for (DbmlPath path : group.tables()) {
                Optional<TableShape> table = lookup.knownTable(path);
                if (table.isEmpty()) {
                    continue;
                }
                QualifiedName name = table.orElseThrow().name();
                String other = groups.putIfAbsent(name, group.name().text());
                if (!members.add(name)) {
                    lookup.problem(
                            path.span(), "the table '" + DbmlLookup.shown(path) + "' is in this group already", null);
                } else if (other != null) {
                    lookup.problem(
                            path.span(),
                            "the table '" + DbmlLookup.shown(path) + "' is in the group '" + other + "' already",
                            null);
                }
            }
        }
    }

    private void metadata(DbmlElement.Metadata block) {
        List<DbmlName> target = block.target();
        Map<String, Span> fields = new HashMap<>();
        for (DbmlSetting setting : block.settings().list()) {
            lookup.unique(fields, setting.name(), setting.span(), "'" + setting.name() + "' in this Metadata");
            boolean isColor =
                    setting.name().equals("headercolor") || setting.name().equals("color");
            if (isColor && !(setting.value() instanceof DbmlValue.Color)) {
                lookup.problem(setting.span(), "'" + setting.name() + "' needs a colour such as #3498db", null);
            }
        }
        switch (block.kind()) {
            case "table" -> lookup.knownTable(DbmlValueParser.path(target));
            case "column" -> {
                if (target.size() < 2) {
                    lookup.problem(target.get(0).span(), "metadata of a column names it as table.column", null);
                } else {
                    lookup.knownTable(DbmlValueParser.path(target.subList(0, target.size() - 1)))
                            .ifPresent(table -> lookup.column(table, target.get(target.size() - 1)));
                }
            }
            case "note" ->
                knownBlock(
                        target,
                        "note",
                        document.of(DbmlElement.StickyNote.class).stream().map(DbmlElement.StickyNote::name));
            default ->
                knownBlock(
                        target,
                        "table group",
                        document.of(DbmlElement.TableGroup.class).stream().map(DbmlElement.TableGroup::name));
        }
    }

    private void knownBlock(List<DbmlName> target, String kind, Stream<DbmlName> known) {
        DbmlName name = target.get(target.size() - 1);
        List<String> list = known.map(DbmlName::text).toList();
        if (!list.contains(name.text())) {
            lookup.problem(
                    name.span(),
                    "there is no " + kind + " '" + name.text() + "'",
                    DidYouMean.hint(name.text(), list).orElse(null));
        }
    }
}
