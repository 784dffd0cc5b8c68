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
import java.util.stream.Collectors;

/** Tables that get their columns from another table. */
public final class TableInheritance implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("table-inheritance", Area.SCHEMA, Needs.SQL, Severity.WARNING)
            .detects("A table inherits from another one, and is no partition.")
            .safe(
                    "Use declarative partitioning where rows are divided, and a foreign key where one thing is a kind of another.")
            .byHand("partitions or a foreign key are another model")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            if (!table.inherits().isEmpty()) {
                String parents =
                        table.inherits().stream().map(SchemaContext::shown).collect(Collectors.joining(" and "));
                report.found(
                        schema,
                        SchemaObject.setting(table.name(), SchemaObject.TableSetting.INHERITANCE),
                        SchemaContext.shown(table.name()) + " inherits from " + parents
                                + ", whose keys and unique constraints do not hold across the two");
            }
        }
    }
}
