package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Settings;
import dev.pgwright.review.Settings.Assignment;
import dev.pgwright.review.Step;
import dev.pgwright.review.fix.StatementFixes;
import dev.pgwright.sql.tree.DiscardStmt;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Settings that outlive the migration. */
public final class SessionSettingLeak implements MigrationRule {

    private static final RuleInfo INFO = RuleInfo.migration("session-setting-leak", Needs.SQL, Severity.ADVICE)
            .detects("SET without LOCAL of a timeout, role, search_path or session_replication_role "
                    + "that nothing resets before the file ends.")
            .safe("Use SET LOCAL inside of a transaction, or RESET at the end.")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        if (migration.migration().kind() == Migration.Kind.SCHEMA_DUMP) {
            return;
        }
        Map<String, Step> left = new LinkedHashMap<>();
        for (Step step : migration.steps()) {
            if (step.tree() instanceof DiscardStmt) {
                left.clear();
            }
            Assignment.of(step.tree()).ifPresent(assignment -> {
                if (assignment.name() == null) {
                    left.clear();
                } else if (!assignment.local() && LEAKING.containsKey(assignment.name())) {
                    boolean back = assignment.value() == null
                            || LEAKING.get(assignment.name())
                                    .equals(assignment.value().toLowerCase(Locale.ROOT));
                    left.remove(assignment.name());
                    if (!back) {
                        left.put(assignment.name(), step);
                    }
                }
            });
        }
        left.forEach((name, step) -> report.found(
                        migration,
                        step,
                        name + " stays set in the session after the migration, for whatever uses the connection next")
                .about(name)
                .advice(
                        step.inTransaction()
                                ? "Write SET LOCAL: it ends with the transaction."
                                : "RESET " + name
                                        + " at the end of the file, or use SET LOCAL inside of a transaction.")
                .fix(StatementFixes.atEnd(migration, "reset " + name, "RESET " + name)));
    }

    /** The settings that change what later statements do, and the value that is everybody's default; "-" for none. */
    private static final Map<String, String> LEAKING = Map.of(
            Settings.LOCK_TIMEOUT,
            "0",
            Settings.STATEMENT_TIMEOUT,
            "0",
            Settings.TRANSACTION_TIMEOUT,
            "0",
            Settings.IDLE_TIMEOUT,
            "0",
            "role",
            "none",
            "session_authorization",
            "-",
            "search_path",
            "-",
            "session_replication_role",
            "origin");
}
