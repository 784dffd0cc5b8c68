package dev.pgwright.locks;

/** The part that a relation has in a statement. */
public enum Role {
    TARGET("the relation named"),
    CHILD("partitions and inheriting tables"),
    INDEX("indexes"),
    COLUMN_INDEX("indexes with the column"),
    PARTITIONED_INDEX("indexes of the partitioned table"),
    SEQUENCE("sequences of its columns"),
    DEFAULT_SEQUENCE("sequences in defaults"),
    PARENT("parent"),
    PARENT_INDEX("parent's indexes"),
    PARTITION("the partition"),
    PARTITION_INDEX("indexes of the partition"),
    DEFAULT_PARTITION("default partition"),
    REFERENCED("referenced table"),
    REFERENCED_KEY("index of the referenced key"),
    REFERENCED_INDEX("indexes of the referenced table"),
    REFERENCING("referencing tables"),
    REFERENCING_INDEX("indexes of referencing tables"),
    DEPENDENT("what depends on it (CASCADE)"),
    READ("relations of the query"),
    READ_INDEX("indexes of what the query reads"),
    TYPE("the composite type"),
    TYPE_USER("tables with such a column");

    private final String words;

    Role(String words) {
        this.words = words;
    }

    /** For the table as people read it. */
    public String words() {
        return words;
    }
}
