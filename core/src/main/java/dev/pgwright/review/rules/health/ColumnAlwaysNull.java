package dev.pgwright.review.rules.health;

import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;

/** Columns in which there is nothing. */
public final class ColumnAlwaysNull implements SchemaRule {
    private static final Parameter ROWS = new Parameter("min-rows", 1_000, "rows of a table that is taken for filled");
    private static final RuleInfo INFO = RuleInfo.of(
                    "column-always-null", Area.HEALTH, Needs.STATISTICS, Severity.ADVICE)
            .detects("By the statistics a column of a filled table holds only NULL.")
            .safe("Drop it in stages, or begin to fill it.")
            .parameter(ROWS)
            .seed("Schema: every table has a clear purpose")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableColumn column : schema.columns()) {
            schema.facts()
                    .table(column.table().name())
                    .filter(facts -> facts.rows() >= report.limit(ROWS))
                    .filter(facts -> facts.column(column.name())
                            .map(found -> found.nulls() >= 1)
                            .orElse(false))
                    .ifPresent(facts -> report.found(
                                    schema,
                                    column.object(),
                                    column.name() + " was NULL in every row of "
                                            + SchemaContext.shown(column.table().name())
                                            + " that ANALYZE looked at, of "
                                            + Amounts.rows(facts.rows()))
                            .evidence(Evidence.MEASURED));
        }
    }
}
