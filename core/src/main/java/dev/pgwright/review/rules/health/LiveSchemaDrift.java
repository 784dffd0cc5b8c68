package dev.pgwright.review.rules.health;

import dev.pgwright.catalog.CatalogComparison.Difference;
import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import org.jspecify.annotations.Nullable;

/** What was done to a database by hand. */
public final class LiveSchemaDrift implements SchemaRule {
    private static final int SHOWN = 80;

    public static final RuleInfo INFO = RuleInfo.of("live-schema-drift", Area.HEALTH, Needs.CATALOG, Severity.WARNING)
            .detects("A database differs from what the migrations that it has had make of an empty one.")
            .cost("the next migration meets another schema than it was tested on, and a new database gets another one")
            .safe("Write a migration that does the same where it is not yet done, or take the change back.")
            .byHand("whether the change is kept or taken back is a decision")
            .seed("Core: migrations are production code")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Difference difference : schema.drift()) {
            // it is the database's, whatever files are reviewed
            report.found(SourceFile.of("", ""), Span.at(0), message(difference))
                    .about(difference.object())
                    .evidence(Evidence.MEASURED);
        }
    }

    private static String message(Difference difference) {
        String object = difference.object();
        if (difference.actual() == null) {
            return "The database has no " + object + ", which its applied migrations make";
        }
        if (difference.expected() == null) {
            return "The database has " + object + ", which none of its applied migrations makes";
        }
        String property = difference.property();
        return isShort(difference.actual()) && isShort(difference.expected())
                ? "The database has " + object + " with " + property + " " + shown(difference.actual())
                        + ", and its applied migrations make it with " + shown(difference.expected())
                : "The database has " + object + " with another " + property + " than its applied migrations make";
    }

    private static boolean isShort(@Nullable String value) {
        return value == null || value.length() <= SHOWN && value.indexOf('\n') < 0;
    }

    private static String shown(@Nullable String value) {
        return value == null || value.isEmpty() ? "none" : value;
    }
}
