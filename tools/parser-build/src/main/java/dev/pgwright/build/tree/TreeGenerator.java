package dev.pgwright.build.tree;

import dev.pgwright.build.tree.TreeSchema.Field;
import dev.pgwright.build.tree.TreeSchema.Kind;
import dev.pgwright.build.tree.TreeSchema.Struct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the Java sources of the syntax tree: one record per struct, one enum per enumeration, and their reader. */
public final class TreeGenerator {
    private static final String TREE_PACKAGE = "dev.pgwright.sql.tree";

    private final TreeSchema schema;
    private final Path folder;

    private TreeGenerator(TreeSchema schema, Path folder) {
        this.schema = schema;
        this.folder = folder;
    }

    /**
     * Generates all sources below a source folder.
     *
     * @param types the text of {@code types.d.ts}
     * @param enums the text of {@code enums.d.ts}
     */
    public static void generate(String types, String enums, Path sourceFolder) throws IOException {
        TreeSchema schema = TreeSchema.parse(types, enums);
        Path tree = sourceFolder.resolve(TREE_PACKAGE.replace('.', '/'));
        Files.createDirectories(tree);
        TreeGenerator generator = new TreeGenerator(schema, tree);
        generator.packageInfo();
        generator.nodeInterface();
        generator.nullNode();
        for (Struct struct : schema.structs()) {
            generator.struct(struct);
        }
        for (Map.Entry<String, List<String>> entry : schema.enums().entrySet()) {
            generator.enumeration(entry.getKey(), entry.getValue());
        }
        ReaderGenerator.generate(schema, sourceFolder);
    }

    private void write(String type, String text) throws IOException {
        Files.writeString(folder.resolve(type + ".java"), "package " + TREE_PACKAGE + ";\n\n" + text);
    }

    private void packageInfo() throws IOException {
        Files.writeString(folder.resolve("package-info.java"), """
                /** PostgreSQL's syntax tree as immutable records; generated from PostgreSQL's own definitions. */
                @NullMarked
                package %s;

                import org.jspecify.annotations.NullMarked;
                """.formatted(TREE_PACKAGE));
    }

    private void nodeInterface() throws IOException {
        String permitted = schema.structs().stream()
                .map(struct -> JavaNames.type(struct.name()))
                .collect(Collectors.joining(",\n                "));
        write("Node", """
                import java.util.ArrayList;
                import java.util.List;
                import java.util.function.Consumer;

                /** Any struct of PostgreSQL's syntax tree, under its PostgreSQL name (parsenodes.h, primnodes.h). */
                public sealed interface Node
                        permits NullNode,
                                %s {
                    /** Offset of the node in the source text, as far as PostgreSQL keeps one; otherwise -1. */
                    default int location() {
                        return -1;
                    }

                    /** Hands over each direct child, in the order of the fields. */
                    default void forEachChild(Consumer<? super Node> each) {}

                    /** The direct children, in the order of the fields. */
                    default List<Node> children() {
                        List<Node> children = new ArrayList<>();
                        forEachChild(children::add);
                        return children;
                    }
                }
                """.formatted(permitted));
    }

    private void nullNode() throws IOException {
        write("NullNode", """
                /** An empty element of a list: PostgreSQL writes plain DISTINCT as a list of one of them. */
                public record NullNode() implements Node {
                    public static final NullNode INSTANCE = new NullNode();
                }
                """);
    }

    private void enumeration(String name, List<String> constants) throws IOException {
        write(
                JavaNames.type(name),
                "/** PostgreSQL's enumeration {@code " + name + "}. */\npublic enum " + JavaNames.type(name)
                        + " {\n    " + String.join(",\n    ", constants) + "\n}\n");
    }

    private void struct(Struct struct) throws IOException {
        String type = JavaNames.type(struct.name());
        StringBuilder text = new StringBuilder();
        boolean lists = struct.fields().stream().anyMatch(field -> isList(field.kind()));
        boolean nullable = struct.fields().stream().anyMatch(field -> isNullable(field.kind()));
        if (lists) {
            text.append("import java.util.List;\n");
        }
        if (struct.hasChildren()) {
            text.append("import java.util.function.Consumer;\n");
        }
        if (nullable) {
            text.append("import org.jspecify.annotations.Nullable;\n");
        }
        text.append(text.isEmpty() ? "" : "\n");
        text.append("/** PostgreSQL's struct {@code ").append(struct.name()).append("}. */\n");
        text.append("public record ").append(type).append("(");
        text.append(struct.fields().stream()
                .map(field -> "\n        " + componentType(field) + " " + field.javaName())
                .collect(Collectors.joining(",")));
        text.append(") implements Node {\n");
        if (lists) {
            text.append("    public ").append(type).append(" {\n");
            struct.fields().stream().filter(field -> isList(field.kind())).forEach(field -> {
                String name = field.javaName();
                text.append("        %s = List.copyOf(%s);\n".formatted(name, name));
            });
            text.append("    }\n");
        }
        if (struct.hasChildren()) {
            text.append(lists ? "\n" : "").append(children(struct));
        }
        write(type, text.append("}\n").toString());
    }

    private static String children(Struct struct) {
        StringBuilder text =
                new StringBuilder("    @Override\n    public void forEachChild(Consumer<? super Node> each) {\n");
        for (Field field : struct.fields()) {
            String name = field.javaName();
            if (field.kind() == Kind.NODES) {
                text.append("        ").append(name).append(".forEach(each);\n");
            } else if (field.kind().isNode()) {
                text.append(
                        "        if (%s != null) {\n            each.accept(%s);\n        }\n".formatted(name, name));
            }
        }
        return text.append("    }\n").toString();
    }

    private static boolean isList(Kind kind) {
        return kind == Kind.NODES || kind == Kind.LONGS;
    }

    private static boolean isNullable(Kind kind) {
        return kind == Kind.STRING || kind == Kind.STRUCT || kind == Kind.NODE;
    }

    private static String componentType(Field field) {
        return (isNullable(field.kind()) ? "@Nullable " : "") + plainType(field);
    }

    static String plainType(Field field) {
        return switch (field.kind()) {
            case INT, LOCATION -> "int";
            case LONG -> "long";
            case BOOLEAN -> "boolean";
            case STRING -> "String";
            case ENUM, STRUCT -> JavaNames.type(field.type());
            case NODE -> "Node";
            case NODES -> "List<Node>";
            case LONGS -> "List<Long>";
        };
    }
}
