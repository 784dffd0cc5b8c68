package dev.pgwright.workload;

import dev.pgwright.finding.Finding;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Comment;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.SyntaxError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SQL statements, each with how often it is called in a comment in front of it: {@code -- pgwright:calls 12.5/s}. */
final class WorkloadSql {
    private static final Pattern CALLS = Pattern.compile("pgwright:calls\\b\\s*(?<rest>.*)", Pattern.DOTALL);
    private static final Pattern RATE = Pattern.compile("(?<number>\\d+(?:\\.\\d+)?)\\s*/\\s*(?<unit>s|min|h|day)\\s*");
    private static final Map<String, Double> SECONDS = Map.of("s", 1.0, "min", 60.0, "h", 3_600.0, "day", 86_400.0);

    private final SourceFile file;
    private final List<Finding> problems = new ArrayList<>();

    private WorkloadSql(SourceFile file) {
        this.file = file;
    }

    static Workload read(SourceFile file) {
        return new WorkloadSql(file).read();
    }

    private Workload read() {
        ParsedSql parsed = Sql.parse(file);
        for (SyntaxError error : parsed.errors()) {
            problems.add(WorkloadFile.problem(file.place(error.span().start()), error.message(), null));
        }
        List<KnownQuery> queries = new ArrayList<>();
        int from = 0;
        for (Statement statement : parsed.statements()) {
            Double calls = calls(parsed.comments(), from, statement.span().start());
            int line = file.position(statement.span().start()).line();
            queries.add(new KnownQuery(
                    file.name() + ":" + line,
                    statement.span().of(file.text()),
                    calls,
                    null,
                    new QueryPlace(file, statement.span())));
            from = statement.span().end();
        }
        calls(parsed.comments(), from, file.text().length());
        return new Workload(queries, problems);
    }

    /** What the comments between two offsets say; the last one counts. */
    private @Nullable Double calls(List<Comment> comments, int from, int to) {
        Double calls = null;
        for (Comment comment : comments) {
            if (comment.span().start() >= from && comment.span().end() <= to) {
                Matcher directive = CALLS.matcher(inner(comment));
                if (directive.lookingAt()) {
                    calls = perSecond(comment, directive.group("rest"));
                }
            }
        }
        return calls;
    }

    private String inner(Comment comment) {
        String text = comment.span().of(file.text());
        return (comment.kind() == Comment.Kind.LINE ? text.substring(2) : text.substring(2, text.length() - 2)).strip();
    }

    private @Nullable Double perSecond(Comment comment, String text) {
        Matcher rate = RATE.matcher(text);
        if (!rate.matches()) {
            problems.add(WorkloadFile.problem(
                    file.place(comment.span().start()),
                    "these are no calls: '" + text.strip() + "'",
                    "write a number and a unit: -- pgwright:calls 12.5/s; units are s, min, h, day"));
            return null;
        }
        Double seconds = SECONDS.get(rate.group("unit"));
        return seconds == null ? null : Double.parseDouble(rate.group("number")) / seconds;
    }
}
