package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;
import dev.pgwright.review.fix.SchemaFixes;
import dev.pgwright.review.fix.SqlNames;
import dev.pgwright.sql.Identifiers;

/** Constraints that rows from before them may break. */
public final class NotValidConstraintLeft implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "not-valid-constraint-left", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("A constraint is still NOT VALID: no file validates it, or the database says so.")
            .cost("old rows may violate it; the planner ignores it")
            .safe("Mend the rows, then VALIDATE CONSTRAINT, which lets others read and write.")
            .fixable()
            .seed("Migration Safety: adding foreign key -> NOT VALID + VALIDATE")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableConstraint<Constraint> one : schema.constraints(Constraint.class)) {
            if (!isValidated(one.constraint())) {
                String table = SchemaContext.shown(one.table().name());
                report.found(
                                schema,
                                one.object(),
                                one.constraint().name() + " of " + table
                                        + " is NOT VALID: rows that were there before it may break it")
                        .advice("Mend the rows that break it, then run ALTER TABLE "
                                + Identifiers.quoteIdentifier(
                                        one.table().name().schema(),
                                        one.table().name().name())
                                + " VALIDATE CONSTRAINT "
                                + Identifiers.quoteIdentifier(one.constraint().name())
                                + " in a transaction of its own; others read and write meanwhile.")
                        .fix(SchemaFixes.statement(
                                "validate " + one.constraint().name(),
                                "ALTER TABLE " + SqlNames.of(one.table().name()) + " VALIDATE CONSTRAINT "
                                        + Identifiers.quoteIdentifier(
                                                one.constraint().name())));
            }
        }
        for (DomainType domain : schema.catalog().domains()) {
            for (DomainType.DomainCheck check : domain.checks()) {
                if (!check.validated()) {
                    report.found(
                                    schema,
                                    SchemaObject.type(domain.name()),
                                    check.name() + " of the domain " + SchemaContext.shown(domain.name())
                                            + " is NOT VALID: rows that were there before it may break it")
                            .fix(
                                    !schema.isDatabase()
                                            ? new Fix.ByHand("it has to come behind the statement that adds it")
                                            : SchemaFixes.statement(
                                                    "validate " + check.name(),
                                                    "ALTER DOMAIN " + SqlNames.of(domain.name())
                                                            + " VALIDATE CONSTRAINT "
                                                            + Identifiers.quoteIdentifier(check.name())));
                }
            }
        }
    }

    /** What is not enforced is never valid, which another rule is about. */
    private static boolean isValidated(Constraint constraint) {
        if (constraint instanceof Constraint.ForeignKey key) {
            return key.validated() || !key.enforced();
        }
        if (constraint instanceof Constraint.Check check) {
            return check.validated() || !check.enforced();
        }
        return !(constraint instanceof Constraint.NotNull notNull) || notNull.validated();
    }
}
