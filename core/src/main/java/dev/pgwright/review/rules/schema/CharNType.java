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

/** Columns that are padded with blanks. */
public final class CharNType implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("char-n-type", Area.SCHEMA, Needs.SQL, Severity.WARNING)
            .detects("A column is char(n) or character(n).")
            .safe("Use text, with a CHECK on the length where the length is a rule.")
            .fixable()
            .seed("Core: types that say what is meant")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableColumn column : schema.columns()) {
            String type = column.column().type();
            if (type.startsWith("character(") || type.equals("bpchar")) {
                report.found(
                                schema,
                                column.object(),
                                column.name() + " is " + type
                                        + ", which pads every value with blanks and saves no space")
                        .fix(fix(column, schema));
            }
        }
    }

    private static Fix fix(TableColumn column, SchemaContext schema) {
        ColumnType type = ColumnParts.type(column, schema);
        return type.array() || type.modifiers().size() != 1
                ? new Fix.ByHand("a check of the length of each element would need a function")
                : SchemaFixes.textUpTo(
                        schema,
                        column.tableName(),
                        column.name(),
                        type.modifiers().get(0));
    }
}
