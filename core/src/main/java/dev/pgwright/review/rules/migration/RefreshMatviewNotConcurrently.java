package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.View;
import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.Concurrently;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.Report.Draft;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.RefreshMatViewStmt;
import java.util.Optional;

/** REFRESH that keeps readers out of a materialized view. */
public final class RefreshMatviewNotConcurrently implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.migration(
                    "refresh-matview-not-concurrently", Needs.SQL, Severity.WARNING)
            .detects("REFRESH MATERIALIZED VIEW without CONCURRENTLY of an existing view that has been filled.")
            .cost("ACCESS EXCLUSIVE on the view while its query runs")
            .safe(
                    "REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on columns alone, by a job of its own.")
            .seed("Migrations: zero-downtime")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof RefreshMatViewStmt refresh)
                || refresh.concurrent()
                || refresh.skipData()
                || refresh.relation() == null) {
            return;
        }
        statement.existing(refresh.relation()).ifPresent(name -> {
            Optional<View> view = statement.state().view(name);
            if (view.isPresent() && !view.get().populated()) {
                return;
            }
            boolean possible =
                    view.isEmpty() || view.get().indexes().stream().anyMatch(RefreshMatviewNotConcurrently::isPlainKey);
            Draft found = report.found(
                            statement,
                            "Refreshing " + name
                                    + " without CONCURRENTLY keeps everybody from reading it until its query has"
                                    + " run")
                    .on(name)
                    .fix(Concurrently.refresh(statement.change()));
            if (!possible) {
                found.advice("Give " + name
                        + " a unique index on columns alone, without WHERE; then REFRESH MATERIALIZED VIEW"
                        + " CONCURRENTLY, by a job of its own.");
            }
        });
    }

    /** The documentation of REFRESH MATERIALIZED VIEW: only column names, and all rows. */
    private static boolean isPlainKey(Index index) {
        return index.unique()
                && index.valid()
                && index.predicate() == null
                && index.elements().stream().noneMatch(IndexElement::expression);
    }
}
