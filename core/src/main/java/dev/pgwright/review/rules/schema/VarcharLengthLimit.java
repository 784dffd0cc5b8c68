package dev.pgwright.review.rules.schema;

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

/** Limits on the length of texts that are part of the type. */
public final class VarcharLengthLimit implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("varchar-length-limit", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
            .offByDefault()
            .detects("A column is varchar(n).")
            .cost("lowering the limit rewrites the table, raising it does not")
            .safe("Use text, with a named CHECK on the length where the limit is a rule.")
            .fixable()
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
                                        + ": its limit is part of the type, and lowering it later rewrites the table")
                        .fix(fix(typed, schema));
            }
        }
    }

    private static Fix fix(TypedObject typed, SchemaContext schema) {
        TableColumn column = typed.column();
        return column == null || typed.type().array()
                ? new Fix.ByHand("the type is that of a domain or of the elements of an array")
                : SchemaFixes.textUpTo(
                        schema, column.tableName(), column.name(), typed.type().modifier());
    }
}
