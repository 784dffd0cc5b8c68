package dev.pgwright.build.tree;

import dev.pgwright.build.tree.TreeSchema.Field;
import dev.pgwright.build.tree.TreeSchema.Struct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the class that reads the parser's JSON into the tree, one method per struct. */
final class ReaderGenerator {
    private static final String PACKAGE = "dev.pgwright.sql.engine";

    private ReaderGenerator() {}

    static void generate(TreeSchema schema, Path sourceFolder) throws IOException {
        Path folder = sourceFolder.resolve(PACKAGE.replace('.', '/'));
        Files.createDirectories(folder);
        StringBuilder text = new StringBuilder();
        text.append(header());
        text.append(dispatch(schema));
        schema.structs().forEach(struct -> text.append(method(schema, struct)));
        Files.writeString(folder.resolve("TreeReader.java"), text.append("}\n").toString());
    }

    private static String header() {
        return """
                package %s;

                import dev.pgwright.sql.tree.*;
                import java.util.ArrayList;
                import java.util.HashMap;
                import java.util.List;
                import java.util.Map;
                import org.jspecify.annotations.Nullable;

                /** Reads the parser's JSON into the records of the syntax tree. */
                final class TreeReader {
                    private final JsonInput in;
                    private final Offsets offsets;

                    TreeReader(JsonInput in, Offsets offsets) {
                        this.in = in;
                        this.offsets = offsets;
                    }

                    private int location() {
                        return offsets.ofLocation(in.intValue());
                    }

                    private List<Node> nodes() {
                        List<Node> nodes = new ArrayList<>();
                        for (in.beginArray(); in.hasNext(); ) {
                            nodes.add(node());
                        }
                        return nodes;
                    }

                    private List<Long> longs() {
                        List<Long> values = new ArrayList<>();
                        for (in.beginArray(); in.hasNext(); ) {
                            values.add(in.longValue());
                        }
                        return values;
                    }

                """.formatted(PACKAGE);
    }

    /** By number, since one method with a switch on hundreds of strings would be too large for HotSpot to compile. */
    private static String dispatch(TreeSchema schema) {
        String names = schema.structs().stream()
                .map(struct -> "\"" + struct.name() + "\"")
                .collect(Collectors.joining(", "));
        String cases = IntStream.range(0, schema.structs().size())
                .mapToObj(i -> "            case " + i + " -> read"
                        + schema.structs().get(i).name() + "();\n")
                .collect(Collectors.joining());
        return """
                    private static final String[] NAMES = {%s};
                    private static final Map<String, Integer> NUMBERS = numbers();

                    private static Map<String, Integer> numbers() {
                        Map<String, Integer> numbers = new HashMap<>();
                        for (int i = 0; i < NAMES.length; i++) {
                            numbers.put(NAMES[i], i);
                        }
                        return numbers;
                    }

                    Node node() {
                        in.beginObject();
                        String name = in.nextName();
                        if (name == null) {
                            return NullNode.INSTANCE;
                        }
                        Node node = node(NUMBERS.getOrDefault(name, -1), name);
                        in.endObject();
                        return node;
                    }

                    private Node node(int number, String name) {
                        return switch (number) {
                %s            default -> throw in.unexpected(name);
                        };
                    }
                """.formatted(names, cases);
    }

    private static String method(TreeSchema schema, Struct struct) {
        String type = JavaNames.type(struct.name());
        StringBuilder text = new StringBuilder("\n    private %s read%s() {\n".formatted(type, struct.name()));
        for (Field field : struct.fields()) {
            text.append("        %s %s = %s;\n".formatted(localType(field), local(field), initial(schema, field)));
        }
        text.append("        in.beginObject();\n");
        text.append("        for (String name = in.nextName(); name != null; name = in.nextName()) {\n");
        text.append("            switch (name) {\n");
        for (Field field : struct.fields()) {
            text.append(
                    "                case \"%s\" -> %s = %s;\n".formatted(field.name(), local(field), value(field)));
        }
        text.append("                default -> throw in.unexpected(name);\n            }\n        }\n");
        text.append("        return new %s(%s);\n    }\n"
                .formatted(
                        type,
                        struct.fields().stream().map(ReaderGenerator::local).collect(Collectors.joining(", "))));
        return text.toString();
    }

    private static String local(Field field) {
        return field.javaName() + "0";
    }

    private static String localType(Field field) {
        return switch (field.kind()) {
            case STRING, STRUCT, NODE -> "@Nullable " + TreeGenerator.plainType(field);
            case INT, LONG, BOOLEAN, LOCATION, ENUM, NODES, LONGS -> TreeGenerator.plainType(field);
        };
    }

    private static String initial(TreeSchema schema, Field field) {
        return switch (field.kind()) {
            case INT, LONG -> "0";
            case LOCATION -> "-1";
            case BOOLEAN -> "false";
            case STRING, STRUCT, NODE -> "null";
            case ENUM -> JavaNames.type(field.type()) + "." + firstConstant(schema, field);
            case NODES, LONGS -> "List.of()";
        };
    }

    private static String firstConstant(TreeSchema schema, Field field) {
        var constants = schema.enums().get(field.type());
        if (constants == null) {
            throw new IllegalStateException("no enumeration " + field.type());
        }
        return constants.get(0);
    }

    private static String value(Field field) {
        return switch (field.kind()) {
            case INT -> "in.intValue()";
            case LONG -> "in.longValue()";
            case LOCATION -> "location()";
            case BOOLEAN -> "in.booleanValue()";
            case STRING -> "in.stringValue()";
            case ENUM -> JavaNames.type(field.type()) + ".valueOf(in.nameValue())";
            case STRUCT -> "read" + field.type() + "()";
            case NODE -> "node()";
            case NODES -> "nodes()";
            case LONGS -> "longs()";
        };
    }
}
