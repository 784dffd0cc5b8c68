package dev.pgwright.catalog;

/** A column of a relation. */
public record ColumnName(QualifiedName relation, String column) {
    @Override
    public String toString() {
        return relation + "." + column;
    }
}
