package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;

/** An index with the table or materialized view that it is of. */
record IndexModel(QualifiedName relation, boolean partitioned, Index index) {}
