package dev.pgwright.catalog.print;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Partitions;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Relationship;
import dev.pgwright.catalog.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A catalog as a PlantUML diagram of entities with crow's feet. Every name is shown as it is: what would be markup is
 * written as {@code <U+....>}. Partitions are folded into their table; what the model does not
 * describe is in comments.
 */
public final class PlantUmlErd {
    private final StringBuilder out = new StringBuilder();
    private final Partitions partitions;
    private final Catalog catalog;
    private final BiPredicate<Table, Column> shown;
    private final Map<QualifiedName, String> aliases = new HashMap<>();

    private PlantUmlErd(Catalog catalog, BiPredicate<Table, Column> shown) {
        this.catalog = catalog;
        this.shown = shown;
        partitions = Partitions.of(catalog);
    }

    /**
     * The diagram, ending in a line feed.
     *
     * @param groups drawn as packages; a table that several name is in the first of them
     */
    public static String print(Catalog catalog, @Nullable String title, Map<String, List<QualifiedName>> groups) {
        return print(catalog, title, groups, (table, column) -> true);
    }

    /**
     * The same with some of the columns.
     *
     * @param shown which are in it
     */
    public static String print(
            Catalog catalog,
            @Nullable String title,
            Map<String, List<QualifiedName>> groups,
            BiPredicate<Table, Column> shown) {
        return new PlantUmlErd(catalog, shown).print(title, groups);
    }

    private String print(@Nullable String title, Map<String, List<QualifiedName>> groups) {
        out.append("@startuml\n");
        if (title != null && !title.isBlank()) {
            out.append("title ").append(text(title)).append('\n');
        }
        out.append("hide circle\nhide empty members\nskinparam linetype ortho\nleft to right direction\n");
        Map<QualifiedName, Table> left = new LinkedHashMap<>();
        for (Table table : partitions.roots()) {
            left.put(table.name(), table);
            aliases.put(table.name(), "t" + left.size());
        }
        groups.forEach((name, members) -> {
            List<Table> tables = new ArrayList<>();
            members.forEach(member -> {
                Table table = left.remove(member);
                if (table != null) {
                    tables.add(table);
                }
            });
            if (!tables.isEmpty()) {
                out.append("package \"").append(text(name)).append("\" {\n");
                tables.forEach(table -> table(table, "  "));
                out.append("}\n");
            }
        });
        left.values().forEach(table -> table(table, ""));
        for (int number = 0; number < catalog.enums().size(); number++) {
            enumeration(catalog.enums().get(number), number + 1);
        }
        Relationship.of(catalog).forEach(this::relationship);
        catalog.notModelled()
                .forEach(object ->
                        out.append("' not modelled: ").append(object.line()).append('\n'));
        return out.append("@enduml\n").toString();
    }

    private void table(Table table, String indent) {
        out.append(indent).append("entity \"").append(shown(table.name()));
        partitions
                .words(table)
                .ifPresent(
                        words -> out.append("\\n<size:10>").append(text(words)).append("</size>"));
        out.append("\" as ").append(aliases.get(table.name()));
        List<Column> columns = table.columns().stream()
                .filter(column -> shown.test(table, column))
                .toList();
        if (columns.isEmpty()) {
            out.append('\n');
            return;
        }
        out.append(" {\n");
        boolean inKey = false;
        for (Column column : columns) {
            List<String> keys = MermaidErd.keys(table, column.name());
            if (inKey && !keys.contains("PK")) {
                out.append(indent).append("  --\n");
            }
            inKey = keys.contains("PK");
            // without {field} a type in parentheses makes a method of the column
            out.append(indent).append("  {field} ").append(column.notNull() ? "* " : "");
            out.append(text(column.name())).append(" : ").append(text(TypeNames.shortForm(column.type())));
            keys.forEach(key -> out.append(" <<").append(key).append(">>"));
            out.append('\n');
        }
        out.append(indent).append("}\n");
    }

    private void enumeration(EnumType type, int number) {
        out.append("enum \"").append(shown(type.name())).append("\" as e").append(number);
        if (type.values().isEmpty()) {
            out.append('\n');
            return;
        }
        out.append(" {\n");
        type.values()
                .forEach(value -> out.append("  {field} ").append(text(value)).append('\n'));
        out.append("}\n");
    }

    private void relationship(Relationship relationship) {
        out.append(alias(relationship.parent())).append(' ').append(CrowsFoot.left(relationship.parentEnd()));
        out.append("--").append(CrowsFoot.right(relationship.childEnd())).append(' ');
        out.append(alias(relationship.child())).append(" : ");
        out.append(text(String.join(", ", relationship.key().columns()))).append('\n');
    }

    private String alias(Table table) {
        return Objects.requireNonNull(aliases.get(table.name()), () -> "no table " + table.name());
    }

    private static String shown(QualifiedName name) {
        return text(name.schema().equals("public") ? name.name() : name.toString());
    }

    /**
     * Letters, digits and a few signs stay; of two underscores or hyphens in a row, which are markup, the second is
     * escaped.
     */
    private static String text(String text) {
        StringBuilder escaped = new StringBuilder();
        int before = ' ';
        for (int character : text.codePoints().toArray()) {
            boolean plain = Character.isLetterOrDigit(character)
                    || "_-., ()[]:;'·+".indexOf(character) >= 0 && character != before;
            if (Character.isISOControl(character)) {
                escaped.append(' ');
            } else if (plain && !(escaped.isEmpty() && "-+".indexOf(character) >= 0)) {
                escaped.appendCodePoint(character);
            } else {
                escaped.append(String.format("<U+%04X>", character));
            }
            before = character;
        }
        return escaped.toString();
    }
}
