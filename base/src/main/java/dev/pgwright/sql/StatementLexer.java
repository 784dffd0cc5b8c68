package dev.pgwright.sql;

import dev.pgwright.source.Span;
import dev.pgwright.sql.Skipped.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where statements end, the way psql does it (its psqlscan.l), together with comments and with what only psql
 * understands. The parser decides what is right; this says what to hand it, so that one error does not hide the next
 * statements.
 */
final class StatementLexer {
    /** Commands that end the statement before them, as a semicolon does. */
    private static final Set<String> SENDING_COMMANDS =
            Set.of("g", "gx", "gset", "gexec", "gdesc", "watch", "crosstabview", "bind", "bind_named", "parse");

    private static final String COPY_END = "\\.";

    private final String text;
    private final Quotes quotes;
    private final List<Comment> comments = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final List<Span> openCopies = new ArrayList<>();
    private int at;
    private boolean copyPending;
    private StatementShape shape = new StatementShape();
    private Draft draft = new Draft();

    /**
     * The text of one statement.
     *
     * @param span from its first token; with its semicolon when {@code terminated}
     * @param part number that grows with each skipped text: chunks of one part are separated by blanks and comments only
     * @param holes skipped text inside
     * @param longQuotes strings and quoted names that reach over a line end
     * @param open whether the end of the text came inside a quote or a body
     */
    record Chunk(Span span, int part, boolean terminated, List<Span> holes, List<Span> longQuotes, boolean open) {}

    /** A chunk in the making. */
    private static final class Draft {
        int start = -1;
        int end;
        boolean open;
        final List<Span> holes = new ArrayList<>();
        final List<Span> longQuotes = new ArrayList<>();
    }

    StatementLexer(String text) {
        this.text = text;
        this.quotes = new Quotes(text);
    }

    List<Comment> comments() {
        return comments;
    }

    List<Skipped> skipped() {
        return skipped;
    }

    /** COPY data without its closing line. */
    List<Span> openCopies() {
        return openCopies;
    }

    /** Starts anew at an offset, as if nothing behind it had been read. */
    void restart(int offset) {
        at = offset;
        copyPending = false;
        comments.removeIf(comment -> comment.span().start() >= offset);
        skipped.removeIf(skip -> skip.span().start() >= offset);
        openCopies.removeIf(span -> span.start() >= offset);
    }

    /** The next statement; null when there is none. */
    @Nullable Chunk next() {
        shape = new StatementShape();
        draft = new Draft();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isBlank(c)) {
                blank(c);
            } else if (c == '-' && text.startsWith("--", at)) {
                lineComment();
            } else if (c == '/' && text.startsWith("/*", at)) {
                blockComment();
            } else if (c == '\\' && metaCommand()) {
                if (shape.isSent()) {
                    return chunk(false);
                }
            } else if (c == ';' && !shape.isInsideBody()) {
                if (draft.start < 0) {
                    at++;
                    continue;
                }
                token(at + 1);
                copyPending = shape.isCopyFromStdin();
                return chunk(true);
            } else {
                token(c);
            }
        }
        if (draft.start < 0) {
            return null;
        }
        draft.open |= shape.isInsideBody();
        return chunk(false);
    }

    private Chunk chunk(boolean terminated) {
        return new Chunk(
                new Span(draft.start, draft.end),
                skipped.size(),
                terminated,
                List.copyOf(draft.holes),
                List.copyOf(draft.longQuotes),
                draft.open);
    }

    private void token(char c) {
        int end;
        if (c == '\'' || c == '"') {
            boolean escapes = c == '\'' && shape.continuesEscapeString(text, at);
            end = quoted(at, c, escapes);
            shape.other(escapes ? end : -1);
        } else if (c == '$') {
            end = dollar();
            shape.other(-1);
        } else if (isNameStart(c)) {
            end = word();
        } else if (c >= '0' && c <= '9') {
            end = at + 1;
            while (end < text.length() && (isNamePart(text.charAt(end)) || text.charAt(end) == '.')) {
                end++;
            }
            shape.other(-1);
        } else {
            end = at + 1;
            shape.sign(c);
        }
        token(end);
    }

    private void token(int end) {
        if (draft.start < 0) {
            draft.start = at;
        }
        draft.end = end;
        at = end;
    }

    private int word() {
        boolean escapeString = (text.charAt(at) == 'e' || text.charAt(at) == 'E') && text.startsWith("'", at + 1);
        if (escapeString) {
            int end = quoted(at + 1, '\'', true);
            shape.other(end);
            return end;
        }
        int end = at + 1;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        shape.word(text, at, end);
        return end;
    }

    private int quoted(int from, char quote, boolean escapes) {
        return closed(from, quotes.end(from, quote, escapes));
    }

    private int dollar() {
        int tagEnd = quotes.dollarTagEnd(at);
        return tagEnd < 0 ? at + 1 : closed(at, quotes.dollarEnd(at, tagEnd));
    }

    /** Takes note of a quoted text whose end was found, or was not (-1). */
    private int closed(int from, int end) {
        if (end < 0) {
            draft.open = true;
        }
        int bounded = end < 0 ? text.length() : end;
        if ((end < 0 || text.charAt(from) != '$') && hasLineEnd(from, bounded)) {
            draft.longQuotes.add(new Span(from, bounded));
        }
        return bounded;
    }

    /** Looks no further than it must: a file may be one line of megabytes. */
    private boolean hasLineEnd(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n') {
                return true;
            }
        }
        return false;
    }

    private void lineComment() {
        int end = lineEnd(at);
        comments.add(new Comment(new Span(at, end), Comment.Kind.LINE));
        at = end;
    }

    private void blockComment() {
        int depth = 0;
        int i = at;
        while (i < text.length()) {
            if (text.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i += 2;
                if (depth == 0) {
                    comments.add(new Comment(new Span(at, i), Comment.Kind.BLOCK));
                    at = i;
                    return;
                }
            } else {
                i++;
            }
        }
        // the parser shall see it and complain
        comments.add(new Comment(new Span(at, text.length()), Comment.Kind.BLOCK));
        token(text.length());
    }

    private void blank(char c) {
        boolean lineEnds = c == '\n' || (c == '\r' && !text.startsWith("\n", at + 1));
        at++;
        if (copyPending && lineEnds) {
            copyPending = false;
            copyData();
        }
    }

    private void copyData() {
        int from = at;
        int candidate = text.indexOf(COPY_END, from);
        while (candidate >= 0) {
            boolean startsLine = candidate == from || isLineEnd(candidate - 1);
            int behind = candidate + COPY_END.length();
            if (startsLine && (behind == text.length() || isLineEnd(behind))) {
                skip(new Span(from, behind), Kind.COPY_DATA);
                return;
            }
            candidate = text.indexOf(COPY_END, behind);
        }
        if (from < text.length()) {
            openCopies.add(new Span(from, text.length()));
            skip(new Span(from, text.length()), Kind.COPY_DATA);
        }
    }

    /** Skips a command of psql; false when the backslash starts none. */
    private boolean metaCommand() {
        if (text.startsWith("\\;", at)) {
            send();
            skip(new Span(at, at + 2), Kind.META_COMMAND);
            return true;
        }
        int nameEnd = at + 1;
        while (nameEnd < text.length() && isNamePart(text.charAt(nameEnd))) {
            nameEnd++;
        }
        String name = text.substring(at + 1, nameEnd);
        boolean sends = SENDING_COMMANDS.contains(name);
        if (!sends && !startsLine()) {
            return false;
        }
        if (sends) {
            send();
        }
        int end = lineEnd(at);
        int separator = text.indexOf("\\\\", nameEnd);
        if (separator >= 0 && separator < end) {
            end = separator + 2;
        }
        String arguments = text.substring(nameEnd, end);
        boolean readsRows = name.equals("copy") && StatementShape.readsFromStdin(arguments);
        skip(new Span(at, end), Kind.META_COMMAND);
        copyPending |= readsRows;
        return true;
    }

    private void send() {
        if (draft.start >= 0) {
            shape.send();
        }
    }

    private void skip(Span span, Kind kind) {
        skipped.add(new Skipped(span, kind));
        if (draft.start >= 0 && !shape.isSent()) {
            draft.holes.add(span);
        }
        at = span.end();
    }

    private boolean startsLine() {
        for (int i = at - 1; i >= 0 && !isLineEnd(i); i--) {
            if (!isBlank(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < text.length() && !isLineEnd(end)) {
            end++;
        }
        return end;
    }

    private boolean isLineEnd(int index) {
        return text.charAt(index) == '\n' || text.charAt(index) == '\r';
    }

    static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    static boolean isNamePart(char c) {
        return isNameStart(c) || (c >= '0' && c <= '9') || c == '$';
    }
}
