package dev.pgwright.build.tree;

import java.util.Set;

/** PostgreSQL's names as Java names. */
final class JavaNames {
    private static final Set<String> RESERVED = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "try",
            "void",
            "volatile",
            "while",
            "true",
            "false",
            "null",
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait",
            "children");

    private static final Set<String> TYPES_OF_JAVA = Set.of("Integer", "Float", "Boolean", "String", "List");

    private JavaNames() {}

    /** A struct keeps its name, except where every Java file would take it for a type of Java's own. */
    static String type(String name) {
        return TYPES_OF_JAVA.contains(name) ? "Pg" + name : name;
    }

    /** {@code if_not_exists} becomes {@code ifNotExists}; {@code targetList} stays. */
    static String field(String name) {
        StringBuilder result = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_') {
                upper = !result.isEmpty();
            } else {
                result.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return RESERVED.contains(result.toString()) ? result + "_" : result.toString();
    }
}
