package dev.pgwright.sql;

import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.StatementLexer.Chunk;
import dev.pgwright.sql.engine.ParsedText;
import dev.pgwright.sql.engine.ParsedText.Failure;
import dev.pgwright.sql.engine.ParsedText.RawStatement;
import dev.pgwright.sql.engine.ParsedText.Statements;
import dev.pgwright.sql.engine.ParserSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses a whole file. Neighbouring statements go to the parser together, and then it alone says where they end; only
 * when it rejects them does each go by itself.
 */
final class FileParser {
    /** UTF-16 units handed over at once: enough to make calls cheap, little enough to keep the answers small. */
    private static final int GROUP = 32_768;

    /** How much of a text with an open quote is tried first. */
    private static final int GLANCE = 65_536;

    private static final int MOST_RECOVERIES = 1_000;

    /** A line end behind a semicolon and a line that looks like the start of a statement. */
    private static final Pattern NEXT_STATEMENT = Pattern.compile(
            ";[ \\t]*(?:--[^\\n]*)?\\r?\\n\\s*(?=(?:alter|analyze|begin|call|comment|commit|copy|create|delete|do|drop"
                    + "|explain|grant|insert|lock|merge|refresh|reindex|reset|revoke|rollback|select|set|truncate"
                    + "|update|vacuum|with)\\s)",
            Pattern.CASE_INSENSITIVE);

    private final SourceFile source;
    private final String text;
    private final ParserSession parser;
    private final StatementLexer lexer;
    private final List<Statement> statements = new ArrayList<>();
    private final List<SyntaxError> errors = new ArrayList<>();
    private @Nullable Chunk ahead;
    private int recoveries;

    FileParser(SourceFile source, ParserSession parser) {
        this.source = source;
        this.text = source.text();
        this.parser = parser;
        this.lexer = new StatementLexer(text);
    }

    ParsedSql parse() {
        ahead = lexer.next();
        for (List<Chunk> group = nextGroup(); !group.isEmpty(); group = nextGroup()) {
            parseGroup(group);
        }
        for (Span copy : lexer.openCopies()) {
            errors.add(
                    new SyntaxError(Span.at(copy.start()), "COPY data without its end, a line with \\.", null, copy));
        }
        errors.sort(Comparator.comparing(SyntaxError::span));
        return new ParsedSql(source, statements, errors, lexer.comments(), lexer.skipped());
    }

    private List<Chunk> nextGroup() {
        List<Chunk> group = new ArrayList<>();
        while (ahead != null && (group.isEmpty() || fits(group, ahead))) {
            group.add(ahead);
            ahead = lexer.next();
        }
        return group;
    }

    private static boolean fits(List<Chunk> group, Chunk next) {
        Chunk first = group.get(0);
        Chunk last = group.get(group.size() - 1);
        return last.terminated()
                && last.part() == next.part()
                && last.holes().isEmpty()
                && next.holes().isEmpty()
                && !next.open()
                && next.span().end() - first.span().start() <= GROUP;
    }

    private void parseGroup(List<Chunk> group) {
        if (group.size() > 1) {
            int start = group.get(0).span().start();
            int end = group.get(group.size() - 1).span().end();
            if (parser.parse(text.substring(start, end), start) instanceof Statements parsed) {
                add(parsed);
                return;
            }
        }
        for (Chunk chunk : group) {
            ParsedText parsed = parseChunk(chunk);
            if (parsed instanceof Statements accepted) {
                add(accepted);
            } else if (parsed instanceof Failure failure) {
                int resume = resumption(chunk, failure.offset());
                int end = resume < 0 ? chunk.span().end() : resume;
                errors.add(error(failure, new Span(chunk.span().start(), end)));
                if (resume >= 0) {
                    recoveries++;
                    lexer.restart(resume);
                    ahead = lexer.next();
                    return;
                }
            }
        }
    }

    private ParsedText parseChunk(Chunk chunk) {
        int start = chunk.span().start();
        String sql = withoutHoles(chunk);
        if (chunk.open() && sql.length() > GLANCE) {
            int cut = Character.isHighSurrogate(sql.charAt(GLANCE - 1)) ? GLANCE - 1 : GLANCE;
            ParsedText glance = parser.parse(sql.substring(0, cut), start);
            if (glance instanceof Failure failure && failure.offset() < start + cut) {
                return glance;
            }
        }
        return parser.parse(sql, start);
    }

    /** The chunk's text with blanks for what is not SQL. */
    private String withoutHoles(Chunk chunk) {
        if (chunk.holes().isEmpty()) {
            return chunk.span().of(text);
        }
        StringBuilder sql = new StringBuilder(chunk.span().of(text));
        int start = chunk.span().start();
        for (Span hole : chunk.holes()) {
            int end = Math.min(hole.end(), chunk.span().end()) - start;
            for (int i = hole.start() - start; i < end; i++) {
                sql.setCharAt(i, ' ');
            }
        }
        return sql.toString();
    }

    private void add(Statements parsed) {
        for (RawStatement statement : parsed.statements()) {
            int end = withoutTail(statement.start(), statement.end());
            statements.add(new Statement(new Span(statement.start(), end), statement.tree()));
        }
    }

    /** The end of a statement without blanks and comments behind its last token. */
    private int withoutTail(int start, int end) {
        int trimmed = end;
        int comment = lastCommentBefore(end);
        while (trimmed > start) {
            if (StatementLexer.isBlank(text.charAt(trimmed - 1))) {
                trimmed--;
            } else if (comment >= 0 && lexer.comments().get(comment).span().end() == trimmed) {
                trimmed = Math.max(lexer.comments().get(comment).span().start(), start);
                comment--;
            } else {
                break;
            }
        }
        return trimmed;
    }

    private int lastCommentBefore(int end) {
        List<Comment> comments = lexer.comments();
        int low = 0;
        int high = comments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (comments.get(middle).span().end() <= end) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /**
     * Where to go on behind a statement that was rejected, when its end cannot be trusted: a quote that is opened by
     * mistake swallows what follows, and the parser stops inside or right behind it. -1 when the chunk's own end is to be
     * taken.
     */
    private int resumption(Chunk chunk, int errorOffset) {
        boolean suspicious = chunk.open() || !chunk.longQuotes().isEmpty();
        if (!suspicious || recoveries >= MOST_RECOVERIES) {
            return -1;
        }
        int from = chunk.longQuotes().stream()
                .filter(quote -> quote.end() <= errorOffset
                        && new Span(quote.end(), errorOffset).of(text).isBlank())
                .mapToInt(Span::start)
                .findFirst()
                .orElse(errorOffset);
        Matcher candidate =
                NEXT_STATEMENT.matcher(text).region(from, chunk.span().end());
        candidate.useTransparentBounds(true);
        while (candidate.find()) {
            int semicolon = candidate.start();
            boolean insideQuote =
                    chunk.longQuotes().stream().anyMatch(quote -> quote.start() < semicolon && semicolon < quote.end());
            if (chunk.open() || insideQuote) {
                return candidate.end();
            }
        }
        return -1;
    }

    private SyntaxError error(Failure failure, Span statement) {
        ErrorMessage message = ErrorMessage.of(failure.message());
        int offset = failure.offset();
        String near = message.near();
        Span span = near != null && text.startsWith(near, offset)
                ? new Span(offset, offset + near.length())
                : Span.at(offset);
        return new SyntaxError(span, message.shown(), message.shownNear(), statement);
    }
}
