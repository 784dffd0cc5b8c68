package dev.pgwright.review;

import dev.pgwright.finding.Finding;
import java.util.List;

/**
 * What a review found.
 *
 * @param findings by file, place and rule
 * @param suppressed findings that a comment in the file keeps silent
 * @param files how many files findings were wanted about
 * @param statements in them
 * @param idle rules that could not run because what they need was not given
 * @param examined what was looked at
 * @param problems files that could not be read, and what else the reading of the folder met
 */
public record ReviewResult(
        List<ReviewFinding> findings,
        List<ReviewFinding> suppressed,
        int files,
        int statements,
        List<RuleInfo> idle,
        Examined examined,
        List<Finding> problems) {
    public ReviewResult {
        findings = findings.stream().sorted(ReviewFinding.ORDER).toList();
        suppressed = suppressed.stream().sorted(ReviewFinding.ORDER).toList();
        idle = List.copyOf(idle);
        problems = List.copyOf(problems);
    }

    public ReviewResult withFindings(List<ReviewFinding> list) {
        return new ReviewResult(list, suppressed, files, statements, idle, examined, problems);
    }
}
