package dev.pgwright.review;

import dev.pgwright.finding.Severity;
import java.util.List;

/** What the review itself finds, about its own comments. */
public final class EngineRules {
    /** A suppression that gives no reason, and therefore suppresses nothing. */
    public static final RuleInfo SUPPRESSION_WITHOUT_REASON = RuleInfo.of(
                    "suppression-without-reason", Area.MIGRATION, Needs.SQL, Severity.WARNING)
            .detects("A pgwright:ignore comment that names no rule, or gives no reason behind a colon.")
            .safe("Write -- pgwright:ignore rule-id: why this is safe here.")
            .build();

    /** A suppression that nothing needs any more. */
    public static final RuleInfo UNUSED_SUPPRESSION = RuleInfo.of(
                    "unused-suppression", Area.MIGRATION, Needs.SQL, Severity.ADVICE)
            .detects("A pgwright:ignore comment for a rule that finds nothing there.")
            .safe("Remove the comment.")
            .build();

    /** All of them. */
    public static final List<RuleInfo> ALL = List.of(SUPPRESSION_WITHOUT_REASON, UNUSED_SUPPRESSION);

    private EngineRules() {}
}
