package dev.pgwright.render.report.review;

import dev.pgwright.finding.Severity;
import dev.pgwright.render.Xml;
import dev.pgwright.review.ReviewFinding;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A review for the comment of a pull or merge request. */
final class ReviewMarkdown {
    /** GitHub takes 65,536 characters. */
    private static final int LONGEST = 60_000;

    private static final int MOST_ROWS = 100;

    private ReviewMarkdown() {}

    /** A table of what was found, the gravest first, and the details of each to unfold. */
    static String of(ReviewReport report) {
        StringBuilder text = new StringBuilder("**pgwright review:** ")
                .append(Markdown.escaped(report.counts()))
                .append('\n');
        List<Located> findings = report.findings().stream()
                .sorted(Comparator.comparing(Located::severity))
                .toList();
        if (!findings.isEmpty()) {
            text.append("\n| | place | finding | rule |\n| --- | --- | --- | --- |\n");
            findings.stream().limit(MOST_ROWS).forEach(located -> row(text, located));
            if (findings.size() > MOST_ROWS) {
                text.append("\nand ").append(findings.size() - MOST_ROWS).append(" more\n");
            }
            details(text, findings);
        }
        if (!report.remarks().isEmpty()) {
            text.append('\n')
                    .append(report.remarks().stream()
                            .map(remark -> "- " + Markdown.escaped(remark))
                            .collect(Collectors.joining("\n")))
                    .append('\n');
        }
        return text.toString();
    }

    private static void row(StringBuilder text, Located located) {
        text.append("| ").append(mark(located.severity()));
        text.append(" | ").append(place(located).isEmpty() ? "" : Markdown.code(place(located)));
        text.append(" | ").append(Markdown.escaped(located.finding().message()));
        text.append(" | ").append(Markdown.code(located.rule())).append(" |\n");
    }

    private static void details(StringBuilder text, List<Located> findings) {
        int shown = 0;
        for (Located located : findings) {
            String detail = detail(located);
            if (text.length() + detail.length() > LONGEST) {
                text.append("\n_The details of ")
                        .append(findings.size() - shown)
                        .append(" more are left out._\n");
                return;
            }
            text.append(detail);
            shown++;
        }
    }

    private static String detail(Located located) {
        ReviewFinding finding = located.finding();
        String place = place(located);
        StringBuilder text = new StringBuilder("\n<details>\n<summary>")
                .append(mark(finding.severity()))
                .append(' ')
                .append(Xml.escaped(Cells.visible((place.isEmpty() ? "" : place + " ") + located.rule())))
                .append("</summary>\n\n");
        text.append(Markdown.escaped(finding.message())).append("\n\n");
        String code = new CodeFrame(finding.source(), finding.statement())
                .lines().stream()
                        .limit(20)
                        .map(line -> Cells.visibleCode(line.text()))
                        .collect(Collectors.joining("\n"));
        if (!code.isBlank()) {
            text.append(Markdown.block(code)).append('\n');
        }
        if (finding.cost() != null) {
            text.append("- **Cost:** ").append(Markdown.escaped(finding.cost())).append('\n');
        }
        if (!finding.advice().isEmpty()) {
            text.append("- **Advice:** ")
                    .append(Markdown.escaped(finding.advice()))
                    .append('\n');
        }
        String fix = located.fixTitle();
        if (fix != null) {
            text.append("- **Fix:** ").append(Markdown.escaped(fix)).append(" (`pgwright review --fix`)\n");
        }
        return text.append("- **Evidence:** ")
                .append(located.evidence(Markdown::code))
                .append("\n\n</details>\n")
                .toString();
    }

    private static String place(Located located) {
        return located.file().isEmpty()
                ? located.subject()
                : located.file() + ":" + located.range().start().line();
    }

    private static String mark(Severity severity) {
        return switch (severity) {
            case ERROR -> "🔴 error";
            case WARNING -> "🟡 warning";
            case ADVICE -> "🔵 advice";
        };
    }
}
