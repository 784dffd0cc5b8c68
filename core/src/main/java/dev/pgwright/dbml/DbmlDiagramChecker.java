package dev.pgwright.dbml;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.dbml.DbmlNames.TableShape;
import dev.pgwright.finding.DidYouMean;
import dev.pgwright.source.Span;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks views and dependencies: what they name exists, and nothing is said twice. */
final class DbmlDiagramChecker {
    private final DbmlDocument document;
    private final DbmlLookup lookup;
    private final Map<List<String>, Span> arrows = new HashMap<>();

    DbmlDiagramChecker(DbmlDocument document, DbmlLookup lookup) {
        this.document = document;
        this.lookup = lookup;
    }

    /** An end of a dependency: a table, or a column of one. */
    private record End(QualifiedName table, String column) {}

    void run() {
        document.of(DbmlElement.DiagramView.class).forEach(this::view);
        for (TableShape shape : lookup.names().tables()) {
            shape.settings()
                    .values("dep", DbmlValue.Arrow.class)
                    .forEach(arrow -> arrow(new End(shape.name(), ""), arrow, tableEnd(arrow.path())));
            for (DbmlTableItem.Column column : shape.columns().values()) {
                End own = new End(shape.name(), column.name().text());
                column.settings()
                        .values("dep", DbmlValue.Arrow.class)
                        .forEach(arrow -> arrow(own, arrow, columnEnd(arrow.path())));
            }
        }
        document.of(DbmlElement.Dependency.class).forEach(this::dependency);
    }

    private void view(DbmlElement.DiagramView view) {
        Set<List<Object>> shown = new HashSet<>();
        for (DbmlElement.ViewSection section : view.sections()) {
            for (DbmlPath member : section.members()) {
                Object key = member.name().text();
                if (section.kind() == DbmlElement.ViewKind.TABLES) {
                    Optional<TableShape> table = lookup.knownTable(member);
                    if (table.isEmpty()) {
                        continue;
                    }
                    key = table.orElseThrow().name();
                } else {
                    known(section.kind(), member.name());
                }
                if (!shown.add(List.of(section.kind(), key))) {
                    lookup.problem(member.span(), "'" + DbmlLookup.shown(member) + "' is in this view already", null);
                }
            }
        }
    }

    private void known(DbmlElement.ViewKind kind, DbmlName name) {
        Collection<String> known = new TreeSet<>();
        String what = switch (kind) {
            case NOTES -> {
                document.of(DbmlElement.StickyNote.class)
                        .forEach(note -> known.add(note.name().text()));
                yield "note";
            }
            case TABLE_GROUPS -> {
                document.of(DbmlElement.TableGroup.class)
                        .forEach(group -> known.add(group.name().text()));
                yield "table group";
            }
            case SCHEMAS -> {
                known.add(DbmlPath.DEFAULT_SCHEMA);
                lookup.names().tables().forEach(table -> known.add(table.name().schema()));
                lookup.names()
                        .enums()
                        .forEach(type -> known.add(type.name().qualified().schema()));
                yield "schema";
            }
            case TABLES -> "table";
        };
        if (!known.contains(name.text())) {
            lookup.problem(
                    name.span(),
                    "there is no " + what + " '" + name.text() + "'",
                    DidYouMean.hint(name.text(), known).orElse(null));
        }
    }

    private void arrow(End own, DbmlValue.Arrow arrow, Optional<End> other) {
        other.ifPresent(end -> edge(arrow.forward() ? own : end, arrow.forward() ? end : own, arrow.span()));
    }

    private void dependency(DbmlElement.Dependency dependency) {
        QualifiedName target = null;
        Boolean ofColumns = null;
        for (DbmlElement.Edge edge : dependency.edges()) {
            Optional<End> left = end(edge.left());
            Optional<End> right = end(edge.right());
            if (left.isEmpty() || right.isEmpty()) {
                continue;
            }
            End from = (edge.forward() ? left : right).orElseThrow();
            End to = (edge.forward() ? right : left).orElseThrow();
            boolean isOfColumns = !from.column.isEmpty() || !to.column.isEmpty();
            if (target != null && !target.equals(to.table)) {
                lookup.problem(
                        edge.span(),
                        "this leads to '" + to.table.name() + "', the arrows before it to '" + target.name() + "'",
                        "write a Dep for each table that is made");
            } else if (ofColumns != null && ofColumns != isOfColumns) {
                lookup.problem(
                        edge.span(),
                        "this Dep mixes tables and columns",
                        "write one for the tables, one for the columns");
            }
            target = target == null ? to.table : target;
            ofColumns = ofColumns == null ? isOfColumns : ofColumns;
            if (from.equals(to) && !from.column.isEmpty()) {
                lookup.problem(edge.span(), "a column cannot depend on itself", null);
            }
            edge(from, to, edge.span());
        }
    }

    private void edge(End from, End to, Span span) {
        lookup.unique(
                arrows,
                List.of(from.table.toString(), from.column, to.table.toString(), to.column),
                span,
                "dependency between the same two");
    }

    private Optional<End> end(List<DbmlName> path) {
        boolean isTable = path.size() == 1
                || path.size() == 2
                        && lookup.names()
                                .table(DbmlValueParser.path(path.subList(0, 1)))
                                .isEmpty();
        return isTable ? tableEnd(path) : columnOf(path);
    }

    private Optional<End> tableEnd(List<DbmlName> path) {
        return lookup.knownTable(DbmlValueParser.path(path)).map(shape -> new End(shape.name(), ""));
    }

    private Optional<End> columnEnd(List<DbmlName> path) {
        if (path.size() == 1) {
            lookup.problem(path.get(0).span(), "expected a column as table.column", null);
            return Optional.empty();
        }
        return columnOf(path);
    }

    private Optional<End> columnOf(List<DbmlName> path) {
        DbmlName column = path.get(path.size() - 1);
        return lookup.knownTable(DbmlValueParser.path(path.subList(0, path.size() - 1)))
                .filter(shape -> lookup.column(shape, column))
                .map(shape -> new End(shape.name(), column.text()));
    }
}
