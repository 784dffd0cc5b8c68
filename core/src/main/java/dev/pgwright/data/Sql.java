package dev.pgwright.data;

import dev.pgwright.catalog.QualifiedName;

/** Names and texts in SQL. */
final class Sql {
    private Sql() {}

    static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String name(QualifiedName name) {
        return name(name.schema()) + "." + name(name.name());
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
