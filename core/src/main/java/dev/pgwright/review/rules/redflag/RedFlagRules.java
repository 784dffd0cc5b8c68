package dev.pgwright.review.rules.redflag;

import dev.pgwright.review.Rule;
import java.util.List;

/** All rules of the area, in order of their ids. */
public final class RedFlagRules {
    public static final List<Rule> ALL = List.of(
            new DenormalizationWithoutSync(),
            new DesignDocsOutOfDate(),
            new IndexWithoutQueryEvidence(),
            new MigrationPlanUndocumented(),
            new MigrationWithoutRollback(),
            new NoForeignKeys(),
            new NoProductionScaleRehearsal(),
            new OffsetPagination(),
            new Varchar255Everywhere());

    private RedFlagRules() {}
}
