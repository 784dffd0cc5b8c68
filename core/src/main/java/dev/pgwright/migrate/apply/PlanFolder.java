package dev.pgwright.migrate.apply;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Schema;
import dev.pgwright.migrate.plan.MigrationPlan;

/**
 * A plan with both of its ends.
 *
 * @param from what the target must be before
 * @param to what it is to be behind
 * @param schema the schema of a database that is the target; empty where that is the database as a whole
 * @param searchPath where names without a schema are looked for
 */
public record PlanFolder(MigrationPlan plan, Catalog from, Catalog to, String schema, String searchPath) {
    /** A plan whose target is a database. */
    public PlanFolder(MigrationPlan plan, Catalog from, Catalog to) {
        this(plan, from, to, "", Schema.PUBLIC);
    }

    /**
     * The same plan for one schema of a database, which is of the form that the plan's is.
     *
     * @throws dev.pgwright.finding.PgwrightException with {@code REFUSED} if it is about more than one schema
     */
    public PlanFolder in(String other) {
        return InSchema.of(this, other);
    }

    /** The same plan, seen from its end. */
    PlanFolder reversed() {
        return new PlanFolder(plan, to, from, schema, searchPath);
    }
}
