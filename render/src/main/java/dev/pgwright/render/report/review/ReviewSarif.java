package dev.pgwright.render.report.review;

import dev.pgwright.finding.Severity;
import dev.pgwright.render.report.JsonText;
import dev.pgwright.review.Fix;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** A review in the Static Analysis Results Interchange Format 2.1.0 (OASIS Standard, 27 March 2020). */
final class ReviewSarif {
    private static final String ROOT = "SRCROOT";
    /** What stands as it is in a path of a URI (RFC 3986, section 3.3), besides letters and digits. */
    private static final String PLAIN = "-._~!$&'()*+,;=@/";

    private final JsonGenerator json;
    private final List<RuleInfo> rules;
    private final List<Located> findings;

    private ReviewSarif(JsonGenerator json, List<Located> findings) {
        this.json = json;
        this.findings = findings;
        this.rules = ReviewReport.rules(findings);
    }

    static String of(ReviewReport report) {
        return JsonText.of(json -> new ReviewSarif(json, report.everything()).write(report));
    }

    private void write(ReviewReport report) {
        json.writeStartObject();
        json.writeStringProperty("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.writeStringProperty("version", "2.1.0");
        json.writeArrayPropertyStart("runs");
        json.writeStartObject();
        json.writeObjectPropertyStart("tool");
        json.writeObjectPropertyStart("driver");
        json.writeStringProperty("name", "pgwright");
        json.writeStringProperty("version", report.program());
        json.writeArrayPropertyStart("rules");
        rules.forEach(this::rule);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeStringProperty("columnKind", "utf16CodeUnits");
        json.writeArrayPropertyStart("results");
        findings.forEach(this::result);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void rule(RuleInfo rule) {
        String lock = rule.lockOrCost() == null ? "" : rule.lockOrCost();
        json.writeStartObject();
        json.writeStringProperty("id", rule.id());
        text("shortDescription", rule.detects());
        text("fullDescription", (rule.detects() + " " + lock).strip());
        if (!rule.safeAlternative().isEmpty()) {
            help(rule, lock);
        }
        json.writeObjectPropertyStart("defaultConfiguration");
        json.writeBooleanProperty("enabled", rule.onByDefault());
        json.writeStringProperty("level", level(rule.severity()));
        json.writeEndObject();
        json.writeObjectPropertyStart("properties");
        json.writeArrayPropertyStart("tags");
        json.writeString(rule.area().word());
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void help(RuleInfo rule, String lock) {
        json.writeObjectPropertyStart("help");
        json.writeStringProperty(
                "text",
                rule.detects() + (lock.isEmpty() ? "" : "\nLock or cost: " + lock) + "\nInstead: "
                        + rule.safeAlternative() + "\nMore: pgwright rules " + rule.id());
        json.writeStringProperty(
                "markdown",
                Markdown.escaped(rule.detects())
                        + (lock.isEmpty() ? "" : "\n\n**Lock or cost:** " + Markdown.escaped(lock))
                        + "\n\n**Instead:** " + Markdown.escaped(rule.safeAlternative())
                        + "\n\nMore: `pgwright rules " + rule.id() + "`");
        json.writeEndObject();
    }

    private void result(Located located) {
        ReviewFinding finding = located.finding();
        json.writeStartObject();
        json.writeStringProperty("ruleId", located.rule());
        json.writeNumberProperty(
                "ruleIndex", rules.stream().map(RuleInfo::id).toList().indexOf(located.rule()));
        json.writeStringProperty("level", level(finding.severity()));
        text("message", located.words());
        json.writeArrayPropertyStart("locations");
        if (!located.file().isEmpty() || !located.subject().isEmpty()) {
            location(located);
        }
        json.writeEndArray();
        json.writeObjectPropertyStart("partialFingerprints");
        json.writeStringProperty("pgwrightFinding/v1", located.fingerprint());
        json.writeEndObject();
        suppressions(located);
        if (finding.fix() instanceof Fix.Edits fix) {
            fix(located, fix.title(), fix.edits());
        } else if (finding.fix() instanceof Fix.Change fix && !fix.edits().isEmpty()) {
            fix(located, fix.title(), fix.edits());
        }
        json.writeObjectPropertyStart("properties");
        json.writeStringProperty("evidence", finding.evidence().word());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** The standard wants them on every result or on none (3.27.23). */
    private void suppressions(Located located) {
        json.writeArrayPropertyStart("suppressions");
        if (located.standing() != Located.Standing.NEW) {
            boolean comment = located.standing() == Located.Standing.SUPPRESSED;
            json.writeStartObject();
            json.writeStringProperty("kind", comment ? "inSource" : "external");
            json.writeStringProperty("justification", comment ? "a pgwright:ignore comment" : "known to the baseline");
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void location(Located located) {
        json.writeStartObject();
        if (!located.file().isEmpty()) {
            json.writeObjectPropertyStart("physicalLocation");
            artifact(located);
            region("region", located, located.finding().span());
            region("contextRegion", located, union(located));
            json.writeEndObject();
        }
        if (located.finding().object() != null) {
            json.writeArrayPropertyStart("logicalLocations");
            json.writeStartObject();
            json.writeStringProperty("fullyQualifiedName", located.finding().object());
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** The statement, or what encloses it and the place: a context region holds its region (3.29.5). */
    private static Span union(Located located) {
        Span span = located.finding().span();
        Span statement = located.finding().statement();
        return new Span(Math.min(span.start(), statement.start()), Math.max(span.end(), statement.end()));
    }

    private void artifact(Located located) {
        json.writeObjectPropertyStart("artifactLocation");
        boolean absolute = located.file().startsWith("/") || located.file().matches("[A-Za-z]:/.*");
        if (absolute) {
            json.writeStringProperty(
                    "uri", "file://" + (located.file().startsWith("/") ? "" : "/") + encoded(located.file()));
        } else {
            json.writeStringProperty("uri", encoded(located.file()));
            json.writeStringProperty("uriBaseId", ROOT);
        }
        json.writeEndObject();
    }

    private void region(String name, Located located, Span span) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("startLine", located.range(span).start().line());
        json.writeNumberProperty("startColumn", located.unitColumn(span.start()));
        json.writeNumberProperty("endLine", located.range(span).end().line());
        json.writeNumberProperty("endColumn", located.unitColumn(span.end()));
        json.writeEndObject();
    }

    private void fix(Located located, String title, List<TextEdit> edits) {
        json.writeArrayPropertyStart("fixes");
        json.writeStartObject();
        text("description", title);
        json.writeArrayPropertyStart("artifactChanges");
        json.writeStartObject();
        artifact(located);
        json.writeArrayPropertyStart("replacements");
        for (TextEdit edit : edits) {
            json.writeStartObject();
            region("deletedRegion", located, edit.span());
            text("insertedContent", edit.replacement());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void text(String name, String text) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("text", text);
        json.writeEndObject();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case ADVICE -> "note";
        };
    }

    /** A path in a URI: UTF-8, percent-encoded. A colon too, which in a first segment would be a scheme's. */
    static String encoded(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte unit : path.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (unit & 0xFF);
            boolean plain = character >= 'a' && character <= 'z'
                    || character >= 'A' && character <= 'Z'
                    || character >= '0' && character <= '9'
                    || PLAIN.indexOf(character) >= 0;
            uri.append(plain ? String.valueOf(character) : String.format("%%%02X", (int) character));
        }
        return uri.toString();
    }
}
