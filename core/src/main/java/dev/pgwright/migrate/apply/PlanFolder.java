package dev.pgwright.migrate.apply;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.migrate.plan.MigrationPlan;

/**
 * A plan with both of its ends.
 *
 * @param from what the database must be before
 * @param to what it is to be behind
 */
public record PlanFolder(MigrationPlan plan, Catalog from, Catalog to) {
    /** The same plan, seen from its end. */
    PlanFolder reversed() {
        return new PlanFolder(plan, to, from);
    }
}
