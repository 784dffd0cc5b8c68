package dev.pgwright.render.report.review;

import dev.pgwright.finding.Finding;
import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.SafeForm;
import dev.pgwright.review.Area;
import dev.pgwright.review.FileRoot;
import dev.pgwright.review.Fingerprints;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.source.LineIndex;
import dev.pgwright.source.Position;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A finding with what reports say of it besides.
 *
 * @param file its name below the root of the repository; empty when it is about no file
 * @param problem what could not be read, if it is that and no finding of a rule; its file has no text here
 */
record Located(
        ReviewFinding finding,
        String file,
        String fingerprint,
        Standing standing,
        @Nullable Finding problem) {
    private static final Position BEGIN = new Position(1, 1);

    /** What could not be read, as if a rule had found it. */
    static Located of(Finding problem, FileRoot root) {
        String name = problem.place().file() == null ? "" : problem.place().file();
        RuleInfo rule = RuleInfo.of(problem.id(), Area.MIGRATION, Needs.SQL, problem.severity())
                .detects("Something that cannot be read, or contradicts itself.")
                .safe(problem.hint() == null ? "" : problem.hint() + ".")
                .build();
        ReviewFinding finding = new ReviewFinding(
                rule,
                problem.severity(),
                SourceFile.of(name, ""),
                Span.at(0),
                Span.at(0),
                problem.place().object(),
                problem.message(),
                null,
                rule.safeAlternative(),
                problem.evidence(),
                null);
        return new Located(finding, root.name(name), Fingerprints.of(problem, root), Standing.NEW, problem);
    }

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
        if (problem != null) {
            Position position = problem.place().optionalPosition().orElse(BEGIN);
            return new Range(position, position);
        }
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
        if (problem != null) {
            return range().start().column();
        }
        LineIndex lines = finding.source().lines();
        return offset - lines.offset(new Position(lines.position(offset).line(), 1)) + 1;
    }

    String sourceText() {
        return finding.source().text();
    }

    /** What findings of one file are put under; those in no file may all be about objects. */
    static String heading(String file, List<Located> findings) {
        boolean objects =
                findings.stream().noneMatch(located -> located.subject().isEmpty());
        return file.isEmpty() ? objects ? "the database" : "no file" : file;
    }

    /** The object that a finding in no file is about, as those of a database are; empty for others. */
    String subject() {
        String object = finding.object();
        return file.isEmpty() && object != null ? object : "";
    }

    /**
     * {@code file:line:column}, with the file as the user named it; or the object of what is in no file, of a routine with the
     * line of its body.
     */
    String place() {
        if (problem != null) {
            return problem.place().toString();
        }
        String name = finding.source().name();
        if (name.isEmpty() && !sourceText().isEmpty()) {
            return subject() + ", line " + range().start().line();
        }
        return name.isEmpty()
                ? subject()
                : finding.source().place(finding.span().start()).toString();
    }

    @Nullable String fixTitle() {
        Fix fix = finding.fix();
        if (fix instanceof Fix.Edits edits) {
            return edits.title();
        }
        if (fix instanceof Fix.Change change) {
            return change.title();
        }
        if (fix instanceof Fix.Replacement replacement) {
            SafeForm form = replacement.form();
            return form.title();
        }
        return null;
    }

    /** How it is known and where there is more, as {@code code} makes a command look. */
    String evidence(UnaryOperator<String> code) {
        String word = finding.evidence().word();
        return problem == null ? word + "; more: " + code.apply("pgwright rules " + rule()) : word;
    }

    /** The message, with its object where no place tells it. */
    String message() {
        return (subject().isEmpty() ? "" : subject() + ": ") + finding.message();
    }

    /** Message, cost and advice, each on lines of its own. */
    String words() {
        StringBuilder words = new StringBuilder(message()).append('.');
        if (finding.cost() != null) {
            words.append('\n').append(finding.cost()).append('.');
        }
        if (!finding.advice().isEmpty()) {
            words.append('\n').append(finding.advice());
        }
        return words.toString();
    }
}
