package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Policy;
import dev.pgwright.catalog.Policy.Command;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.List;

/** Policies that leave out what somebody needs. */
public final class RlsPolicyIncomplete implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "rls-policy-incomplete", Area.SECURITY, Needs.CATALOG, Severity.ADVICE)
            .detects("A role may run a command on a table with policies, but none of them lets any row through for it; "
                    + "or a policy has no condition at all.")
            .safe("Cover each command that is needed, on purpose.")
            .byHand("which rows each role is to see is a decision")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        SchemaAccess access = new SchemaAccess(schema);
        for (Table table : Policies.securedTables(schema)) {
            for (Policy policy : table.policies()) {
                if (policy.using() == null && policy.withCheck() == null) {
                    report.found(
                            schema,
                            SchemaObject.policy(table.name(), policy.name()),
                            "The policy " + policy.name() + " on " + SchemaContext.shown(table.name())
                                    + " has no condition, and so lets no row through");
                }
            }
            if (!table.policies().isEmpty()) {
                commands(schema, access, table, report);
            }
        }
    }

    private static void commands(SchemaContext schema, SchemaAccess access, Table table, Report report) {
        String name = SchemaContext.shown(table.name());
        for (Command command : List.of(Command.SELECT, Command.INSERT, Command.UPDATE, Command.DELETE)) {
            if (Policies.permissive(table, command).isEmpty()) {
                for (String role : access.grantees(SchemaAccess.table(table), command.name())) {
                    report.found(
                                    schema,
                                    SchemaObject.rowSecurity(table.name()),
                                    "The privilege " + command + " on " + name + " is of no use to "
                                            + SchemaAccess.shown(role) + ", as no policy lets a row through for it")
                            .advice("Create a policy FOR " + command + ", or revoke the privilege.");
                }
            }
        }
        // UPDATE and DELETE that read a column, be it in WHERE, are bound by the policies for SELECT as well
        boolean reads = !Policies.permissive(table, Command.SELECT).isEmpty();
        for (Policy policy : table.policies()) {
            boolean changes = policy.command() == Command.UPDATE || policy.command() == Command.DELETE;
            if (policy.permissive() && changes && !reads) {
                report.found(
                        schema,
                        SchemaObject.policy(table.name(), policy.name()),
                        "The policy " + policy.name() + " lets rows of " + name
                                + " be changed, but none lets them be read, which a WHERE needs");
            }
        }
    }
}
