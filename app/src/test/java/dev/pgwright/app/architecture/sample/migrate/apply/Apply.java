package dev.pgwright.app.architecture.sample.migrate.apply;

import dev.pgwright.app.architecture.sample.migrate.plan.Plan;

public class Apply {
    Plan plan;
}
