package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;

/** Tables that say next to nothing. */
public final class TableWithFewColumns implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "table-with-few-columns", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects("A table has no column, or a single one and is not referenced.")
            .safe("Complete it, or fold it into the table that it is about.")
            .byHand("what is missing is known to people only")
            .seed("Schema: every table has a clear purpose")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            boolean listed = table.columns().size() == 1
                    && !schema.state().foreignKeysTo(table.name()).isEmpty();
            if (table.columns().size() < 2
                    && !listed
                    && table.settings().foreign() == null
                    && schema.state().inheritorsOf(table.name()).isEmpty()) {
                report.found(
                        schema,
                        SchemaObject.relation(table.name()),
                        SchemaContext.shown(table.name())
                                + (table.columns().isEmpty()
                                        ? " has no column"
                                        : " has no column besides "
                                                + table.columns().get(0).name()));
            }
        }
    }
}
