package dev.pgwright.dbml;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.dbml.DbmlNames.TableShape;
import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.Place;
import dev.pgwright.source.Span;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks that names are unique and that what they refer to exists. */
final class DbmlChecker {
    private final DbmlDocument document;
    private final DbmlNames names;
    private final List<Problem> problems;
    private final Map<Set<String>, Integer> relationships = new HashMap<>();

    DbmlChecker(DbmlDocument document, List<Problem> problems) {
        this.document = document;
        this.names = new DbmlNames(document);
        this.problems = problems;
    }

    void run() {
        uniqueBlocks();
        names.tables().forEach(this::table);
        document.of(DbmlElement.TablePartial.class)
                .forEach(partial -> uniqueColumns(partial.name().text(), partial.items()));
        document.of(DbmlElement.Enumeration.class).forEach(this::enumeration);
        document.of(DbmlElement.Reference.class).forEach(this::reference);
        tableGroups();
        document.of(DbmlElement.Metadata.class).forEach(this::metadata);
    }

    private void uniqueBlocks() {
        Map<Object, Span> tables = new HashMap<>();
        for (DbmlElement.Table table : document.tables()) {
            unique(tables, table.name().qualified(), table.name().span(), "table '" + shown(table.name()) + "'");
        }
        for (DbmlElement.Table table : document.tables()) {
            if (table.alias() != null) {
                DbmlName alias = table.alias();
                unique(
                        tables,
                        QualifiedName.of(DbmlPath.DEFAULT_SCHEMA, alias.text()),
                        alias.span(),
                        "table or alias '" + alias.text() + "'");
            }
        }
        Map<Object, Span> others = new HashMap<>();
        for (DbmlElement element : document.elements()) {
            if (element instanceof DbmlElement.Enumeration item) {
                unique(
                        others,
                        List.of("enum", item.name().qualified()),
                        item.name().span(),
                        "enum '" + shown(item.name()) + "'");
            } else if (element instanceof DbmlElement.TableGroup item) {
                named(others, "table group", item.name());
            } else if (element instanceof DbmlElement.TablePartial item) {
                named(others, "table partial", item.name());
            } else if (element instanceof DbmlElement.StickyNote item) {
                named(others, "note", item.name());
            } else if (element instanceof DbmlElement.Project item) {
                unique(others, "project", item.span(), "project");
            }
        }
    }

    private void named(Map<Object, Span> seen, String kind, DbmlName name) {
        unique(seen, List.of(kind, name.text()), name.span(), kind + " '" + name.text() + "'");
    }

    private void unique(Map<Object, Span> seen, Object key, Span span, String what) {
        Span first = seen.putIfAbsent(key, span);
        if (first != null) {
            problem(span, "a second " + what, "the first is on line " + line(first));
        }
    }

    private int line(Span span) {
        return document.source().position(span.start()).line();
    }

    private void table(TableShape shape) {
        DbmlElement.Table table = shape.table();
        String shown = shown(table.name());
        uniqueColumns(shown, table.items());
        for (DbmlTableItem item : table.items()) {
            if (item instanceof DbmlTableItem.Injection injection
                    && names.partial(injection.partial().text()).isEmpty()) {
                problem(
                        injection.partial().span(),
                        "there is no table partial '" + injection.partial().text() + "'",
                        DidYouMean.hint(injection.partial().text(), names.partialNames())
                                .orElse(null));
            }
        }
        if (shape.columns().isEmpty() && !hasProblemIn(table.span())) {
            problem(table.name().span(), "the table '" + shown + "' has no columns", null);
        }
        for (DbmlTableItem.Index index : shape.indexes()) {
            Set<String> seen = new HashSet<>();
            for (DbmlTableItem.Key key : index.keys()) {
                if (!seen.add(key.text())) {
                    problem(key.span(), "'" + key.text() + "' is in this index already", null);
                }
                if (!key.expression()) {
                    column(shape, new DbmlName(key.text(), key.span()));
                }
            }
        }
        for (DbmlTableItem.Column column : shape.columns().values()) {
            column.settings()
                    .values("ref", DbmlValue.Target.class)
                    .forEach(target -> inlineReference(shape, column, target));
            column.settings().values("default", DbmlValue.Dotted.class).forEach(this::enumDefault);
        }
    }

    private boolean hasProblemIn(Span span) {
        Place start = document.source().place(span.start());
        Place end = document.source().place(span.end());
        return problems.stream()
                .anyMatch(problem ->
                        problem.place().compareTo(start) >= 0 && problem.place().compareTo(end) <= 0);
    }

    private void uniqueColumns(String owner, List<DbmlTableItem> items) {
        Map<Object, Span> seen = new HashMap<>();
        for (DbmlTableItem item : items) {
            if (item instanceof DbmlTableItem.Column column) {
                unique(
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
                : knownTable(DbmlValueParser.path(path.subList(0, path.size() - 1)))
                        .orElse(null);
        if (other == null || !column(other, referenced)) {
            return;
        }
        relationship(end(other, List.of(referenced)), end(shape, List.of(column.name())), target.span());
    }

    private void reference(DbmlElement.Reference reference) {
        Optional<TableShape> left = knownEnd(reference.left());
        Optional<TableShape> right = knownEnd(reference.right());
        if (reference.left().columns().size() != reference.right().columns().size()) {
            problem(
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
        Optional<TableShape> table = knownTable(end.table());
        boolean known = table.isPresent();
        for (DbmlName name : end.columns()) {
            known = known && column(table.orElseThrow(), name);
        }
        return known ? table : Optional.empty();
    }

    private static String end(TableShape table, List<DbmlName> columns) {
        return table.name() + "("
                + String.join(",", columns.stream().map(DbmlName::text).sorted().toList()) + ")";
    }

    private void relationship(String left, String right, Span span) {
        if (left.equals(right)) {
            problem(span, "both ends of the relationship are the same", null);
            return;
        }
        Integer first = relationships.putIfAbsent(Set.of(left, right), line(span));
        if (first != null) {
            problem(span, "a second relationship between the same columns", "the first is on line " + first);
        }
    }

    private Optional<TableShape> knownTable(DbmlPath path) {
        Optional<TableShape> table = names.table(path);
        if (table.isEmpty()) {
            problem(
                    path.span(),
                    "there is no table '" + shown(path) + "'",
                    DidYouMean.hint(shown(path), names.tableNames()).orElse(null));
        }
        return table;
    }

    private boolean column(TableShape table, DbmlName name) {
        if (table.columns().containsKey(name.text())) {
            return true;
        }
        problem(
                name.span(),
                "there is no column '" + name.text() + "' in '"
                        + shown(table.table().name()) + "'",
                DidYouMean.hint(name.text(), table.columns().keySet()).orElse(null));
        return false;
    }

    private void enumDefault(DbmlValue.Dotted value) {
        List<DbmlName> path = value.names();
        DbmlPath name = DbmlValueParser.path(path.subList(0, path.size() - 1));
        DbmlName item = path.get(path.size() - 1);
        Optional<DbmlElement.Enumeration> found = names.enumeration(name.qualified());
        if (found.isEmpty()) {
            Collection<String> known =
                    names.enums().stream().map(known1 -> shown(known1.name())).toList();
            problem(
                    name.span(),
                    "there is no enum '" + shown(name) + "'",
                    DidYouMean.hint(shown(name), known).orElse(null));
            return;
        }
        List<String> known = found.orElseThrow().values().stream()
                .map(known1 -> known1.name().text())
                .toList();
        if (!known.contains(item.text())) {
            problem(
                    item.span(),
                    "the enum '" + shown(name) + "' has no value '" + item.text() + "'",
                    DidYouMean.hint(item.text(), known).orElse(null));
        }
    }

    private void enumeration(DbmlElement.Enumeration enumeration) {
        Map<Object, Span> seen = new HashMap<>();
        for (DbmlElement.EnumValue value : enumeration.values()) {
            unique(
                    seen,
                    value.name().text(),
                    value.name().span(),
                    "value '" + value.name().text() + "' in '" + shown(enumeration.name()) + "'");
        }
    }

    private void tableGroups() {
        Map<QualifiedName, String> groups = new HashMap<>();
        for (DbmlElement.TableGroup group : document.of(DbmlElement.TableGroup.class)) {
            Set<QualifiedName> members = new HashSet<>();
            for (DbmlPath path : group.tables()) {
                Optional<TableShape> table = knownTable(path);
                if (table.isEmpty()) {
                    continue;
                }
                QualifiedName name = table.orElseThrow().name();
                String other = groups.putIfAbsent(name, group.name().text());
                if (!members.add(name)) {
                    problem(path.span(), "the table '" + shown(path) + "' is in this group already", null);
                } else if (other != null) {
                    problem(
                            path.span(),
                            "the table '" + shown(path) + "' is in the group '" + other + "' already",
                            null);
                }
            }
        }
    }

    private void metadata(DbmlElement.Metadata block) {
        List<DbmlName> target = block.target();
        switch (block.kind()) {
            case "table" -> knownTable(DbmlValueParser.path(target));
            case "column" -> {
                if (target.size() < 2) {
                    problem(target.get(0).span(), "metadata of a column names it as table.column", null);
                } else {
                    knownTable(DbmlValueParser.path(target.subList(0, target.size() - 1)))
                            .ifPresent(table -> column(table, target.get(target.size() - 1)));
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
            problem(
                    name.span(),
                    "there is no " + kind + " '" + name.text() + "'",
                    DidYouMean.hint(name.text(), list).orElse(null));
        }
    }

    private static String shown(DbmlPath path) {
        return path.schema() == null
                ? path.name().text()
                : path.schema().text() + "." + path.name().text();
    }

    private void problem(Span span, String message, @Nullable String hint) {
        problems.add(new Problem(document.source().place(span.start()), message, hint));
    }
}
