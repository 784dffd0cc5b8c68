package dev.pgwright.server;

/** What a relation is, by pg_class.relkind. */
public enum RelationKind {
    TABLE('r', "table"),
    PARTITIONED_TABLE('p', "partitioned table"),
    INDEX('i', "index"),
    PARTITIONED_INDEX('I', "partitioned index"),
    SEQUENCE('S', "sequence"),
    VIEW('v', "view"),
    MATERIALIZED_VIEW('m', "materialized view"),
    COMPOSITE_TYPE('c', "composite type"),
    TOAST_TABLE('t', "TOAST table"),
    FOREIGN_TABLE('f', "foreign table");

    private final char code;
    private final String word;

    RelationKind(char code, String word) {
        this.code = code;
        this.word = word;
    }

    public String word() {
        return word;
    }

    /** Whether it has rows of its own or of its partitions. */
    public boolean isTable() {
        return this == TABLE || this == PARTITIONED_TABLE || this == MATERIALIZED_VIEW;
    }

    static RelationKind ofCatalog(String code) {
        for (RelationKind kind : values()) {
            if (code.length() == 1 && code.charAt(0) == kind.code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("not a relkind: " + code);
    }
}
