package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Policy;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.ArrayList;
import java.util.List;

/** Policies that widen each other. */
public final class MultiplePermissivePolicies implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "multiple-permissive-policies", Area.SECURITY, Needs.CATALOG, Severity.ADVICE)
            .detects("Several permissive policies are for the same command and role of one table.")
            .cost("all of them are evaluated, and a row passes when one says so")
            .safe("Merge them into one, or make the one that is to narrow AS RESTRICTIVE.")
            .byHand("whether the conditions are meant to be alternatives is known to people only")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : Policies.securedTables(schema)) {
            List<Policy> before = new ArrayList<>();
            for (Policy policy : table.policies()) {
                before.stream()
                        .filter(other -> isSame(other, policy))
                        .findFirst()
                        .ifPresent(other -> report.found(
                                schema,
                                SchemaObject.policy(table.name(), policy.name()),
                                "The policies " + other.name() + " and " + policy.name() + " of "
                                        + SchemaContext.shown(table.name())
                                        + " are for the same command and role, so that a row passes when either"
                                        + " says so"));
                before.add(policy);
            }
        }
    }

    private static boolean isSame(Policy one, Policy other) {
        return one.permissive()
                && other.permissive()
                && one.command() == other.command()
                && one.roles().stream().anyMatch(other.roles()::contains);
    }
}
