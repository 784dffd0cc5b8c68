package dev.pgwright.api;

import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.review.Rule;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.rules.Rules;
import dev.pgwright.source.Place;
import java.util.List;

/** What the review looks for, and why. */
public final class ExplainRules {
    private ExplainRules() {}

    /** Every rule, in order of area and id. */
    public static List<RuleInfo> all() {
        return Rules.infos();
    }

    /**
     * One rule.
     *
     * @throws PgwrightException when there is none of this id
     */
    public static RuleInfo named(String id) {
        return Rules.named(id)
                .map(Rule::info)
                .orElseThrow(() -> new PgwrightException(
                        ErrorCode.USAGE,
                        Place.UNKNOWN,
                        "there is no rule '" + id + "'",
                        DidYouMean.hint(
                                        id,
                                        Rules.infos().stream().map(RuleInfo::id).toList())
                                .orElse("pgwright rules lists them all")));
    }
}
