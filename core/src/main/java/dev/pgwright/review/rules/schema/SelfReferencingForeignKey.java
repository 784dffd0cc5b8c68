package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;

/** Trees whose rows cannot be deleted in one go. */
public final class SelfReferencingForeignKey implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "self-referencing-foreign-key", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .offByDefault()
            .detects("A table references itself with NO ACTION or RESTRICT, or by the very column of its key.")
            .safe(
                    "State the ON DELETE action and index the parent column; read trees with WITH RECURSIVE, ltree or a closure table.")
            .byHand("what becomes of the children is a decision")
            .seed("Schema: foreign keys have appropriate ON DELETE actions")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableConstraint<Constraint.ForeignKey> found : schema.constraints(Constraint.ForeignKey.class)) {
            Constraint.ForeignKey key = found.constraint();
            if (!key.referenced().equals(found.table().name())) {
                continue;
            }
            String table = SchemaContext.shown(key.referenced());
            if (found.whole() && key.columns().equals(key.referencedColumns())) {
                report.found(
                                schema,
                                found.object(),
                                "Each row of " + table + " references itself by " + String.join(", ", key.columns())
                                        + ", which checks nothing")
                        .advice("Drop the constraint, or let it start from the column that names the parent.");
            } else if (key.onDelete() == ReferentialAction.NO_ACTION || key.onDelete() == ReferentialAction.RESTRICT) {
                report.found(
                        schema,
                        found.object(),
                        "A row of " + table + " cannot be deleted while another one names it in "
                                + String.join(", ", key.columns()) + ": trees go from the leaves upwards");
            }
        }
    }
}
