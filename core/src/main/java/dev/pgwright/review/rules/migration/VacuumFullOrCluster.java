package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Statements;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ClusterStmt;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.VacuumStmt;
import java.util.List;

/** Statements that write a table anew while nobody can use it. */
public final class VacuumFullOrCluster implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("vacuum-full-or-cluster", Needs.SQL, Severity.ERROR)
            .detects("VACUUM FULL or CLUSTER of an existing table.")
            .cost("ACCESS EXCLUSIVE while the table and all its indexes are written anew")
            .safe("Use pg_repack or pg_squeeze, which copy beside the traffic; or plain VACUUM if "
                    + "the free space will be used again.")
            .seed("Migrations: zero-downtime")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof VacuumStmt vacuum
                && vacuum.isVacuumcmd()
                && Statements.isOn(vacuum.options(), "full")) {
            List<RangeVar> tables = Nodes.all(vacuum, RangeVar.class);
            if (tables.isEmpty()) {
                report.found(
                        statement,
                        "VACUUM FULL writes every table of the database anew, and nobody can use a table meanwhile");
            }
            tables.forEach(table -> check(statement, "VACUUM FULL", table, report));
        } else if (statement.tree() instanceof ClusterStmt cluster) {
            if (cluster.relation() == null) {
                report.found(
                        statement,
                        "CLUSTER writes every table anew that was clustered before, and nobody can use a table meanwhile");
            } else {
                check(statement, "CLUSTER", cluster.relation(), report);
            }
        }
    }

    private static void check(StatementContext statement, String words, RangeVar table, Report report) {
        statement
                .existing(table)
                .ifPresent(name -> report.found(
                                statement,
                                words + " writes " + name + " anew, and nobody can read or write it meanwhile")
                        .on(name)
                        .at(table.location()));
    }
}
