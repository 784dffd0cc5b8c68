package dev.pgwright.review;

/**
 * A rule about a schema as it stands: what the last migration leaves, or what a database has. It sees objects and not
 * statements, so that it says the same of both.
 */
public interface SchemaRule extends Rule {
    /** Called once, after the last migration. */
    void check(SchemaContext schema, Report report);
}
