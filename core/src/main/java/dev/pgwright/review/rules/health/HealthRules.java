package dev.pgwright.review.rules.health;

import dev.pgwright.review.Rule;
import java.util.List;

/** All rules of the area, in order of their ids. */
public final class HealthRules {
    public static final List<Rule> ALL = List.of(
            new AutovacuumDisabled(),
            new ColumnAlwaysNull(),
            new EmptyTable(),
            new ExtensionOutdated(),
            new LiveSchemaDrift(),
            new MissingFuturePartition(),
            new UnusedTable());

    private HealthRules() {}
}
