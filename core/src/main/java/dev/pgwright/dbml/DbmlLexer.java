package dev.pgwright.dbml;

import dev.pgwright.dbml.DbmlToken.Kind;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into tokens as {@code @dbml/core} 10 does; a fault becomes a problem and the rest goes on. */
final class DbmlLexer {
    private static final String OPERATOR_CHARACTERS = "+-*/%<>=!.&|~?";
    /** Longest first. */
    private static final List<String> OPERATORS = List.of(
            "?<>?", "<>?", "?<>", "?>?", "?<?", "?-?", "<>", "<?", ">?", "?<", "?>", "-?", "?-", "<-", "->", "<=", ">=",
            "==", "!=");

    private final SourceFile source;
    private final int base;
    private final String text;
    private final List<DbmlToken> tokens = new ArrayList<>();
    private final List<DbmlComment> comments = new ArrayList<>();
    private final List<Problem> problems;
    private int at;
    private int start;
    private boolean startsLine = true;
    private boolean spaced;

    /** @param base where the file begins among all files of the schema; added to all spans */
    DbmlLexer(SourceFile source, int base, List<Problem> problems) {
        this.source = source;
        this.base = base;
        this.text = source.text();
        this.problems = problems;
    }

    List<DbmlToken> tokens() {
        return tokens;
    }

    List<DbmlComment> comments() {
        return comments;
    }

    DbmlLexer run() {
        while (at < text.length()) {
            start = at;
            next();
        }
        start = at;
        add(Kind.END, "");
        return this;
    }

    private void next() {
        char c = text.charAt(at);
        switch (c) {
            case '\n', '\r' -> {
                at++;
                startsLine = true;
                spaced = true;
            }
            case ' ', '\t', '\f', '\u000B', '\u00A0' -> {
                at++;
                spaced = true;
            }
            case ',' -> single(Kind.COMMA);
            case ':' -> single(Kind.COLON);
            case '(' -> single(Kind.LEFT_PARENTHESIS);
            case ')' -> single(Kind.RIGHT_PARENTHESIS);
            case '[' -> single(Kind.LEFT_BRACKET);
            case ']' -> single(Kind.RIGHT_BRACKET);
            case '{' -> single(Kind.LEFT_BRACE);
            case '}' -> single(Kind.RIGHT_BRACE);
            case '\'' -> {
                if (text.startsWith("'''", at)) {
                    String value = quoted("'''", true, "text");
                    add(Kind.TEXT, DbmlText.dedent(value));
                } else {
                    String value = quoted("'", false, "text");
                    add(Kind.TEXT, value);
                }
            }
            case '"' -> {
                String value = quoted("\"", false, "quoted name");
                add(Kind.QUOTED_NAME, value);
            }
            case '`' -> expression();
            case '#' -> {
                at++;
                skipNameCharacters();
                add(Kind.COLOR, text.substring(start, at));
            }
            case '/' -> {
                if (text.startsWith("//", at)) {
                    lineComment();
                } else if (text.startsWith("/*", at)) {
                    blockComment();
                } else {
                    single(Kind.OPERATOR);
                }
            }
            default -> other(c);
        }
    }

    private void other(char c) {
        int codePoint = text.codePointAt(at);
        if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
            operator();
        } else if (startsName(codePoint)) {
            skipNameCharacters();
            add(Kind.WORD, text.substring(start, at));
        } else if (c >= '0' && c <= '9') {
            numberOrWord();
        } else {
            // a run of the same is one slip
            while (at < text.length() && text.codePointAt(at) == codePoint) {
                at += Character.charCount(codePoint);
            }
            problem(
                    start,
                    "unexpected character "
                            + (Character.isISOControl(codePoint)
                                    ? String.format(Locale.ROOT, "U+%04X", codePoint)
                                    : "'" + Character.toString(codePoint) + "'"),
                    "names with characters other than letters, digits and _ stand in double quotes");
        }
    }

    private void operator() {
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                add(Kind.OPERATOR, operator);
                return;
            }
        }
        single(Kind.OPERATOR);
    }

    private void numberOrWord() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        int digitsEnd = at;
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
        }
        skipExponent();
        if (at < text.length() && continuesName(text.codePointAt(at))) {
            at = digitsEnd;
            skipNameCharacters();
            add(Kind.WORD, text.substring(start, at));
            return;
        }
        add(Kind.NUMBER, text.substring(start, at));
    }

    private void skipExponent() {
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int digits = at + 1;
            if (digits < text.length() && (text.charAt(digits) == '+' || text.charAt(digits) == '-')) {
                digits++;
            }
            int end = digits;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            if (end > digits) {
                at = end;
            }
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean startsName(int codePoint) {
        if (codePoint < 128) {
            return codePoint == '_' || (codePoint | 32) >= 'a' && (codePoint | 32) <= 'z';
        }
        int type = Character.getType(codePoint);
        return Character.isLetter(codePoint)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    static boolean continuesName(int codePoint) {
        return codePoint >= '0' && codePoint <= '9' || startsName(codePoint);
    }

    private void skipNameCharacters() {
        while (at < text.length() && continuesName(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
    }

    /** Reads up to the closing quote and resolves escapes; where it is missing, the line (or the file) ends the token. */
    private String quoted(String quote, boolean multiline, String what) {
        at += quote.length();
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith(quote, at)) {
                at += quote.length();
                return value.toString();
            }
            if (c == '\n' && !multiline) {
                problem(
                        start,
                        "this " + what + " is not closed before the end of the line",
                        "close it with " + quote
                                + (quote.equals("'") ? ", or use ''' for a text of several lines" : ""));
                return value.toString();
            }
            at++;
            if (c == '\\') {
                escape(value);
            } else if (c != '\r' || at >= text.length() || text.charAt(at) != '\n') {
                value.append(c);
            }
        }
        problem(start, "this " + what + " is never closed", "close it with " + quote);
        return value.toString();
    }

    private void escape(StringBuilder value) {
        if (at >= text.length()) {
            value.append('\\');
            return;
        }
        char c = text.charAt(at++);
        switch (c) {
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'v' -> value.append('\u000B');
            case '0' -> value.append('\0');
            case ' ' -> value.append("\\ ");
            case '\n' -> {}
            case '\r' -> {
                if (at < text.length() && text.charAt(at) == '\n') {
                    at++;
                }
            }
            case 'u' -> unicodeEscape(value);
            default -> value.append(c);
        }
    }

    private void unicodeEscape(StringBuilder value) {
        int end = at;
        while (end < text.length() && end < at + 4 && Character.digit(text.charAt(end), 16) >= 0) {
            end++;
        }
        if (end == at + 4) {
            value.append((char) Integer.parseInt(text.substring(at, end), 16));
        } else {
            problem(at - 2, "\\u needs four hexadecimal digits", "write a backslash as \\\\");
            value.append("\\u").append(text, at, end);
        }
        at = end;
    }

    private void expression() {
        int close = text.indexOf('`', at + 1);
        if (close < 0) {
            int lineEnd = text.indexOf('\n', at);
            at = lineEnd < 0 ? text.length() : lineEnd;
            problem(start, "this expression is never closed", "close it with `");
            add(Kind.EXPRESSION, text.substring(start + 1, at));
            return;
        }
        at = close + 1;
        add(Kind.EXPRESSION, text.substring(start + 1, close).replace("\r\n", "\n"));
    }

    private void lineComment() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
        int last = at > start && text.charAt(at - 1) == '\r' ? at - 1 : at;
        comments.add(new DbmlComment(span(start, last), startsLine));
        spaced = true;
    }

    private void blockComment() {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            problem(start, "this comment is never closed", "close it with */");
        }
        at = end < 0 ? text.length() : end + 2;
        comments.add(new DbmlComment(span(start, at), startsLine));
        startsLine |= text.substring(start, at).indexOf('\n') >= 0;
        spaced = true;
    }

    private Span span(int from, int to) {
        return new Span(base + from, base + to);
    }

    private void single(Kind kind) {
        at++;
        add(kind, text.substring(start, at));
    }

    private void add(Kind kind, String value) {
        tokens.add(new DbmlToken(kind, span(start, at), value, startsLine, spaced || startsLine));
        startsLine = false;
        spaced = false;
    }

    private void problem(int offset, String message, String hint) {
        problems.add(new Problem(source.place(offset), message, hint));
    }
}
