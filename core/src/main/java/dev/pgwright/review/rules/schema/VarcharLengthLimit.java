package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;

/** Limits on the length of texts that are part of the type. */
public final class VarcharLengthLimit implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("varchar-length-limit", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
            .offByDefault()
            .detects("A column is varchar(n).")
            .cost("lowering the limit rewrites the table, raising it does not")
            .safe("Use text, with a named CHECK on the length where the limit is a rule.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TypedObject typed : TypedObject.in(schema)) {
            if (typed.type().base().equals("character varying") && typed.type().modifier() > 0) {
                report.found(
                        schema,
                        typed.object(),
                        typed.name() + " is " + typed.typeName()
                                + ": its limit is part of the type, and lowering it later rewrites the table");
            }
        }
    }
}
