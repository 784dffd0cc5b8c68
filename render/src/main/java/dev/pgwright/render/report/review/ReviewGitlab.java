package dev.pgwright.render.report.review;

import dev.pgwright.finding.Severity;
import dev.pgwright.render.report.JsonText;

/** A review as GitLab's code quality report: the part of Code Climate's format that GitLab reads. */
final class ReviewGitlab {
    private ReviewGitlab() {}

    static String of(ReviewReport report) {
        return JsonText.of(json -> {
            json.writeStartArray();
            for (Located located : report.findings()) {
                json.writeStartObject();
                json.writeStringProperty("description", located.message());
                json.writeStringProperty("check_name", located.rule());
                json.writeStringProperty("fingerprint", located.fingerprint());
                json.writeStringProperty("severity", severity(located.severity()));
                json.writeObjectPropertyStart("location");
                // GitLab shows nothing that has no path
                json.writeStringProperty("path", located.file().isEmpty() ? "." : located.file());
                json.writeObjectPropertyStart("lines");
                json.writeNumberProperty("begin", located.range().start().line());
                json.writeNumberProperty("end", located.range().lastLine());
                json.writeEndObject();
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** One of info, minor, major, critical, blocker. */
    private static String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> "critical";
            case WARNING -> "major";
            case ADVICE -> "info";
        };
    }
}
