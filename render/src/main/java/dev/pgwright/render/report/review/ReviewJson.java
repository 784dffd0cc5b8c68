package dev.pgwright.render.report.review;

import dev.pgwright.finding.Finding;
import dev.pgwright.finding.Severity;
import dev.pgwright.render.report.JsonText;
import dev.pgwright.review.Baseline;
import dev.pgwright.review.FileRoot;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.checklist.Checklist;
import dev.pgwright.source.Position;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** A review for programs, as docs/review.schema.json describes it. */
final class ReviewJson {
    private static final int FORMAT = 1;

    private ReviewJson() {}

    static String of(ReviewReport report) {
        return of(report, false);
    }

    /** The review, with the answers to the checklists if they are asked for. */
    static String of(ReviewReport report, boolean checklist) {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeNumberProperty("format", FORMAT);
            json.writeStringProperty("pgwright", report.program());
            json.writeNumberProperty("postgres", report.postgres());
            summary(json, report);
            json.writeArrayPropertyStart("problems");
            report.result().problems().stream().sorted().forEach(problem -> problem(json, problem, report.root()));
            json.writeEndArray();
            findings(json, "findings", report.ruleFindings());
            findings(json, "suppressed", report.suppressed());
            findings(json, "baseline", report.hidden());
            json.writeArrayPropertyStart("stale");
            report.outcome().stale().forEach(entry -> stale(json, entry));
            json.writeEndArray();
            json.writeArrayPropertyStart("idle");
            for (RuleInfo rule : report.result().idle()) {
                json.writeStartObject();
                json.writeStringProperty("rule", rule.id());
                json.writeStringProperty("needs", rule.needs().word());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (checklist) {
                json.writeArrayPropertyStart("checklist");
                report.checklist().answers().forEach(answer -> answer(json, answer, report));
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }

    private static void answer(JsonGenerator json, Checklist.Answer answer, ReviewReport report) {
        json.writeStartObject();
        json.writeStringProperty("group", answer.item().group().title());
        json.writeStringProperty("question", answer.item().question());
        json.writeStringProperty("status", answer.status().word());
        json.writeStringProperty(answer.status() == Checklist.Status.UNKNOWN ? "toKnow" : "evidence", answer.reason());
        json.writeArrayPropertyStart("findings");
        answer.findings()
                .forEach(finding -> json.writeString(report.fingerprints().of(finding)));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void summary(JsonGenerator json, ReviewReport report) {
        json.writeObjectPropertyStart("summary");
        json.writeNumberProperty("files", report.result().files());
        json.writeNumberProperty("statements", report.result().statements());
        json.writeNumberProperty("errors", report.count(Severity.ERROR));
        json.writeNumberProperty("warnings", report.count(Severity.WARNING));
        json.writeNumberProperty("advice", report.count(Severity.ADVICE));
        json.writeBooleanProperty("failed", report.failed());
        json.writeEndObject();
    }

    private static void problem(JsonGenerator json, Finding problem, FileRoot root) {
        json.writeStartObject();
        json.writeStringProperty("problem", problem.id());
        json.writeStringProperty("severity", problem.severity().word());
        if (problem.place().file() != null) {
            json.writeStringProperty("file", root.name(problem.place().file()));
        }
        if (problem.place().position() != null) {
            place(json, "line", "column", problem.place().position());
        }
        if (problem.place().object() != null) {
            json.writeStringProperty("object", problem.place().object());
        }
        json.writeStringProperty("message", problem.message());
        if (problem.hint() != null) {
            json.writeStringProperty("hint", problem.hint());
        }
        json.writeEndObject();
    }

    private static void findings(JsonGenerator json, String name, List<Located> findings) {
        json.writeArrayPropertyStart(name);
        findings.forEach(located -> finding(json, located));
        json.writeEndArray();
    }

    private static void finding(JsonGenerator json, Located located) {
        ReviewFinding finding = located.finding();
        json.writeStartObject();
        json.writeStringProperty("rule", located.rule());
        json.writeStringProperty("severity", finding.severity().word());
        json.writeStringProperty("file", located.file());
        Located.Range range = located.range();
        place(json, "line", "column", range.start());
        place(json, "endLine", "endColumn", range.end());
        Located.Range statement = located.range(finding.statement());
        json.writeObjectPropertyStart("statement");
        place(json, "line", "column", statement.start());
        place(json, "endLine", "endColumn", statement.end());
        json.writeEndObject();
        if (finding.object() != null) {
            json.writeStringProperty("object", finding.object());
        }
        json.writeStringProperty("message", finding.message());
        if (finding.cost() != null) {
            json.writeStringProperty("cost", finding.cost());
        }
        json.writeStringProperty("advice", finding.advice());
        json.writeStringProperty("evidence", finding.evidence().word());
        String fix = located.fixTitle();
        if (fix != null) {
            json.writeStringProperty("fix", fix);
        }
        json.writeStringProperty("fingerprint", located.fingerprint());
        json.writeEndObject();
    }

    private static void place(JsonGenerator json, String line, String column, Position position) {
        json.writeNumberProperty(line, position.line());
        json.writeNumberProperty(column, position.column());
    }

    private static void stale(JsonGenerator json, Baseline.Entry entry) {
        json.writeStartObject();
        json.writeStringProperty("rule", entry.rule());
        json.writeStringProperty("file", entry.file());
        if (entry.object() != null) {
            json.writeStringProperty("object", entry.object());
        }
        json.writeStringProperty("fingerprint", entry.fingerprint());
        json.writeEndObject();
    }
}
