package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;

/** Constraints that only say what should be. */
public final class NotEnforcedConstraint implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "not-enforced-constraint", Area.SCHEMA, Needs.SQL, Severity.WARNING)
            .fromVersion(18)
            .detects("A CHECK or FOREIGN KEY is declared NOT ENFORCED (PostgreSQL 18 and newer), so that it "
                    + "documents but does not check.")
            .safe("Enforce it, or note why the data is trusted.")
            .byHand("rows that break it may be there, and may be meant to be")
            .seed("Core: constraints belong in the database")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableConstraint<Constraint.Check> check : schema.constraints(Constraint.Check.class)) {
            if (!check.constraint().enforced()) {
                found(schema, check, report);
            }
        }
        for (TableConstraint<Constraint.ForeignKey> key : schema.constraints(Constraint.ForeignKey.class)) {
            if (!key.constraint().enforced()) {
                found(schema, key, report);
            }
        }
    }

    private static void found(SchemaContext schema, TableConstraint<?> constraint, Report report) {
        report.found(
                schema,
                constraint.object(),
                constraint.constraint().name() + " of "
                        + SchemaContext.shown(constraint.table().name())
                        + " is NOT ENFORCED: it says what should hold, and rows that break it are taken all the same");
    }
}
