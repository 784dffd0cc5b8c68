package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;

/** Tables that hold several things at once. */
public final class WideTable implements SchemaRule {
    private static final Parameter COLUMNS = new Parameter("max-columns", 40, "columns of a table");
    private static final RuleInfo INFO = RuleInfo.of("wide-table", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects("A table has more columns than the limit.")
            .safe("Split it: what is read or written together, or is there only for some rows, in a table of its own.")
            .byHand("which columns are read together is known to people only")
            .parameter(COLUMNS)
            .seed("Normalization: normalize (3NF)")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        long most = report.limit(COLUMNS);
        for (Table table : schema.tables()) {
            int columns = table.columns().size();
            if (columns > most && table.settings().foreign() == null) {
                report.found(
                        schema,
                        SchemaObject.relation(table.name()),
                        SchemaContext.shown(table.name()) + " has " + columns + " columns, more than " + most
                                + ": every UPDATE of one of them writes a whole row anew");
            }
        }
    }
}
