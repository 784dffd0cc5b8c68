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
import java.util.List;
import java.util.Optional;

/** Policies that let everything be written. */
public final class RlsPolicyAlwaysTrue implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "rls-policy-always-true", Area.SECURITY, Needs.CATALOG, Severity.ERROR)
            .detects("A permissive policy for writes, or for all commands, has a condition that holds for every row.")
            .cost("every row is open to the role")
            .safe("State the condition of a row, or grant plainly and leave row-level security off.")
            .byHand("which rows each role is to see is a decision")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : Policies.securedTables(schema)) {
            for (Policy policy : table.policies()) {
                what(policy)
                        .filter(what -> !isNarrowed(table, policy) && !isForFew(table, policy))
                        .ifPresent(what -> report.found(
                                schema,
                                SchemaObject.policy(table.name(), policy.name()),
                                "The policy " + policy.name() + " lets " + roles(policy.roles()) + " " + what + " of "
                                        + SchemaContext.shown(table.name()) + ", as its condition always holds"));
            }
        }
    }

    private static String roles(List<String> roles) {
        return String.join(", ", roles.stream().map(SchemaAccess::shown).toList());
    }

    /** What is open; empty for what has a condition, and for reading. */
    private static Optional<String> what(Policy policy) {
        boolean rows = Policies.isAlwaysTrue(policy.using());
        boolean values = Policies.isAlwaysTrue(policy.withCheck());
        if (!policy.permissive()) {
            return Optional.empty();
        }
        return switch (policy.command()) {
            case SELECT -> Optional.empty();
            case INSERT -> values ? Optional.of("add any row") : Optional.empty();
            case UPDATE ->
                rows
                        ? Optional.of("change every row")
                        : values ? Optional.of("give rows any values") : Optional.empty();
            case DELETE -> rows ? Optional.of("delete every row") : Optional.empty();
            case ALL ->
                rows
                        ? Optional.of("read and change every row")
                        : values ? Optional.of("write rows with any values") : Optional.empty();
        };
    }

    /** A restrictive policy for the same is a condition after all. */
    private static boolean isNarrowed(Table table, Policy policy) {
        return table.policies().stream()
                .anyMatch(other -> !other.permissive() && Policies.covers(other, policy.command()));
    }

    /** PostgreSQL's own manual lets an administrator's role see all while others see theirs. */
    private static boolean isForFew(Table table, Policy policy) {
        return !policy.roles().contains(SchemaAccess.PUBLIC)
                && table.policies().stream()
                        .anyMatch(other -> !other.roles().equals(policy.roles())
                                && other.permissive()
                                && !Policies.isAlwaysTrue(other.using())
                                && !Policies.isAlwaysTrue(other.withCheck()));
    }
}
