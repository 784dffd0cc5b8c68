package dev.pgwright.migrate.plan.steps;

/** That a column has no nulls; the name is the default one where PostgreSQL knows none. */
record NotNullModel(String name, boolean noInherit, boolean validated) {}
