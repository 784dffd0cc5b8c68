package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.InsertStmt;

/** INSERT that relies on the order of columns. */
public final class InsertWithoutColumnList implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("insert-without-column-list", Needs.SQL, Severity.WARNING)
            .detects("INSERT gives values without naming the columns.")
            .safe("Name the columns.")
            .recurringOnly()
            .seed("Core: be explicit")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (InsertStmt insert : Nodes.all(query.tree(), InsertStmt.class)) {
            if (insert.cols().isEmpty() && insert.selectStmt() != null && insert.relation() != null) {
                report.found(
                                query,
                                "The values go to the first columns of "
                                        + insert.relation().relname() + " in the order that the table happens to have")
                        .at(query.place(insert.relation().location()));
            }
        }
    }
}
