package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableConstraint;

/** Checks that were true once. */
public final class CheckNotImmutable implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("check-not-immutable", Area.SCHEMA, Needs.SQL, Severity.ERROR)
            .detects("A CHECK calls a volatile or stable function (now(), random(), one that reads tables): "
                    + "rows may become invalid later, and restores fail.")
            .safe("Test it at write time in a trigger, or compare stored columns only.")
            .byHand("what the check is to say instead is a decision")
            .seed("Core: data integrity is non-negotiable")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        CalledFunctions functions = new CalledFunctions(schema.state());
        for (TableConstraint<Constraint.Check> check : schema.constraints(Constraint.Check.class)) {
            String of = check.constraint().name() + " of "
                    + SchemaContext.shown(check.table().name());
            functions
                    .reason(check.constraint().expression())
                    .ifPresent(reason -> found(schema, check.object(), of, reason, report));
        }
        for (DomainType domain : schema.catalog().domains()) {
            for (DomainType.DomainCheck check : domain.checks()) {
                String of = check.name() + " of the domain " + SchemaContext.shown(domain.name());
                functions
                        .reason(check.expression())
                        .ifPresent(reason -> found(schema, SchemaObject.type(domain.name()), of, reason, report));
            }
        }
    }

    private static void found(
            SchemaContext schema, SchemaObject object, String check, CalledFunctions.Reason reason, Report report) {
        report.found(
                        schema,
                        object,
                        check + " calls " + reason.words() + "; it is tried when a row is written and never again")
                .severity(reason.certain() ? INFO.severity() : Severity.WARNING);
    }
}
