package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Routine;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.fix.SchemaFixes;
import dev.pgwright.review.fix.SqlNames;

/** Rights of an owner that everybody can borrow. */
public final class SecurityDefinerOpenToPublic implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "security-definer-open-to-public", Area.SECURITY, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A SECURITY DEFINER function can be executed by PUBLIC, which PostgreSQL allows unless it is revoked.")
            .safe(
                    "REVOKE EXECUTE FROM PUBLIC in the transaction that creates it, and grant it to the roles that need it.")
            .fixable()
            .seed("Core: privileges as narrow as the need")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        SchemaAccess access = new SchemaAccess(schema);
        for (Routine routine : schema.catalog().routines()) {
            // a function of a trigger cannot be called, and one in a closed schema cannot be reached
            boolean open = access.isOpen(routine)
                    && access.isReachable(routine.name().schema())
                    && RoutineProperties.of(routine, schema)
                            .filter(properties -> properties.definer() && !properties.trigger())
                            .isPresent();
            if (open) {
                report.found(
                                schema,
                                SchemaObject.routine(routine.name(), routine.arguments()),
                                "Everybody may run " + SchemaContext.shown(routine.name())
                                        + " with its owner's rights, as nothing revokes what PostgreSQL gives to"
                                        + " PUBLIC")
                        .advice("REVOKE EXECUTE ON " + routine.kind() + " " + SchemaAccess.sql(routine.name()) + "("
                                + routine.arguments() + ") FROM PUBLIC, and grant it to the roles that need it.")
                        .fix(SchemaFixes.statement(
                                "revoke it from PUBLIC",
                                "REVOKE EXECUTE ON " + routine.kind() + " " + SqlNames.of(routine.name()) + "("
                                        + routine.arguments() + ") FROM PUBLIC"));
            }
        }
    }
}
