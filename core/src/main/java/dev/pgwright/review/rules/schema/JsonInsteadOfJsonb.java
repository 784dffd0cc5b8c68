package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import dev.pgwright.review.fix.SchemaFixes;

/** Columns that keep JSON as text. */
public final class JsonInsteadOfJsonb implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("json-instead-of-jsonb", Area.SCHEMA, Needs.SQL, Severity.WARNING)
            .detects("A column is json.")
            .cost("no equality operator (DISTINCT and GROUP BY fail), no GIN index")
            .safe("Use jsonb, unless the exact text has to be kept.")
            .fixable()
            .seed("Index type: JSONB queries -> GIN")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableColumn column : schema.columns()) {
            ColumnType type = ColumnParts.type(column, schema);
            if (type.base().equals("json")) {
                report.found(
                                schema,
                                column.object(),
                                ColumnParts.is(column, type)
                                        + ", which is parsed again at every use and knows no equality")
                        .fix(
                                ColumnParts.written(column).equals(type.words())
                                        ? SchemaFixes.type(
                                                schema,
                                                column.tableName(),
                                                column.name(),
                                                "jsonb" + (type.array() ? "[]" : ""))
                                        : new Fix.ByHand("the type is that of a domain, which cannot be changed"));
            }
        }
    }
}
