package dev.pgwright.review.rules.redflag;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.FindingsRule;
import dev.pgwright.review.Fix;
import dev.pgwright.review.MigrationFindings;
import dev.pgwright.review.MigrationNotes;
import dev.pgwright.review.MigrationNotes.Note;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.Report.Draft;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.review.fix.PlanHeader;
import java.util.ArrayList;
import java.util.List;

/** A migration that blocks or loses something, without a word about how it is to be run. */
public final class MigrationPlanUndocumented implements FindingsRule {
    private static final int SHOWN = 3;
    private static final String OPEN = "what begins with a question mark is for people to say";

    private static final RuleInfo INFO = RuleInfo.of(
                    "migration-plan-undocumented", Area.RED_FLAG, Needs.SQL, Severity.ADVICE)
            .detects(
                    "A migration with errors about locks, rewrites or lost data carries no note of its expected duration, its"
                            + " locks, the order of deployment and the recovery.")
            .cost("whoever runs it at night does not know what is normal")
            .safe("Write the plan into comments in front of its first statement; --fix drafts them.")
            .fixable()
            .seed("Planning: timing estimates, coordination, rollback")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationFindings found, Report report) {
        List<ReviewFinding> grave = found.errors().stream()
                .filter(finding -> isHazard(found, finding))
                .toList();
        MigrationNotes notes = found.migration().notes();
        List<Note> missing = new ArrayList<>();
        List<Note> open = new ArrayList<>();
        for (Note note : PlanHeader.NOTES) {
            if (notes.isOpen(note)) {
                open.add(note);
            } else if (notes.text(note).isEmpty()) {
                missing.add(note);
            }
        }
        if (grave.isEmpty() || (missing.isEmpty() && open.isEmpty())) {
            return;
        }
        String said = missing.isEmpty()
                ? "The plan of this migration leaves open: " + words(open)
                : "No plan says of this migration: " + words(missing);
        Draft draft =
                report.found(found.migration(), found.step(grave.get(0)), said + "; it has errors of " + rules(grave));
        draft.fix(missing.isEmpty() ? new Fix.ByHand(OPEN) : PlanHeader.drafted(found, missing));
    }

    /** Whether the statement keeps writers waiting for its work, or loses something: other errors are mended, not planned. */
    private static boolean isHazard(MigrationFindings found, ReviewFinding finding) {
        Step step = found.step(finding);
        return finding.rule().losesData() || step.existing().stream().anyMatch(step::blocksLong);
    }

    private static String words(List<Note> notes) {
        return String.join(", ", notes.stream().map(Note::word).toList());
    }

    private static String rules(List<ReviewFinding> findings) {
        List<String> ids =
                findings.stream().map(finding -> finding.rule().id()).distinct().toList();
        return String.join(", ", ids.subList(0, Math.min(SHOWN, ids.size())))
                + (ids.size() > SHOWN ? " and " + (ids.size() - SHOWN) + " more" : "");
    }
}
