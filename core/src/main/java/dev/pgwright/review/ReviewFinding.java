package dev.pgwright.review;

import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a rule found.
 *
 * @param source the file it is in; findings about no file have an empty one
 * @param span what to underline
 * @param statement the whole statement, the same as the span when there is none
 * @param object the database object it is about, as people write its name, null if it is about none
 * @param message what is wrong, with the user's own names; one sentence without a full stop
 * @param cost the lock and what it costs here, null if it costs nothing
 * @param advice what to do instead; sentences with full stops
 * @param evidence how the message is known
 * @param fix the safe form, null where there is none
 */
public record ReviewFinding(
        RuleInfo rule,
        Severity severity,
        SourceFile source,
        Span span,
        Span statement,
        @Nullable String object,
        String message,
        @Nullable String cost,
        String advice,
        Evidence evidence,
        @Nullable Fix fix) {
    /** By file, place and rule; files in the order of their names. */
    static final Comparator<ReviewFinding> ORDER = Comparator.comparing(
                    (ReviewFinding finding) -> finding.source.name())
            .thenComparing(ReviewFinding::span)
            .thenComparing(finding -> finding.rule.id())
            .thenComparing(ReviewFinding::message);

    public ReviewFinding withSeverity(Severity value) {
        return new ReviewFinding(rule, value, source, span, statement, object, message, cost, advice, evidence, fix);
    }
}
