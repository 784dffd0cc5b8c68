package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.TypeNames;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import dev.pgwright.review.fix.SchemaFixes;

/** Timestamps that are rounded when they are stored. */
public final class TimestampPrecision implements SchemaRule {
    /** Timestamps count microseconds (documentation of 18, "Date/Time Types"). */
    private static final int STORED_DIGITS = 6;

    private static final RuleInfo INFO = RuleInfo.of("timestamp-precision", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
            .detects("A timestamp type carries a precision below the six digits that are stored anyway, above all (0).")
            .safe("Leave the precision out; date_trunc() cuts where less is to be shown.")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TypedObject typed : TypedObject.in(schema)) {
            int digits = typed.type().modifier();
            if (typed.type().base().startsWith("timestamp") && digits >= 0 && digits < STORED_DIGITS) {
                report.found(
                                schema,
                                typed.object(),
                                typed.name() + " is " + typed.typeName() + ", which rounds to "
                                        + (digits == 0
                                                ? "whole seconds"
                                                : digits + (digits == 1 ? " digit" : " digits") + " of a second")
                                        + ": a moment may be stored as one that is still to come")
                        .fix(fix(typed, schema));
            }
        }
    }

    private static Fix fix(TypedObject typed, SchemaContext schema) {
        TableColumn column = typed.column();
        return column == null
                ? new Fix.ByHand("the type is that of a domain, which cannot be changed")
                : SchemaFixes.type(
                        schema,
                        column.tableName(),
                        column.name(),
                        TypeNames.brief(typed.type().base()) + (typed.type().array() ? "[]" : ""));
    }
}
