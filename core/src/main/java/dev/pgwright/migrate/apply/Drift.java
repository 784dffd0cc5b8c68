package dev.pgwright.migrate.apply;

import dev.pgwright.catalog.Access;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.migrate.diff.Differences;
import dev.pgwright.migrate.plan.steps.Unsaid;
import java.util.List;

/** Whether a database is what a plan takes it for. */
final class Drift {
    private Drift() {}

    /**
     * What is different, a line each. Owners and privileges do not count where the schema that is expected has none at all,
     * as one that was read from a file; what belongs to the database as a whole never does.
     */
    static List<String> differences(Catalog expected, Catalog actual) {
        return Differences.of(
                Unsaid.withoutDatabase(expected),
                Unsaid.withoutDatabase(
                        expected.access().equals(Access.NONE) ? actual.withAccess(Access.NONE) : actual));
    }
}
