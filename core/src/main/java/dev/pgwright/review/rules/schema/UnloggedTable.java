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

/** Tables that a crash empties. */
public final class UnloggedTable implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("unlogged-table", Area.SCHEMA, Needs.SQL, Severity.WARNING)
            .detects("A table is UNLOGGED.")
            .cost("all rows are lost after a crash")
            .safe("Make it an ordinary table, unless what it holds can be had again at any time.")
            .byHand("whether the rows can be made again is known to people only")
            .seed("Core: data integrity is non-negotiable")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            if (table.unlogged()) {
                report.found(
                        schema,
                        SchemaObject.setting(table.name(), SchemaObject.TableSetting.PERSISTENCE),
                        SchemaContext.shown(table.name())
                                + " is unlogged: a crash empties it, and a standby cannot read it");
            }
        }
    }
}
