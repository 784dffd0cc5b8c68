package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;

/** References from one schema into another. */
public final class CrossSchemaForeignKey implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "cross-schema-foreign-key", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .offByDefault()
            .detects("A foreign key points to a table of another schema.")
            .safe("Keep references within a schema, unless the sharing is on purpose.")
            .byHand("whether the sharing is meant is a decision")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableConstraint<Constraint.ForeignKey> key : schema.constraints(Constraint.ForeignKey.class)) {
            QualifiedName referenced = key.constraint().referenced();
            if (!referenced.schema().equals(key.table().name().schema())) {
                report.found(
                        schema,
                        key.object(),
                        key.table().name() + " refers to " + referenced
                                + ", so that neither schema can be dumped, restored or dropped alone");
            }
        }
    }
}
