package dev.pgwright.catalog;

/** The name of a database object with its schema, as stored in the system catalogs (unquoted, case kept). */
public record QualifiedName(String schema, String name) implements Comparable<QualifiedName> {
    public static QualifiedName of(String schema, String name) {
        return new QualifiedName(schema, name);
    }

    @Override
    public int compareTo(QualifiedName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    /** {@code schema.name} for messages, not quoted for SQL. */
    @Override
    public String toString() {
        return schema + "." + name;
    }
}
