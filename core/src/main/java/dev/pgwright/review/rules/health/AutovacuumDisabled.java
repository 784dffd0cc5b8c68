package dev.pgwright.review.rules.health;

import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.sql.Identifiers;
import java.util.Locale;

/** Tables and servers without autovacuum. */
public final class AutovacuumDisabled implements SchemaRule {
    private static final String ENABLED = "autovacuum_enabled";
    private static final RuleInfo INFO = RuleInfo.of("autovacuum-disabled", Area.HEALTH, Needs.SQL, Severity.ERROR)
            .detects("A table has autovacuum_enabled = false, or autovacuum or track_counts of the server is off.")
            .cost("dead rows and old statistics stay, and a vacuum against wraparound comes in the end all the same")
            .safe("Leave it on, and give a busy table thresholds of its own.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            String value = table.storageParameters().getOrDefault(ENABLED, "true");
            // PostgreSQL takes any beginning of these words that is not that of another (parse_bool)
            String word = value.toLowerCase(Locale.ROOT);
            if (word.equals("0") || "false".startsWith(word) || "no".startsWith(word) || word.startsWith("of")) {
                report.found(
                                schema,
                                SchemaObject.relation(table.name()),
                                "Autovacuum passes over " + SchemaContext.shown(table.name())
                                        + ": its dead rows stay, and its statistics grow old")
                        .advice("ALTER TABLE "
                                + Identifiers.quoteIdentifier(
                                        table.name().schema(), table.name().name())
                                + " RESET (" + ENABLED + "); If it was too much work at a time, lower"
                                + " autovacuum_vacuum_scale_factor of the table.");
            }
        }
        for (String setting : schema.facts().server().state().off()) {
            report.found(
                            schema,
                            SchemaObject.server(setting),
                            setting.equals("autovacuum")
                                    ? "autovacuum is off: nothing removes dead rows or renews statistics"
                                    : setting + " is off: autovacuum does not learn which tables need it")
                    .advice("ALTER SYSTEM SET " + setting + " = on; SELECT pg_reload_conf();");
        }
    }
}
