package dev.pgwright.review.fix;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.FoldFault;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import java.util.List;

/** What PostgreSQL would refuse of a history: there must not be more of it behind a change. */
final class Refused {
    private static final RuleInfo INFO = RuleInfo.migration("refused", Needs.SQL, Severity.ERROR)
            .detects("Something that PostgreSQL refuses.")
            .safe("Correct it.")
            .build();
    private static final List<Rule> RULES = List.of(new Statements(), new Queries());

    private Refused() {}

    /** How many statements and queries of all files it would refuse. */
    static long count(MigrationHistory history, ReviewOptions options) {
        return Reviewer.review(history, RULES, options.withReviewed(file -> true))
                .findings()
                .size();
    }

    private static final class Statements implements MigrationRule {
        @Override
        public RuleInfo info() {
            return INFO;
        }

        @Override
        public void check(MigrationContext migration, Report report) {
            for (Step step : migration.steps()) {
                step.faults().stream()
                        .filter(FoldFault::refused)
                        .forEach(fault -> report.found(migration, step, fault.message()));
            }
            migration.errors().forEach(error -> report.found(migration, error.span(), error.message()));
        }
    }

    private static final class Queries implements QueryRule {
        @Override
        public RuleInfo info() {
            return INFO;
        }

        @Override
        public void check(QueryContext query, Report report) {
            query.bound().faults().forEach(fault -> report.found(query, fault.message()));
        }
    }
}
