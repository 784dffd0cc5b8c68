package dev.pgwright.review.rules.security;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Statements;
import dev.pgwright.review.Step;
import dev.pgwright.sql.tree.AlterDefaultPrivilegesStmt;
import dev.pgwright.sql.tree.AlterOwnerStmt;
import dev.pgwright.sql.tree.AlterPolicyStmt;
import dev.pgwright.sql.tree.AlterRoleStmt;
import dev.pgwright.sql.tree.CreatePolicyStmt;
import dev.pgwright.sql.tree.CreateRoleStmt;
import dev.pgwright.sql.tree.GrantRoleStmt;
import dev.pgwright.sql.tree.GrantStmt;
import dev.pgwright.sql.tree.Node;
import java.util.List;

/** Files that change both what there is and who may use it. */
public final class PrivilegeChangeInSchemaMigration implements MigrationRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "privilege-change-in-schema-migration", Area.SECURITY, Needs.SQL, Severity.ADVICE)
            .offByDefault()
            .detects("A change of privileges, roles or policies shares a file with changes of the schema.")
            .safe("Keep privileges in files of their own, which those who answer for them review.")
            .byHand("another file is a matter of the project's order")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        List<Step> changes =
                migration.steps().stream().filter(step -> isAccess(step.tree())).toList();
        boolean others = migration.steps().stream()
                .anyMatch(step -> Statements.isDefinition(step.tree()) && !isAccess(step.tree()));
        if (!changes.isEmpty() && others) {
            report.found(
                    migration,
                    changes.get(0),
                    "This file changes the schema and who may use it"
                            + (changes.size() == 1 ? "" : ", in " + changes.size() + " statements")
                            + ", so that one review has to judge both");
        }
    }

    private static boolean isAccess(Node tree) {
        return tree instanceof GrantStmt
                || tree instanceof GrantRoleStmt
                || tree instanceof AlterDefaultPrivilegesStmt
                || tree instanceof CreatePolicyStmt
                || tree instanceof AlterPolicyStmt
                || tree instanceof CreateRoleStmt
                || tree instanceof AlterRoleStmt
                || tree instanceof AlterOwnerStmt;
    }
}
