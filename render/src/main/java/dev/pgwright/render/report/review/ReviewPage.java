package dev.pgwright.render.report.review;

import dev.pgwright.finding.Severity;
import dev.pgwright.render.Resources;
import dev.pgwright.render.Xml;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A review as one HTML file that loads nothing and can be filtered by mouse and keyboard; without scripts all of it is
 * there. The text is well-formed XML too.
 */
final class ReviewPage {
    private static final int MOST_LINES = 14;
    private static final int LINES_BEFORE = 3;

    private ReviewPage() {}

    static String of(ReviewReport report) {
        List<Located> findings = report.everything();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", Xml.escaped("pgwright review: " + report.counts()));
        parts.put("style", Resources.text("report/review.css"));
        parts.put("script", Resources.text("report/review.js"));
        parts.put("counts", Xml.escaped(report.counts()));
        parts.put("postgres", String.valueOf(report.postgres()));
        parts.put("program", Xml.escaped(report.program()));
        parts.put("severities", severities(report));
        parts.put("rules", rules(findings));
        parts.put("hidden", hidden(report));
        parts.put("remarks", remarks(report));
        parts.put("findings", findings(findings));
        return filled(Resources.text("report/review.html"), parts);
    }

    /** Fills each place once, so that what is filled in may look like a place itself. */
    private static String filled(String template, Map<String, String> parts) {
        StringBuilder page = new StringBuilder();
        String[] pieces = template.split("@", -1);
        for (int i = 0; i < pieces.length; i++) {
            page.append(i % 2 == 0 ? pieces[i] : parts.get(pieces[i]));
        }
        return page.toString();
    }

    private static String severities(ReviewReport report) {
        return Stream.of(Severity.values())
                .map(severity -> "<button type=\"button\" class=\"" + severity.word() + "\" data-severity=\""
                        + severity.word() + "\" aria-pressed=\"true\" title=\"Show or hide ("
                        + severity.word().charAt(0) + ")\">" + severity.word() + "<b>" + report.count(severity)
                        + "</b></button>\n")
                .collect(Collectors.joining());
    }

    private static String rules(List<Located> findings) {
        Map<String, Long> counts =
                findings.stream().collect(Collectors.groupingBy(Located::rule, Collectors.counting()));
        StringBuilder options = new StringBuilder();
        for (RuleInfo rule : ReviewReport.rules(findings)) {
            String id = Xml.escaped(rule.id());
            options.append("<option value=\"").append(id).append("\">").append(id);
            options.append(" (").append(counts.get(rule.id())).append(")</option>\n");
        }
        return options.toString();
    }

    private static String hidden(ReviewReport report) {
        int hidden = report.suppressed().size() + report.hidden().size();
        return hidden == 0
                ? ""
                : "<label><input id=\"quiet\" type=\"checkbox\"/>suppressed and known (" + hidden + ")</label>\n";
    }

    private static String remarks(ReviewReport report) {
        return report.remarks().isEmpty()
                ? ""
                : report.remarks().stream()
                        .map(remark -> "<li>" + Xml.escaped(remark) + "</li>\n")
                        .collect(Collectors.joining("", "<ul class=\"remarks\">\n", "</ul>\n"));
    }

    private static String findings(List<Located> findings) {
        if (findings.isEmpty()) {
            return "<p class=\"empty\">Nothing was found.</p>\n";
        }
        StringBuilder html = new StringBuilder();
        Map<String, List<Located>> files = findings.stream()
                .collect(Collectors.groupingBy(Located::file, LinkedHashMap::new, Collectors.toList()));
        files.forEach((file, inFile) -> {
            html.append("<section data-file=\"").append(Xml.escaped(file)).append("\">\n<h2>");
            html.append(Xml.escaped(Located.heading(file, inFile))).append("</h2>\n");
            inFile.forEach(located -> finding(html, located));
            html.append("</section>\n");
        });
        return html.toString();
    }

    private static void finding(StringBuilder html, Located located) {
        ReviewFinding finding = located.finding();
        String severity = finding.severity().word();
        boolean quiet = located.standing() != Located.Standing.NEW;
        html.append("<article tabindex=\"0\" class=\"").append(severity).append(quiet ? " quiet" : "");
        html.append("\" data-severity=\"").append(severity);
        html.append("\" data-rule=\"").append(Xml.escaped(located.rule())).append("\">\n<div class=\"meta\">");
        html.append("<span class=\"badge ")
                .append(severity)
                .append("\">")
                .append(severity)
                .append("</span>");
        html.append("<code>").append(Xml.escaped(located.rule())).append("</code>");
        if (!located.file().isEmpty()) {
            html.append("<span>line ").append(located.range().start().line()).append("</span>");
        } else if (!located.subject().isEmpty()) {
            html.append("<span>").append(Xml.escaped(located.subject())).append("</span>");
        }
        html.append(
                switch (located.standing()) {
                    case NEW -> "";
                    case SUPPRESSED -> "<span>suppressed by a comment</span>";
                    case BASELINE -> "<span>known to the baseline</span>";
                });
        html.append("</div>\n<h3>").append(Xml.escaped(finding.message())).append("</h3>\n");
        code(html, finding);
        html.append("<dl>");
        if (finding.cost() != null) {
            entry(html, "cost", Xml.escaped(finding.cost()));
        }
        if (!finding.advice().isEmpty()) {
            entry(html, "advice", Xml.escaped(finding.advice()));
        }
        String fix = located.fixTitle();
        if (fix != null) {
            entry(html, "fix", "<code>pgwright review --fix</code>: " + Xml.escaped(fix));
        }
        entry(html, "evidence", located.evidence(command -> "<code>" + Xml.escaped(command) + "</code>"));
        html.append("</dl>\n</article>\n");
    }

    private static void entry(StringBuilder html, String term, String markup) {
        html.append("<dt>").append(term).append("</dt><dd>").append(markup).append("</dd>");
    }

    /** The statement, or as much of a long one as stands around the place, which is marked. */
    private static void code(StringBuilder html, ReviewFinding finding) {
        if (finding.source().text().isEmpty()) {
            return;
        }
        Map<Integer, CodeFrame.Line> marked = new CodeFrame(finding.source(), finding.span())
                .lines().stream().collect(Collectors.toMap(CodeFrame.Line::number, Function.identity()));
        Span span = finding.span();
        Span statement = finding.statement();
        Span whole = new Span(Math.min(span.start(), statement.start()), Math.max(span.end(), statement.end()));
        List<CodeFrame.Line> lines = new CodeFrame(finding.source(), whole).lines();
        int first = finding.source().position(span.start()).line() - LINES_BEFORE;
        int skipped = lines.size() <= MOST_LINES
                ? 0
                : Math.max(0, Math.min(first - lines.get(0).number(), lines.size() - MOST_LINES));
        html.append("<pre>");
        lines.stream().skip(skipped).limit(MOST_LINES).forEach(line -> {
            CodeFrame.Line mark = marked.get(line.number());
            String text = line.text();
            html.append("<span><i>").append(line.number()).append("</i>");
            if (mark == null || mark.from() == mark.to()) {
                html.append(Xml.escaped(Cells.visibleCode(text)));
            } else {
                html.append(Xml.escaped(Cells.visibleCode(text.substring(0, mark.from()))));
                html.append("<mark>")
                        .append(Xml.escaped(Cells.visibleCode(text.substring(mark.from(), mark.to()))))
                        .append("</mark>");
                html.append(Xml.escaped(Cells.visibleCode(text.substring(mark.to()))));
            }
            html.append("</span>");
        });
        html.append("</pre>\n");
    }
}
