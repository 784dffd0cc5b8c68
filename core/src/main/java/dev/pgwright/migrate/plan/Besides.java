package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import java.util.List;

/** Columns that stand beside those that take their place while all else changes. */
interface Besides {
    /** A schema with the new columns, which nothing stands on. */
    Catalog withNew(Catalog before);

    /** A schema with the old columns, which nothing stands on any more. */
    Catalog withOld(Catalog after);

    /** What comes before other changes. */
    List<Phase> first();

    /** What comes behind other changes. */
    Phase last();

    /** What may be lost, if that is allowed. */
    List<Loss> losses();
}
