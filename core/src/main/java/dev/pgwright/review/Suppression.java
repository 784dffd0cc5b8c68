package dev.pgwright.review;

import dev.pgwright.code.CodeFile;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.source.LineIndex;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Comment;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.SyntaxError;
import dev.pgwright.workload.DatabaseFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A comment that keeps findings silent: {@code -- pgwright:ignore rule-id, other-id: reason}. In front of a statement or
 * behind it on its line it is about that statement; {@code pgwright:ignore-file} is about the whole file.
 *
 * @param comment where it stands
 * @param rules the ids
 * @param reason why; empty when none is given, and then it does not count
 * @param scopes the texts it is about
 */
record Suppression(SourceFile source, Span comment, List<String> rules, String reason, List<Span> scopes) {
    private static final Pattern DIRECTIVE = Pattern.compile(
            "pgwright:ignore(?<file>-file)?(?![-\\w])\\s*(?<rules>[\\w-]+(?:\\s*,\\s*[\\w-]+)*)?\\s*(?::(?<reason>.*))?",
            Pattern.DOTALL);

    Suppression {
        rules = List.copyOf(rules);
        scopes = List.copyOf(scopes);
    }

    /** Those of a file, in order. */
    static List<Suppression> of(Script script, ParsedSql parsed) {
        SourceFile sql = script.sql();
        List<Suppression> found = new ArrayList<>();
        for (Comment comment : parsed.comments()) {
            String text = inner(comment.span().of(sql.text()));
            Matcher directive = DIRECTIVE.matcher(text);
            if (directive.lookingAt()) {
                Span scope = directive.group("file") != null
                        ? new Span(0, script.source().text().length())
                        : script.inSource(scope(comment.span(), parsed, sql.lines()));
                found.add(of(script.source(), script.inSource(comment.span()), directive, List.of(scope)));
            }
        }
        return found;
    }

    private static Suppression of(SourceFile source, Span comment, Matcher directive, List<Span> scopes) {
        List<String> rules = directive.group("rules") == null
                ? List.of()
                : List.of(directive.group("rules").trim().split("\\s*,\\s*"));
        String reason = directive.group("reason") == null
                ? ""
                : directive.group("reason").strip();
        return new Suppression(source, comment, rules, reason, scopes);
    }

    /** Those of a source file. One in front of a statement, or within its call, is about that statement. */
    static List<Suppression> of(CodeFile file) {
        List<Suppression> found = new ArrayList<>();
        SourceFile source = file.source();
        for (Span comment : file.comments()) {
            Matcher directive = DIRECTIVE.matcher(innerOfCode(comment.of(source.text())));
            if (directive.lookingAt()) {
                List<Span> scopes = directive.group("file") != null
                        ? List.of(new Span(0, source.text().length()))
                        : scopes(comment, file);
                found.add(of(source, comment, directive, scopes));
            }
        }
        return found;
    }

    private static String innerOfCode(String comment) {
        int start = 0;
        while (start < comment.length() && "/*#<!-".indexOf(comment.charAt(start)) >= 0) {
            start++;
        }
        int end = comment.length();
        while (end > start && "*/->".indexOf(comment.charAt(end - 1)) >= 0) {
            end--;
        }
        return comment.substring(start, end).strip();
    }

    /** The statement whose call or text a comment stands in, behind on its line, or else in front of. */
    private static List<Span> scopes(Span comment, CodeFile file) {
        LineIndex lines = file.source().lines();
        int line = lines.position(comment.start()).line();
        List<Span> next = List.of(comment);
        int nearest = Integer.MAX_VALUE;
        List<List<Span>> all = new ArrayList<>();
        file.statements().forEach(statement -> all.add(List.of(statement.call(), statement.span())));
        file.calls().looped().forEach(call -> all.add(List.of(call.call())));
        file.lazy().accesses().forEach(access -> all.add(List.of(access.call())));
        for (List<Span> own : all) {
            for (Span span : own) {
                boolean endsOnItsLine = span.end() <= comment.start()
                        && lines.position(span.end()).line() == line;
                if (endsOnItsLine || span.contains(comment.start())) {
                    return own;
                }
                if (span.start() >= comment.end() && span.start() < nearest) {
                    nearest = span.start();
                    next = own;
                }
            }
        }
        return next;
    }

    private static String inner(String comment) {
        String text = comment.startsWith("--") ? comment.substring(2) : comment.substring(2, comment.length() - 2);
        return text.strip();
    }

    private static Span scope(Span comment, ParsedSql parsed, LineIndex lines) {
        int line = lines.position(comment.start()).line();
        Span next = null;
        List<Span> statements = Stream.concat(
                        parsed.statements().stream().map(Statement::span),
                        parsed.errors().stream().map(SyntaxError::statement))
                .sorted()
                .toList();
        for (Span span : statements) {
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
                && scopes.stream()
                        .anyMatch(scope -> scope.start() <= finding.span().start()
                                && finding.span().start() <= scope.end());
    }

    /** What is wrong with it: it suppresses nothing. */
    List<ReviewFinding> faults(List<ReviewFinding> silent, DatabaseFacts facts) {
        if (reason.isEmpty() || rules.isEmpty()) {
            Report report = new Report(EngineRules.SUPPRESSION_WITHOUT_REASON, RuleSettings.NONE, facts);
            report.found(
                    source,
                    comment,
                    rules.isEmpty()
                            ? "The comment names no rule to ignore"
                            : "The comment gives no reason, so it suppresses nothing");
            return report.findings();
        }
        Report report = new Report(EngineRules.UNUSED_SUPPRESSION, RuleSettings.NONE, facts);
        for (String rule : rules) {
            if (silent.stream().noneMatch(finding -> finding.rule().id().equals(rule) && covers(finding))) {
                report.found(source, comment, rule + " finds nothing here to ignore");
            }
        }
        return report.findings();
    }
}
