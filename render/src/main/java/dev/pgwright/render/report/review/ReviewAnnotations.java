package dev.pgwright.render.report.review;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.ReviewFinding;
import java.util.Comparator;

/** A review as commands that GitHub's workflow runner turns into annotations of a change. */
final class ReviewAnnotations {
    private ReviewAnnotations() {}

    /** One command a line, the gravest first, as GitHub shows no more than ten of each kind and step. */
    static String of(ReviewReport report) {
        StringBuilder text = new StringBuilder();
        report.findings().stream()
                .sorted(Comparator.comparing(Located::severity))
                .forEach(located -> annotation(text, located));
        return text.toString();
    }

    private static void annotation(StringBuilder text, Located located) {
        ReviewFinding finding = located.finding();
        text.append("::").append(command(finding.severity())).append(' ');
        if (!located.file().isEmpty()) {
            Located.Range range = located.range();
            text.append("file=").append(property(located.file()));
            text.append(",line=").append(range.start().line());
            text.append(",endLine=").append(range.lastLine());
            text.append(",col=").append(range.start().column());
            if (range.start().line() == range.end().line()) {
                text.append(",endColumn=").append(range.end().column());
            }
            text.append(',');
        }
        text.append("title=").append(property(located.rule()));
        text.append("::").append(data(located.words())).append('\n');
    }

    private static String command(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case ADVICE -> "notice";
        };
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
