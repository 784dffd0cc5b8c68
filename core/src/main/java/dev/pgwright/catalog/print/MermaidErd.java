package dev.pgwright.catalog.print;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Relationship;
import dev.pgwright.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A catalog as a Mermaid {@code erDiagram}. Mermaid's grammar knows no quoted attributes, so the name of a column that
 * is not a word there is changed and stands unchanged in the attribute's comment. Partitions are left out;
 * what the model does not describe is in comments.
 */
public final class MermaidErd {
    private static final Pattern NOT_IN_WORD = Pattern.compile("[^A-Za-z0-9_\\u00C0-\\uD7FF\\uE000-\\uFFFD]");
    private static final Pattern NOT_IN_TYPE = Pattern.compile("[^A-Za-z0-9_()\\[\\]\\u00C0-\\uD7FF\\uE000-\\uFFFD-]");
    /** Read as a key wherever it stands, in any case (Mermaid 11, erDiagram.jison). */
    private static final Pattern KEY_WORD = Pattern.compile("(?i)(?:pk|fk|uk)(?![a-z0-9_]).*");

    private static final Pattern WORD_START = Pattern.compile("[A-Za-z_\\u00C0-\\uFFFF].*");

    private MermaidErd() {}

    /** The diagram without a title. */
    public static String print(Catalog catalog) {
        return print(catalog, null);
    }

    /** The diagram with every column, ending in a line feed. */
    public static String print(Catalog catalog, @Nullable String title) {
        return print(catalog, title, (table, column) -> true);
    }

    /**
     * The diagram, ending in a line feed.
     *
     * @param shown which columns are in it
     */
    public static String print(Catalog catalog, @Nullable String title, BiPredicate<Table, Column> shown) {
        StringBuilder out = new StringBuilder();
        if (title != null && !title.isBlank()) {
            out.append("---\ntitle: ").append(yaml(title)).append("\n---\n");
        }
        out.append("erDiagram\n");
        List<Relationship> relationships = Relationship.of(catalog);
        Set<QualifiedName> names = catalog.tables().stream().map(Table::name).collect(Collectors.toSet());
        for (Table table : catalog.tables()) {
            PartitionOf partitionOf = table.partitionOf();
            if (partitionOf == null || !names.contains(partitionOf.parent())) {
                table(out, table, shown);
            }
        }
        relationships.forEach(relationship -> relationship(out, relationship));
        catalog.notModelled()
                .forEach(object -> out.append("    %% not modelled: ")
                        .append(object.line())
                        .append('\n'));
        return out.toString();
    }

    /** Whether a column takes part in a primary key, a foreign key or a unique constraint of its own. */
    public static boolean isOfKey(Table table, Column column) {
        return !keys(table, column.name()).isEmpty();
    }

    private static void table(StringBuilder out, Table table, BiPredicate<Table, Column> shown) {
        List<Column> columns = table.columns().stream()
                .filter(column -> shown.test(table, column))
                .toList();
        out.append("    ").append(entity(table.name()));
        if (columns.isEmpty()) {
            out.append('\n');
            return;
        }
        out.append(" {\n");
        for (Column column : columns) {
            String name = word(column.name(), NOT_IN_WORD);
            out.append("        ");
            out.append(type(column.type())).append(' ').append(name);
            List<String> keys = keys(table, column.name());
            if (!keys.isEmpty()) {
                out.append(' ').append(String.join(", ", keys));
            }
            List<String> remarks = new ArrayList<>();
            if (!name.equals(column.name())) {
                remarks.add(column.name());
            }
            if (!column.notNull() && !keys.contains("PK")) {
                remarks.add("nullable");
            }
            if (!remarks.isEmpty()) {
                out.append(" \"").append(text(String.join(", ", remarks))).append('"');
            }
            out.append('\n');
        }
        out.append("    }\n");
    }

    /** {@code PK}, {@code FK}, {@code UK}, as the column takes part in keys. */
    static List<String> keys(Table table, String column) {
        List<String> keys = new ArrayList<>();
        if (table.primaryKey().map(key -> key.columns().contains(column)).orElse(false)) {
            keys.add("PK");
        }
        if (table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column))) {
            keys.add("FK");
        }
        if (table.of(Constraint.Unique.class).stream()
                .anyMatch(key -> key.columns().equals(List.of(column)))) {
            keys.add("UK");
        }
        return keys;
    }

    /** A solid line where the foreign key is part of the child's primary key ("identifying"), else a dotted one. */
    private static void relationship(StringBuilder out, Relationship relationship) {
        List<String> columns = relationship.key().columns();
        boolean identifying = relationship
                .child()
                .primaryKey()
                .map(key -> key.columns().containsAll(columns))
                .orElse(false);
        out.append("    ").append(entity(relationship.parent().name()));
        out.append(' ').append(CrowsFoot.left(relationship.parentEnd()));
        out.append(identifying ? "--" : "..");
        out.append(CrowsFoot.right(relationship.childEnd())).append(' ');
        out.append(entity(relationship.child().name()));
        out.append(" : \"").append(text(String.join(", ", columns))).append("\"\n");
    }

    private static String entity(QualifiedName name) {
        String text = name.schema().equals("public") ? name.name() : name.toString();
        return '"' + text(text) + '"';
    }

    private static String type(String type) {
        return word(TypeNames.shortForm(type).replace(", ", ",").replace(',', '-'), NOT_IN_TYPE);
    }

    private static String word(String text, Pattern notAllowed) {
        String word = notAllowed.matcher(text).replaceAll("_");
        boolean fits =
                WORD_START.matcher(word).matches() && !KEY_WORD.matcher(word).matches();
        return fits ? word : "_" + word;
    }

    /** For text in quotes: Mermaid has no backslash escapes there but decodes {@code #name;} and {@code #number;}. */
    private static String text(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '"' -> escaped.append("#quot;");
                case '<' -> escaped.append("#lt;");
                case '>' -> escaped.append("#gt;");
                case '#', '%', '\\', '&', '`' ->
                    escaped.append('#').append(character).append(';');
                default -> escaped.appendCodePoint(Character.isISOControl(character) ? ' ' : character);
            }
        });
        return escaped.toString();
    }

    private static String yaml(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\');
            }
            quoted.appendCodePoint(Character.isISOControl(character) ? ' ' : character);
        });
        return quoted.append('"').toString();
    }
}
