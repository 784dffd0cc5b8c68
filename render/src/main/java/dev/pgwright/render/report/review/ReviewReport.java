package dev.pgwright.render.report.review;

import dev.pgwright.finding.Count;
import dev.pgwright.finding.Finding;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Baseline;
import dev.pgwright.review.FileRoot;
import dev.pgwright.review.Fingerprints;
import dev.pgwright.review.Needs;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.ReviewResult;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.checklist.Checklist;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A review to be reported.
 *
 * @param outcome its findings, and what the baseline did with them
 * @param fingerprints of all of them
 * @param root what files are named relative to, in reports for programs
 * @param postgres the major version of PostgreSQL it was for
 * @param program the version of pgwright
 * @param failOn findings of this severity or above fail the review; null when none do
 */
public record ReviewReport(
        Baseline.Outcome outcome,
        Fingerprints fingerprints,
        FileRoot root,
        int postgres,
        String program,
        @Nullable Severity failOn) {
    ReviewResult result() {
        return outcome.result();
    }

    /** Whether something is grave enough to fail the review. */
    public boolean failed() {
        return severities().anyMatch(this::fails);
    }

    /** Those of {@link #findings}. */
    private Stream<Severity> severities() {
        return Stream.concat(
                result().problems().stream().map(Finding::severity),
                result().findings().stream().map(ReviewFinding::severity));
    }

    /** What could not be read, and what is new: neither suppressed nor in the baseline. */
    List<Located> findings() {
        return Stream.concat(
                        result().problems().stream().sorted().map(problem -> Located.of(problem, root)),
                        ruleFindings().stream())
                .toList();
    }

    /** What rules found that is new. */
    List<Located> ruleFindings() {
        return located(result().findings(), Located.Standing.NEW);
    }

    List<Located> suppressed() {
        return located(result().suppressed(), Located.Standing.SUPPRESSED);
    }

    List<Located> hidden() {
        return located(outcome.hidden(), Located.Standing.BASELINE);
    }

    /** All of them, by file and place. */
    List<Located> everything() {
        return Stream.of(findings(), suppressed(), hidden())
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Located::file)
                        .thenComparing(located -> located.finding().span())
                        .thenComparing(Located::rule))
                .toList();
    }

    private List<Located> located(List<ReviewFinding> findings, Located.Standing standing) {
        Map<String, String> names = new HashMap<>();
        return findings.stream()
                .map(finding -> new Located(
                        finding,
                        names.computeIfAbsent(finding.source().name(), root::name),
                        fingerprints.of(finding),
                        standing,
                        null))
                .toList();
    }

    /** The rules that findings are of, in the order of their names. */
    static List<RuleInfo> rules(List<Located> findings) {
        Map<String, RuleInfo> rules = new TreeMap<>();
        findings.forEach(
                located -> rules.putIfAbsent(located.rule(), located.finding().rule()));
        return new ArrayList<>(rules.values());
    }

    long count(Severity severity) {
        return severities().filter(severity::equals).count();
    }

    public boolean fails(Severity severity) {
        return failOn != null && severity.compareTo(failOn) <= 0;
    }

    /** {@code 2 errors, 1 warning in 3 files (12 statements)}. */
    public String counts() {
        List<String> parts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count = count(severity);
            if (count > 0) {
                parts.add(amount(severity, count));
            }
        }
        String found = parts.isEmpty() ? "no findings" : String.join(", ", parts);
        if (result().files() == 0 && result().examined().database()) {
            return found + " in the database";
        }
        return found + " in " + Count.of(result().files(), "file") + " (" + Count.of(result().statements(), "statement")
                + ")";
    }

    static String amount(Severity severity, long count) {
        return severity == Severity.ADVICE
                ? Count.of(count, "piece").replaceFirst("$", " of advice")
                : Count.of(count, severity.word());
    }

    /** The answers to the checklists; what the baseline knows counts, as it is still so. */
    public Checklist checklist() {
        List<ReviewFinding> all = new ArrayList<>(result().findings());
        all.addAll(outcome.hidden());
        return Checklist.of(result().withFindings(all));
    }

    /** What was found and is not shown, and what was not looked for; sentences. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!result().suppressed().isEmpty()) {
            remarks.add(Count.of(result().suppressed().size(), "finding") + " suppressed by comments");
        }
        if (!outcome.hidden().isEmpty()) {
            remarks.add(Count.of(outcome.hidden().size(), "finding") + " known to the baseline");
        }
        for (Baseline.Entry stale : outcome.stale()) {
            remarks.add("stale in the baseline: " + stale.rule()
                    + (stale.file().isEmpty() ? "" : " in " + stale.file())
                    + (stale.object() == null ? "" : " (" + stale.object() + ")") + " is found no more");
        }
        for (Needs needs : Needs.values()) {
            long rules = result().idle().stream()
                    .filter(rule -> rule.needs() == needs)
                    .count();
            if (rules > 0) {
                remarks.add(Count.of(rules, "rule") + " did not run for want of " + needs.words());
            }
        }
        return remarks;
    }
}
