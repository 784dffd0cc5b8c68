package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Settings;
import dev.pgwright.review.Settings.Value;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Statements;
import dev.pgwright.review.fix.LiftedTimeouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** CONCURRENTLY that a timeout can stop half way. */
public final class ConcurrentIndexUnderTimeout implements StatementRule {
    private static final Parameter SHORTEST = new Parameter(
            "shortest-lock-timeout",
            60_000,
            "a lock_timeout below this many ms is too short for the waits of CONCURRENTLY");

    private static final RuleInfo INFO = RuleInfo.migration(
                    "concurrent-index-under-timeout", Needs.SQL, Severity.WARNING)
            .detects("A CONCURRENTLY operation runs while statement_timeout, transaction_timeout "
                    + "(PostgreSQL 17) or a short lock_timeout of the file is in force.")
            .cost("a stopped build leaves an invalid index that still costs writes")
            .safe("Reset statement_timeout and transaction_timeout before it; keep a lock_timeout "
                    + "only where a retry first removes what a stopped one left.")
            .fixable()
            .parameter(SHORTEST)
            .seed("Migrations: zero-downtime")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        Optional<String> words = Statements.concurrent(statement.tree());
        if (words.isEmpty() || statement.step().existing().isEmpty()) {
            return;
        }
        Settings settings = statement.step().settings();
        List<String> limits = new ArrayList<>();
        if (settings.limits(Settings.STATEMENT_TIMEOUT)) {
            limits.add(Settings.STATEMENT_TIMEOUT);
        }
        if (settings.limits(Settings.TRANSACTION_TIMEOUT) && statement.version() >= 17) {
            limits.add(Settings.TRANSACTION_TIMEOUT);
        }
        boolean isShort = settings.value(Settings.LOCK_TIMEOUT)
                        .flatMap(Value::milliseconds)
                        .filter(ms -> ms > 0 && ms < report.limit(SHORTEST))
                        .isPresent()
                && !Leftovers.isRemovedBefore(statement);
        List<String> lifted = new ArrayList<>(limits);
        if (isShort) {
            lifted.add(Settings.LOCK_TIMEOUT);
        }
        if (!lifted.isEmpty()) {
            String said = (limits.isEmpty() ? lifted : limits)
                    .stream().map(name -> said(settings, name)).collect(Collectors.joining(" and "));
            report.found(
                            statement,
                            said + " can stop this " + words.get() + " half way, which leaves "
                                    + Leftovers.of(statement.tree()))
                    .fix(LiftedTimeouts.around(statement, lifted));
        }
    }

    private static String said(Settings settings, String name) {
        return name + " = " + settings.value(name).map(Value::text).orElse("");
    }
}
