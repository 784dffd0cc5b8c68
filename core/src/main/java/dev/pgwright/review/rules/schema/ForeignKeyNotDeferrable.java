package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Deferrability;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;
import dev.pgwright.review.fix.ConstraintFixes;
import dev.pgwright.review.fix.SqlNames;
import dev.pgwright.sql.Identifiers;
import java.util.List;

/** Foreign keys that cannot wait for the end of the transaction. */
public final class ForeignKeyNotDeferrable implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "foreign-key-not-deferrable", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
            .offByDefault()
            .detects("A foreign key is not DEFERRABLE (a policy for bulk loads and cycles).")
            .safe("Make it DEFERRABLE INITIALLY IMMEDIATE where the order of rows in a load matters.")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableConstraint<Constraint.ForeignKey> key : schema.constraints(Constraint.ForeignKey.class)) {
            if (key.constraint().deferrability() == Deferrability.NOT_DEFERRABLE) {
                report.found(
                                schema,
                                key.object(),
                                key.constraint().name() + " of "
                                        + SchemaContext.shown(key.table().name())
                                        + " is not DEFERRABLE, so that rows of "
                                        + SchemaContext.shown(key.constraint().referenced())
                                        + " have to be there first")
                        .advice("Run ALTER TABLE "
                                + Identifiers.quoteIdentifier(
                                        key.table().name().schema(),
                                        key.table().name().name())
                                + " ALTER CONSTRAINT "
                                + Identifiers.quoteIdentifier(key.constraint().name())
                                + " DEFERRABLE INITIALLY IMMEDIATE.")
                        .fix(ConstraintFixes.foreignKeyAtEnd(
                                schema,
                                key.table().name(),
                                key.constraint().name(),
                                "DEFERRABLE INITIALLY IMMEDIATE",
                                "make it DEFERRABLE",
                                List.of("ALTER TABLE " + SqlNames.of(key.table().name()) + " ALTER CONSTRAINT "
                                        + Identifiers.quoteIdentifier(
                                                key.constraint().name())
                                        + " DEFERRABLE INITIALLY IMMEDIATE")));
            }
        }
    }
}
