package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.MergeWhenClause;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.OnConflictClause;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A column that one statement gives two values. */
public final class RepeatedColumnAssignment implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("repeated-column-assignment", Needs.SQL, Severity.ERROR)
            .detects("One statement assigns a column twice.")
            .cost("fails when it runs")
            .safe("Remove one of the two.")
            .byHand("which of the values is meant is known to its author")
            .build();

    /** Of an INSERT, and of an UPDATE. */
    private static final Set<String> REFUSALS = Set.of("42701", "42601");

    /** Whether PostgreSQL refuses a query for this. */
    static boolean isIn(QueryContext query) {
        return query.bound().faults().stream()
                .findFirst()
                .filter(fault -> fault.sqlState().equals("42701")
                        || fault.message().startsWith("multiple assignments to same column"))
                .isPresent();
    }

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        Nodes.walk(query.tree(), node -> {
            if (node instanceof InsertStmt insert) {
                check(query, insert.cols(), report);
            } else if (node instanceof UpdateStmt update) {
                check(query, update.targetList(), report);
            } else if (node instanceof OnConflictClause conflict) {
                check(query, conflict.targetList(), report);
            } else if (node instanceof MergeWhenClause when) {
                check(query, when.targetList(), report);
            }
        });
    }

    private static void check(QueryContext query, List<Node> targets, Report report) {
        Set<String> seen = new HashSet<>();
        for (Node node : targets) {
            if (node instanceof ResTarget target
                    && target.name() != null
                    && target.indirection().isEmpty()
                    && !seen.add(target.name())) {
                report.found(query, target.name() + " is given a value twice, which PostgreSQL refuses")
                        .at(query.place(target.location()))
                        .evidence(
                                query.prepared()
                                                .filter(answer -> REFUSALS.contains(answer.sqlState()))
                                                .isPresent()
                                        ? Evidence.MEASURED
                                        : Evidence.DERIVED);
            }
        }
    }
}
