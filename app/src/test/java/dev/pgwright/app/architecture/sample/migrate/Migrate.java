package dev.pgwright.app.architecture.sample.migrate;

import dev.pgwright.app.architecture.sample.migrate.plan.Plan;

public class Migrate {
    Plan plan;
}
