package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.FoldFault;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.Reversal;
import dev.pgwright.review.ReversalRule;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.fix.WayBack;
import java.util.List;

/** A way back that does not lead to where the migration came from. */
public final class DownDoesNotInvertUp implements ReversalRule {
    private static final int SHOWN = 3;

    private static final RuleInfo INFO = RuleInfo.migration("down-does-not-invert-up", Needs.HISTORY, Severity.WARNING)
            .detects(
                    "After a migration and its way back the schema is not what it was before, or PostgreSQL refuses the way"
                            + " back.")
            .safe(
                    "Let the way back undo each change, in the opposite order; where that is not possible, have none, so that"
                            + " nobody relies on it.")
            .fixable()
            .seed("Core: every migration must be reversible")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Reversal reversal, Report report) {
        if (reversal.faults().isEmpty() && reversal.differences().isEmpty()) {
            return;
        }
        Fix fix = WayBack.complete(reversal);
        for (FoldFault fault : reversal.faults()) {
            report.found(
                            reversal.script().source(),
                            reversal.script().inSource(fault.span()),
                            "PostgreSQL refuses this way back: " + fault.message())
                    .about(fault.object())
                    .fix(fix);
        }
        List<String> differences = reversal.differences();
        if (reversal.faults().isEmpty() && !differences.isEmpty()) {
            String shown = String.join("; ", differences.subList(0, Math.min(SHOWN, differences.size())));
            String more = differences.size() > SHOWN ? " and " + (differences.size() - SHOWN) + " more" : "";
            report.found(
                            reversal.script().source(),
                            reversal.script()
                                    .inSource(
                                            reversal.down().statements().get(0).span()),
                            "Up and down together change the schema: " + shown + more)
                    .fix(fix);
        }
    }
}
