package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.WordsParameter;
import java.util.List;

/** Policies that bind nobody who is there. */
public final class RlsBypassedByOwner implements SchemaRule {
    private static final WordsParameter APPLICATIONS =
            WordsParameter.words("application-roles", "roles that applications log in as");

    private static final RuleInfo INFO = RuleInfo.of(
                    "rls-bypassed-by-owner", Area.SECURITY, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A table has policies but does not force them on its owner, and the owner is a role that an application "
                            + "logs in as, or the only one that may use the table.")
            .cost("policies have no effect for it")
            .safe("Let the application log in as a role that owns nothing, or FORCE ROW LEVEL SECURITY.")
            .byHand("another role or FORCE changes what programs can do")
            .parameter(APPLICATIONS)
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        SchemaAccess access = new SchemaAccess(schema);
        superusers(schema, report);
        for (Table table : Policies.securedTables(schema)) {
            if (table.policies().isEmpty() || table.settings().forceRowSecurity()) {
                continue;
            }
            String name = SchemaContext.shown(table.name());
            String owner = access.owner(SchemaAccess.table(table));
            boolean application = report.words(APPLICATIONS).contains(owner);
            if (application || isOwnersAlone(schema, access, table)) {
                report.found(
                                schema,
                                SchemaObject.rowSecurity(table.name()),
                                application
                                        ? "The application logs in as " + owner + ", which owns " + name
                                                + ", and policies do not bind an owner"
                                        : "Nobody but its owner was given any privilege on " + name
                                                + ", and its policies do not bind the owner")
                        .advice("ALTER TABLE " + SchemaAccess.sql(table.name())
                                + " FORCE ROW LEVEL SECURITY, or let the application log in as a role that owns"
                                + " nothing.");
            }
        }
    }

    /** Those whom no policy binds, forced or not; said once. */
    private static void superusers(SchemaContext schema, Report report) {
        Policies.securedTables(schema).stream()
                .filter(table -> !table.policies().isEmpty())
                .findFirst()
                .ifPresent(table -> report.words(APPLICATIONS).stream()
                        .filter(schema.facts().server().security().superusers()::contains)
                        .forEach(role -> report.found(
                                schema,
                                SchemaObject.rowSecurity(table.name()),
                                "The application logs in as " + role
                                        + ", a superuser, whom no policy binds, neither of "
                                        + SchemaContext.shown(table.name()) + " nor of any other table")));
    }

    /** Where a policy names roles, their privileges are given somewhere. */
    private static boolean isOwnersAlone(SchemaContext schema, SchemaAccess access, Table table) {
        return schema.isComplete()
                && !access.isShared(SchemaAccess.table(table))
                && table.policies().stream().allMatch(policy -> policy.roles().equals(List.of(SchemaAccess.PUBLIC)));
    }
}
