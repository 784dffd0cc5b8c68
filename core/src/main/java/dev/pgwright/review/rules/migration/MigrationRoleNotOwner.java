package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Settings;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.AlterObjectSchemaStmt;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RenameStmt;
import dev.pgwright.workload.ServerFacts;
import dev.pgwright.workload.TableFacts;
import java.util.List;

/** Changes of objects that the migrating role does not own. */
public final class MigrationRoleNotOwner implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration("migration-role-not-owner", Needs.CATALOG, Severity.WARNING)
            .offByDefault()
            .detects(
                    "The role that runs the migration, or that SET ROLE makes it, has not the rights of the owner of an"
                            + " altered table.")
            .cost("fails at run time")
            .safe("SET ROLE to the owner at the start.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        ServerFacts server = statement.facts().server();
        String set = statement
                .step()
                .settings()
                .value("role")
                .map(Settings.Value::text)
                .orElse("none");
        String role = set.equals("none") ? server.role() : set;
        if (role.isEmpty()) {
            return;
        }
        for (RangeVar written : owned(statement)) {
            String owner = statement
                    .existing(written)
                    .flatMap(statement.facts()::table)
                    .map(TableFacts::owner)
                    .orElse(null);
            // of a role that is set nobody told us whose rights it has besides
            boolean same = role.equals(owner);
            if (owner != null && !same && !(set.equals("none") && server.hasRightsOf(owner))) {
                QualifiedName table = statement.state().resolve(written);
                report.found(statement, table + " belongs to " + owner + ", but " + role + " runs this")
                        .on(table)
                        .whateverTheSize()
                        .advice("SET ROLE " + Identifiers.quoteIdentifier(owner) + " before it.");
            }
        }
    }

    /** The tables whose owner alone may run the statement. */
    private static List<RangeVar> owned(StatementContext statement) {
        RangeVar written = null;
        if (statement.tree() instanceof AlterTableStmt alter) {
            written = alter.relation();
        } else if (statement.tree() instanceof IndexStmt index) {
            written = index.relation();
        } else if (statement.tree() instanceof RenameStmt rename) {
            written = rename.relation();
        } else if (statement.tree() instanceof AlterObjectSchemaStmt move) {
            written = move.relation();
        }
        return written == null ? List.of() : List.of(written);
    }
}
