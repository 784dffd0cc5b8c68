package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.source.Span;
import java.util.Optional;

/** BEGIN without an end. */
public final class UncommittedTransaction implements MigrationRule {

    private static final RuleInfo INFO = RuleInfo.migration("uncommitted-transaction", Needs.SQL, Severity.ERROR)
            .detects("BEGIN without a COMMIT or ROLLBACK behind it in the file.")
            .cost("locks stay until the session ends; the work is lost")
            .safe("End the transaction in the file.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        Optional<Span> begin = OpenTransaction.of(migration);
        begin.ifPresent(span -> report.found(
                migration,
                span,
                "Nothing ends the transaction that begins here: its locks stay until the session ends, and its"
                        + " work is lost"));
    }
}
