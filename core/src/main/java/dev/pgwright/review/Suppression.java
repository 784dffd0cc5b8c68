package dev.pgwright.review;

import dev.pgwright.load.migrations.Script;
import dev.pgwright.source.LineIndex;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Comment;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment that keeps findings silent: {@code -- pgwright:ignore rule-id, other-id: reason}. In front of a statement or
 * behind it on its line it is about that statement; {@code pgwright:ignore-file} is about the whole file.
 *
 * @param comment where it stands
 * @param rules the ids
 * @param reason why; empty when none is given, and then it does not count
 * @param scope the text it is about
 */
record Suppression(SourceFile source, Span comment, List<String> rules, String reason, Span scope) {
    private static final Pattern DIRECTIVE = Pattern.compile(
            "pgwright:ignore(?<file>-file)?(?![-\\w])\\s*(?<rules>[\\w-]+(?:\\s*,\\s*[\\w-]+)*)?\\s*(?::(?<reason>.*))?",
            Pattern.DOTALL);

    Suppression {
        rules = List.copyOf(rules);
    }

    /** Those of a file, in order. */
    static List<Suppression> of(Script script, ParsedSql parsed) {
        SourceFile sql = script.sql();
        List<Suppression> found = new ArrayList<>();
        for (Comment comment : parsed.comments()) {
            String text = inner(comment.span().of(sql.text()));
            Matcher directive = DIRECTIVE.matcher(text);
            if (directive.lookingAt()) {
                List<String> rules = directive.group("rules") == null
                        ? List.of()
                        : List.of(directive.group("rules").trim().split("\\s*,\\s*"));
                String reason = directive.group("reason") == null
                        ? ""
                        : directive.group("reason").strip();
                Span scope = directive.group("file") != null
                        ? new Span(0, script.source().text().length())
                        : script.inSource(scope(comment.span(), parsed, sql.lines()));
                found.add(new Suppression(script.source(), script.inSource(comment.span()), rules, reason, scope));
            }
        }
        return found;
    }

    private static String inner(String comment) {
        String text = comment.startsWith("--") ? comment.substring(2) : comment.substring(2, comment.length() - 2);
        return text.strip();
    }

    private static Span scope(Span comment, ParsedSql parsed, LineIndex lines) {
        int line = lines.position(comment.start()).line();
        Span next = null;
        for (Statement statement : parsed.statements()) {
            Span span = statement.span();
            boolean endsOnItsLine =
                    span.end() <= comment.start() && lines.position(span.end()).line() == line;
            if (endsOnItsLine || (span.start() <= comment.start() && comment.end() <= span.end())) {
                return span;
            }
            if (span.start() >= comment.end()) {
                next = span;
                break;
            }
        }
        return next == null ? comment : next;
    }

    boolean covers(ReviewFinding finding) {
        return !reason.isEmpty()
                && rules.contains(finding.rule().id())
                && finding.source().name().equals(source.name())
                && scope.start() <= finding.span().start()
                && finding.span().start() <= scope.end();
    }
}
