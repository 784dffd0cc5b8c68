package dev.pgwright.catalog.print;

/**
 * What a version of PostgreSQL was the first to have, of that which a catalog can say; older ones refuse it, or take it
 * and forget it. Every row is shown on the servers by a test. Source: the release notes of 15 to 18.
 */
public enum Feature {
    NULLS_NOT_DISTINCT(15, "NULLS NOT DISTINCT"),
    SET_NULL_COLUMNS(15, "ON DELETE SET NULL or SET DEFAULT of some columns"),
    UNLOGGED_SEQUENCE(15, "unlogged sequences"),
    PUBLICATION_FILTER(15, "row filters, column lists and schemas of publications"),
    VIEW_SECURITY_INVOKER(15, "the view option security_invoker"),
    COLLATION_RULES(16, "collation rules"),
    BUILTIN_COLLATION(17, "collations of the builtin provider"),
    MAINTAIN_PRIVILEGE(17, "the privilege MAINTAIN"),
    PARTITIONED_EXCLUSION(17, "exclusion constraints of partitioned tables"),
    PARTITIONED_ACCESS_METHOD(17, "access methods of partitioned tables"),
    VIRTUAL_COLUMN(18, "virtual generated columns"),
    NOT_ENFORCED(18, "NOT ENFORCED"),
    NAMED_NOT_NULL(18, "not-null constraints with a name, NO INHERIT or NOT VALID"),
    WITHOUT_OVERLAPS(18, "WITHOUT OVERLAPS"),
    PERIOD(18, "foreign keys with PERIOD"),
    PARTITIONED_NOT_VALID_KEY(18, "foreign keys of partitioned tables that are NOT VALID");

    private final int since;
    private final String words;

    Feature(int since, String words) {
        this.since = since;
        this.words = words;
    }

    /** The first major version that has it. */
    public int since() {
        return since;
    }

    /** For messages. */
    public String words() {
        return words;
    }
}
