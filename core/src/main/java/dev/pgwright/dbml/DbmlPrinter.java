package dev.pgwright.dbml;

import dev.pgwright.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints a tree in the house's form: two spaces, columns aligned, one blank line between blocks. */
public final class DbmlPrinter {
    private static final int WIDTH = 120;
    private static final Map<String, String> METADATA_KINDS =
            Map.of("table", "Table", "column", "Column", "note", "Note", "tablegroup", "TableGroup");

    private final StringBuilder out = new StringBuilder();

    private DbmlPrinter() {}

    /** The text of a document; its comments are not part of it. */
    public static String print(DbmlDocument document) {
        return print(document.elements());
    }

    static String print(List<? extends DbmlElement> elements) {
        DbmlPrinter printer = new DbmlPrinter();
        DbmlElement before = null;
        for (DbmlElement element : elements) {
            boolean sameList = before instanceof DbmlElement.Reference && element instanceof DbmlElement.Reference;
            if (before != null && !sameList) {
                printer.out.append('\n');
            }
            printer.element(element);
            before = element;
        }
        return printer.out.toString();
    }

    private void element(DbmlElement element) {
        if (element instanceof DbmlElement.Project project) {
            project(project);
        } else if (element instanceof DbmlElement.Table table) {
            String alias = table.alias() == null ? "" : " as " + name(table.alias());
            out.append("Table ").append(path(table.name())).append(alias);
            blockSettings(table.settings());
            items(table.items());
        } else if (element instanceof DbmlElement.TablePartial partial) {
            out.append("TablePartial ").append(name(partial.name()));
            blockSettings(partial.settings());
            items(partial.items());
        } else if (element instanceof DbmlElement.Enumeration enumeration) {
            out.append("Enum ").append(path(enumeration.name())).append(" {\n");
            enumeration.values().forEach(value -> line("  " + name(value.name()), value.settings(), "  "));
            out.append("}\n");
        } else if (element instanceof DbmlElement.Reference reference) {
            String name = reference.name() == null ? "" : " " + name(reference.name());
            line(
                    "Ref" + name + ": " + end(reference.left()) + " "
                            + reference.relation().sign() + " " + end(reference.right()),
                    reference.settings(),
                    "");
        } else if (element instanceof DbmlElement.TableGroup group) {
            out.append("TableGroup ").append(name(group.name()));
            blockSettings(group.settings());
            group.tables().forEach(table -> out.append("  ").append(path(table)).append('\n'));
            note(group.note());
            out.append("}\n");
        } else if (element instanceof DbmlElement.StickyNote note) {
            out.append("Note ").append(name(note.name()));
            blockSettings(note.settings());
            out.append("  ").append(DbmlText.text(note.text().value(), "  ")).append("\n}\n");
        } else if (element instanceof DbmlElement.Metadata metadata) {
            out.append("Metadata ")
                    .append(METADATA_KINDS.getOrDefault(metadata.kind(), metadata.kind()))
                    .append(' ')
                    .append(dotted(metadata.target()))
                    .append(" {\n");
            metadata.settings()
                    .list()
                    .forEach(setting ->
                            out.append("  ").append(setting(setting, "  ")).append('\n'));
            out.append("}\n");
        } else if (element instanceof DbmlElement.Records records) {
            records(records, "");
        } else if (element instanceof DbmlElement.DiagramView view) {
            view(view);
        } else if (element instanceof DbmlElement.Dependency dependency) {
            dependency(dependency);
        } else if (element instanceof DbmlElement.Use use) {
            use(use);
        }
    }

    private void project(DbmlElement.Project project) {
        out.append("Project ")
                .append(project.name() == null ? "" : name(project.name()) + " ")
                .append("{\n");
        project.properties()
                .forEach(property ->
                        out.append("  ").append(setting(property, "  ")).append('\n'));
        note(project.note());
        out.append("}\n");
    }

    private void records(DbmlElement.Records records, String indent) {
        DbmlPath table = records.table();
        String columns = records.columns().isEmpty()
                ? ""
                : "("
                        + String.join(
                                ", ",
                                records.columns().stream()
                                        .map(DbmlPrinter::name)
                                        .toList())
                        + ")";
        out.append(indent)
                .append(table == null ? "records" : "Records ")
                .append(table == null ? (columns.isEmpty() ? "" : " ") : path(table))
                .append(columns);
        blockSettings(records.settings());
        for (DbmlElement.Row row : records.rows()) {
            out.append(indent).append("  ");
            String separator = "";
            for (DbmlValue value : row.values()) {
                out.append(separator).append(value(value, indent + "  "));
                separator = ", ";
            }
            out.append('\n');
        }
        out.append(indent).append("}\n");
    }

    private void view(DbmlElement.DiagramView view) {
        out.append("DiagramView ").append(name(view.name())).append(" {\n").append(view.everything() ? "  *\n" : "");
        for (DbmlElement.ViewSection section : view.sections()) {
            out.append("  ")
                    .append(section.kind().keyword())
                    .append(" {\n")
                    .append(section.everything() ? "    *\n" : "");
            section.members()
                    .forEach(member -> out.append("    ").append(path(member)).append('\n'));
            out.append("  }\n");
        }
        out.append("}\n");
    }

    private void dependency(DbmlElement.Dependency dependency) {
        out.append("Dep").append(dependency.name() == null ? "" : " " + name(dependency.name()));
        blockSettings(dependency.settings());
        for (DbmlElement.Edge edge : dependency.edges()) {
            line(
                    "  " + dotted(edge.left()) + (edge.forward() ? " -> " : " <- ") + dotted(edge.right()),
                    edge.settings(),
                    "  ");
        }
        dependency
                .properties()
                .forEach(property ->
                        out.append("  ").append(setting(property, "  ")).append('\n'));
        note(dependency.note());
        out.append("}\n");
    }

    private void use(DbmlElement.Use use) {
        out.append(use.again() ? "reuse " : "use ");
        if (use.everything()) {
            out.append('*');
        } else {
            out.append("{\n");
            for (DbmlElement.Import thing : use.imports()) {
                String alias = thing.alias() == null ? "" : " as " + name(thing.alias());
                out.append("  ")
                        .append(thing.kind().keyword())
                        .append(' ')
                        .append(path(thing.name()))
                        .append(alias)
                        .append('\n');
            }
            out.append('}');
        }
        out.append(" from ").append(DbmlText.single(use.path().value())).append('\n');
    }

    private void note(DbmlValue.@Nullable Text note) {
        if (note != null) {
            out.append("  Note: ").append(DbmlText.text(note.value(), "  ")).append('\n');
        }
    }

    /** Settings of a block on its first line, or one per line when they are long. */
    private void blockSettings(DbmlSettings settings) {
        if (!settings.list().isEmpty()) {
            List<String> parts = settings.list().stream()
                    .map(setting -> setting(setting, "  "))
                    .toList();
            String joined = String.join(", ", parts);
            int lineStart = out.lastIndexOf("\n") + 1;
            if (joined.indexOf('\n') < 0 && out.length() - lineStart + joined.length() + 6 <= WIDTH) {
                out.append(" [").append(joined).append(']');
            } else {
                out.append(" [\n  ").append(String.join(",\n  ", parts)).append("\n]");
            }
        }
        out.append(" {\n");
    }

    private void items(List<DbmlTableItem> items) {
        List<DbmlTableItem.Column> columns = items.stream()
                .filter(DbmlTableItem.Column.class::isInstance)
                .map(DbmlTableItem.Column.class::cast)
                .toList();
        int names = width(columns, column -> name(column.name()));
        int types = width(columns, column -> type(column.type()));
        DbmlTableItem before = null;
        for (DbmlTableItem item : items) {
            if (isOfColumns(before) && !isOfColumns(item) || before != null && isBlock(item)) {
                out.append('\n');
            }
            before = item;
            if (item instanceof DbmlTableItem.Column column) {
                String type = type(column.type());
                String start = "  " + pad(name(column.name()), names) + " ";
                line(start + (column.settings().list().isEmpty() ? type : pad(type, types)), column.settings(), "  ");
            } else if (item instanceof DbmlTableItem.Indexes block) {
                out.append("  indexes {\n");
                block.entries().forEach(index -> line("    " + keys(index.keys()), index.settings(), "    "));
                out.append("  }\n");
            } else if (item instanceof DbmlTableItem.Checks block) {
                out.append("  checks {\n");
                block.entries()
                        .forEach(check -> line("    `" + check.expression().sql() + "`", check.settings(), "    "));
                out.append("  }\n");
            } else if (item instanceof DbmlTableItem.Note note) {
                note(note.text());
            } else if (item instanceof DbmlTableItem.Injection injection) {
                out.append("  ~").append(name(injection.partial())).append('\n');
            } else if (item instanceof DbmlTableItem.Records records) {
                records(records.block(), "  ");
            }
        }
        out.append("}\n");
    }

    private static boolean isOfColumns(@Nullable DbmlTableItem item) {
        return item instanceof DbmlTableItem.Column || item instanceof DbmlTableItem.Injection;
    }

    private static boolean isBlock(DbmlTableItem item) {
        return item instanceof DbmlTableItem.Indexes
                || item instanceof DbmlTableItem.Checks
                || item instanceof DbmlTableItem.Records;
    }

    /** Aligns to the widest of the usual names, so that one very long name does not push everything away. */
    private static <T> int width(List<T> items, Function<T, String> text) {
        return items.stream()
                .mapToInt(item ->
                        text.apply(item).codePointCount(0, text.apply(item).length()))
                .filter(length -> length <= 40)
                .max()
                .orElse(0);
    }

    private static String pad(String text, int width) {
        int length = text.codePointCount(0, text.length());
        return length >= width ? text : text + " ".repeat(width - length);
    }

    /** A line with its settings; they are put on lines of their own when one of them has several lines. */
    private void line(String start, DbmlSettings settings, String indent) {
        out.append(start);
        if (!settings.list().isEmpty()) {
            String inner = indent + "  ";
            List<String> parts = settings.list().stream()
                    .map(setting -> setting(setting, inner))
                    .toList();
            String joined = String.join(", ", parts);
            if (joined.indexOf('\n') < 0) {
                out.append(" [").append(joined).append(']');
            } else {
                out.append(" [\n")
                        .append(inner)
                        .append(String.join(",\n" + inner, parts))
                        .append('\n')
                        .append(indent)
                        .append(']');
            }
        }
        out.append('\n');
    }

    private static String setting(DbmlSetting setting, String indent) {
        return setting.value() == null ? setting.name() : setting.name() + ": " + value(setting.value(), indent);
    }

    private static String value(DbmlValue value, String indent) {
        if (value instanceof DbmlValue.Text text) {
            return DbmlText.text(text.value(), indent);
        } else if (value instanceof DbmlValue.Expression expression) {
            return "`" + expression.sql() + "`";
        } else if (value instanceof DbmlValue.Number number) {
            return number.text();
        } else if (value instanceof DbmlValue.Color color) {
            return color.text();
        } else if (value instanceof DbmlValue.Words words) {
            return words.text();
        } else if (value instanceof DbmlValue.Dotted names) {
            return dotted(names.names());
        }
        if (value instanceof DbmlValue.Absent) {
            return "";
        } else if (value instanceof DbmlValue.Arrow arrow) {
            return (arrow.forward() ? "-> " : "<- ") + dotted(arrow.path());
        }
        DbmlValue.Target target = (DbmlValue.Target) value;
        return target.relation().sign() + " " + dotted(target.path());
    }

    /** An item of a table as one compares it: the same text whatever blanks it was written with. */
    static String print(DbmlTableItem.Column column) {
        return name(column.name()) + " " + type(column.type()) + settings(column.settings());
    }

    static String print(DbmlTableItem.Index index) {
        return index.keys().stream()
                        .map(key -> key.expression() ? "`" + words(key.text()) + "`" : key.text())
                        .toList()
                + settings(index.settings());
    }

    static String print(DbmlTableItem.Check check) {
        return words(check.expression().sql()) + settings(check.settings());
    }

    /** SQL without the blanks that mean nothing. */
    private static String words(String sql) {
        return SqlTokens.of(sql).stream()
                .map(token -> sql.substring(token.start(), token.end()))
                .collect(Collectors.joining(" "));
    }

    private static String settings(DbmlSettings settings) {
        return settings.list().stream()
                .map(setting -> " " + setting(setting, ""))
                .collect(Collectors.joining());
    }

    private static String keys(List<DbmlTableItem.Key> keys) {
        List<String> parts = keys.stream()
                .map(key -> key.expression() ? "`" + key.text() + "`" : DbmlText.name(key.text()))
                .toList();
        return parts.size() == 1 ? parts.get(0) : "(" + String.join(", ", parts) + ")";
    }

    private static String end(DbmlElement.End end) {
        List<String> columns = new ArrayList<>();
        end.columns().forEach(column -> columns.add(name(column)));
        return path(end.table()) + "."
                + (columns.size() == 1 ? columns.get(0) : "(" + String.join(", ", columns) + ")");
    }

    private static String type(DbmlType type) {
        return path(type.path()) + type.suffix();
    }

    private static String dotted(List<DbmlName> names) {
        return String.join(".", names.stream().map(DbmlPrinter::name).toList());
    }

    private static String path(DbmlPath path) {
        return path.schema() == null ? name(path.name()) : name(path.schema()) + "." + name(path.name());
    }

    private static String name(DbmlName name) {
        return DbmlText.name(name.text());
    }
}
