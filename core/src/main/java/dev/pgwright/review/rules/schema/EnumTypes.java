package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.EnumType;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;

/** Types whose values are part of the schema. */
public final class EnumTypes implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("enum-type", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
            .offByDefault()
            .detects("A type is an enum: its values cannot be removed and their order is fixed.")
            .safe("Use a lookup table with a foreign key, or text with a CHECK.")
            .byHand("a table of values changes every statement that writes them")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (EnumType type : schema.catalog().enums()) {
            int values = type.values().size();
            report.found(
                    schema,
                    SchemaObject.type(type.name()),
                    SchemaContext.shown(type.name()) + " is an enum of " + values + (values == 1 ? " value" : " values")
                            + "; values can be added and renamed, never removed or put in another order");
        }
    }
}
