package dev.pgwright.build.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The types of PostgreSQL's syntax tree.
 *
 * @param structs the tree's structs in the order of their source
 * @param enums enumerations by name, with their constants
 */
record TreeSchema(List<Struct> structs, Map<String, List<String>> enums) {
    /** Types of the parser's own interface and of the summary that libpg_query can make; not of the tree. */
    private static final Set<String> NOT_OF_THE_TREE = Set.of(
            "ParseResult", "ScanResult", "ScanToken", "SummaryResult", "Table", "Function", "FilterColumn", "RawStmt");

    private static final Set<String> ENUMS_NOT_OF_THE_TREE = Set.of("Token", "KeywordKind", "Context");

    private static final Pattern ENUM = Pattern.compile("export type (\\w+) = ((?:\"\\w+\"(?: \\| )?)+);");
    private static final Pattern STRUCT = Pattern.compile("export interface (\\w+) \\{([^}]*)}");
    private static final Pattern FIELD = Pattern.compile("(\\w+)\\?: (\\w+)(\\[])?;");
    private static final Pattern LOCATION = Pattern.compile("(?:.*_)?location|(?:.*_)?list_(?:start|end)");

    /** A struct; its base struct field {@code xpr} says nothing and is left out. */
    record Struct(String name, List<Field> fields) {
        /** Whether a field leads to further structs. */
        boolean hasChildren() {
            return fields.stream().anyMatch(field -> field.kind.isNode());
        }
    }

    /**
     * A field of a struct.
     *
     * @param type the name of the struct or enumeration, for fields of these kinds
     */
    record Field(String name, Kind kind, String type) {
        /** The name of the record's component. CREATE TABLESPACE's location is a folder, not a place in the text. */
        String javaName() {
            return kind == Kind.STRING && name.equals("location") ? "directory" : JavaNames.field(name);
        }
    }

    enum Kind {
        INT,
        LONG,
        BOOLEAN,
        STRING,
        LOCATION,
        ENUM,
        STRUCT,
        NODE,
        NODES,
        LONGS;

        boolean isNode() {
            return this == STRUCT || this == NODE || this == NODES;
        }
    }

    /** Reads the two TypeScript declaration files of the package {@code @pgsql/types}. */
    static TreeSchema parse(String types, String enumTypes) {
        Map<String, List<String>> enums = new LinkedHashMap<>();
        Matcher enumMatcher = ENUM.matcher(enumTypes);
        while (enumMatcher.find()) {
            if (!ENUMS_NOT_OF_THE_TREE.contains(enumMatcher.group(1))) {
                enums.put(
                        enumMatcher.group(1),
                        List.of(enumMatcher.group(2).replace("\"", "").split(" \\| ")));
            }
        }
        Map<String, String> bodies = new LinkedHashMap<>();
        Matcher structMatcher = STRUCT.matcher(types);
        while (structMatcher.find()) {
            if (!NOT_OF_THE_TREE.contains(structMatcher.group(1))) {
                bodies.put(structMatcher.group(1), structMatcher.group(2));
            }
        }
        List<Struct> structs = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>();
        for (Map.Entry<String, String> body : bodies.entrySet()) {
            List<Field> fields = new ArrayList<>();
            Matcher field = FIELD.matcher(body.getValue());
            while (field.find()) {
                if (!field.group(1).equals("xpr")) {
                    fields.add(field(field.group(1), field.group(2), field.group(3) != null, bodies, enums));
                }
            }
            fields.stream().filter(made -> made.kind == Kind.ENUM).forEach(made -> used.add(made.type));
            structs.add(new Struct(body.getKey(), List.copyOf(fields)));
        }
        enums.keySet().retainAll(used);
        if (structs.isEmpty() || enums.isEmpty()) {
            throw new IllegalStateException("the declarations of the syntax tree could not be read");
        }
        return new TreeSchema(List.copyOf(structs), enums);
    }

    private static Field field(
            String name, String type, boolean isList, Map<String, String> structs, Map<String, List<String>> enums) {
        Kind kind = switch (type) {
            case "Node" -> isList ? Kind.NODES : Kind.NODE;
            case "bigint" -> isList ? Kind.LONGS : Kind.LONG;
            case "number" -> LOCATION.matcher(name).matches() ? Kind.LOCATION : Kind.INT;
            case "boolean" -> Kind.BOOLEAN;
            case "string" -> Kind.STRING;
            default -> structs.containsKey(type) ? Kind.STRUCT : enums.containsKey(type) ? Kind.ENUM : null;
        };
        if (kind == null || (isList && kind != Kind.NODES && kind != Kind.LONGS)) {
            throw new IllegalStateException("field " + name + " has a type that is not known: " + type);
        }
        return new Field(name, kind, type);
    }
}
