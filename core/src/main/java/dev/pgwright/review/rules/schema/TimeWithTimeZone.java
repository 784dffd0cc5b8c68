package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;

/** Times of day with an offset that means nothing without a date. */
public final class TimeWithTimeZone implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("time-with-time-zone", Area.SCHEMA, Needs.SQL, Severity.WARNING)
            .detects("A column is time with time zone (timetz).")
            .safe("Use timestamptz for a moment, or time and the name of a time zone for a time of day at a place.")
            .byHand("which day the times belong to is known to people only")
            .seed("Schema: timestamps use TIMESTAMPTZ")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TypedObject typed : TypedObject.in(schema)) {
            if (typed.type().base().equals("time with time zone")) {
                report.found(
                        schema,
                        typed.object(),
                        typed.name() + " is " + typed.typeName()
                                + ": without a date its offset from UTC is wrong for half of the year where clocks change");
            }
        }
    }
}
