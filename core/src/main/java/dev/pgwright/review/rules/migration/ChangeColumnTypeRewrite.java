package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.TypeChangeAction;
import java.util.Locale;
import java.util.Set;

/** A new type that stores its values in another form. */
public final class ChangeColumnTypeRewrite implements StatementRule {
    /** To these no other type is binary-coercible, and they take no modifier that could be widened. */
    private static final Set<String> ALWAYS_REWRITTEN = Set.of(
            "int2", "int8", "float4", "float8", "bool", "uuid", "json", "jsonb", "date", "bytea", "money", "tsvector");

    private static final Set<String> TIMESTAMPS = Set.of("timestamp", "timestamptz");

    /** Names of zones that are UTC all year, in lower case. */
    private static final Set<String> UTC = Set.of(
            "utc", "etc/utc", "gmt", "etc/gmt", "uct", "etc/uct", "zulu", "etc/zulu", "universal", "greenwich", "0");

    private static final RuleInfo INFO = RuleInfo.migration("change-column-type-rewrite", Needs.HISTORY, Severity.ERROR)
            .detects("ALTER COLUMN ... TYPE of an existing column to a type that stores its values in another form.")
            .cost("ACCESS EXCLUSIVE while the table is rewritten and its indexes are built again")
            .safe(
                    "Add a column of the new type, write both, fill the old rows in batches, read the new one, then drop the"
                            + " old.")
            .seed("Migration Safety: changing column type -> careful planning")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (TypeChangeAction change : TypeChangeAction.of(statement)) {
            if (!change.action().isForeign() && isRewritten(change)) {
                report.found(
                        change.action(),
                        "Changing " + change.words()
                                + " writes the whole table anew while nobody can read or write it");
            }
        }
    }

    private static boolean isRewritten(TypeChangeAction change) {
        if (change.from().isEmpty()) {
            return !change.isPlainCast()
                    || (ALWAYS_REWRITTEN.contains(change.to().base())
                            && !change.to().array());
        }
        boolean sameInstant = TIMESTAMPS.contains(change.from().get().base())
                && TIMESTAMPS.contains(change.to().base())
                && change.isPlainCast()
                && change.action().context().step().settings().value("timezone").stream()
                        .anyMatch(zone -> UTC.contains(zone.text().toLowerCase(Locale.ROOT)));
        return change.action().rewrites() && !sameInstant;
    }
}
