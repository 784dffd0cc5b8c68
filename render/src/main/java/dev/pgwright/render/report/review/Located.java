package dev.pgwright.render.report.review;

import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.SafeForm;
import dev.pgwright.review.Fix;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.source.LineIndex;
import dev.pgwright.source.Position;
import dev.pgwright.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * A finding with what reports say of it besides.
 *
 * @param file its name below the root of the repository; empty when it is about no file
 */
record Located(ReviewFinding finding, String file, String fingerprint, Standing standing) {
    /** Whether it is to be shown. */
    enum Standing {
        NEW,
        SUPPRESSED,
        BASELINE
    }

    String rule() {
        return finding.rule().id();
    }

    Severity severity() {
        return finding.severity();
    }

    Range range() {
        return range(finding.span());
    }

    Range range(Span span) {
        LineIndex lines = finding.source().lines();
        return new Range(lines.position(span.start()), lines.position(span.end()));
    }

    /** From the first character to behind the last. */
    record Range(Position start, Position end) {
        /** The last line with something of it. */
        int lastLine() {
            return end.column() == 1 && end.line() > start.line() ? end.line() - 1 : end.line();
        }
    }

    /** The column in UTF-16 units, from 1. */
    int unitColumn(int offset) {
        LineIndex lines = finding.source().lines();
        return offset - lines.offset(new Position(lines.position(offset).line(), 1)) + 1;
    }

    String sourceText() {
        return finding.source().text();
    }

    /** {@code file:line:column}, with the file as the user named it. */
    String place() {
        String name = finding.source().name();
        return name.isEmpty()
                ? ""
                : finding.source().place(finding.span().start()).toString();
    }

    @Nullable String fixTitle() {
        Fix fix = finding.fix();
        if (fix instanceof Fix.Edits edits) {
            return edits.title();
        }
        if (fix instanceof Fix.Replacement replacement) {
            SafeForm form = replacement.form();
            return form.title();
        }
        return null;
    }

    /** Message, cost and advice, each on lines of its own. */
    String words() {
        StringBuilder words = new StringBuilder(finding.message()).append('.');
        if (finding.cost() != null) {
            words.append('\n').append(finding.cost()).append('.');
        }
        if (!finding.advice().isEmpty()) {
            words.append('\n').append(finding.advice());
        }
        return words.toString();
    }
}
