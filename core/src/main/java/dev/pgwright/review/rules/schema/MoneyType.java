package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;

/** Columns whose values depend on a setting of the session. */
public final class MoneyType implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("money-type", Area.SCHEMA, Needs.SQL, Severity.WARNING)
            .detects("A column is of type money.")
            .cost("the value depends on lc_monetary")
            .safe("Use numeric(p,s), and a currency column where there is more than one.")
            .byHand("how many digits the currency has depends on the server's locale")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableColumn column : schema.columns()) {
            ColumnType type = ColumnParts.type(column, schema);
            if (type.base().equals("money")) {
                report.found(
                        schema,
                        column.object(),
                        ColumnParts.is(column, type)
                                + ", which is read and written by lc_monetary and does not say which currency it is");
            }
        }
    }
}
