package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.CreatePolicyStmt;
import java.util.Optional;

/** Policies that take rows away. */
public final class RestrictivePolicyAdded implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "restrictive-policy-added", Area.SECURITY, Needs.SQL, Severity.ADVICE)
            .detects("CREATE POLICY ... AS RESTRICTIVE on a table that is in use.")
            .safe("Try it as each role before the release.")
            .byHand("which rows each role is to see is a decision")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof CreatePolicyStmt policy && !policy.permissive() && policy.table() != null) {
            statement
                    .existing(policy.table())
                    .filter(table -> isSecured(statement, table))
                    .ifPresent(table -> report.found(
                                    statement,
                                    "Rows of " + SchemaContext.shown(table) + " that could be "
                                            + (policy.cmdName() == null ? "seen or changed" : used(policy.cmdName()))
                                            + " so far no longer can where " + policy.policyName()
                                            + " does not hold")
                            .on(table)
                            .whateverTheSize());
        }
    }

    private static String used(String command) {
        return switch (command) {
            case "select" -> "seen";
            case "insert" -> "added";
            case "update" -> "changed";
            case "delete" -> "deleted";
            default -> "seen or changed";
        };
    }

    /** Where row security is known to be off, nothing is taken away yet. */
    private static boolean isSecured(StatementContext statement, QualifiedName name) {
        Optional<Table> table = statement.state().table(name);
        return table.isEmpty() || table.get().settings().rowSecurity();
    }
}
