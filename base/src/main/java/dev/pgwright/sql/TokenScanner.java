package dev.pgwright.sql;

import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tokens of usual SQL by the rules of PostgreSQL's scanner (scan.l of PostgreSQL 18), thirty times as fast as the scanner
 * itself runs here. Whatever is not usual (strings with prefixes, numbers that are not just digits, what would be an error)
 * it leaves to the scanner: it answers as that does or not at all.
 */
final class TokenScanner {
    private static final String OPERATOR_CHARACTERS = "~!@#^&|`?+-*/%<>=";

    /** With one of these an operator may end in + or -. */
    private static final String FREE_ENDING = "~!@#^&|`?%";

    private static final String PUNCTUATION = "()[],;.:";

    private final String text;
    private final Quotes quotes;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private TokenScanner(String text) {
        this.text = text;
        this.quotes = new Quotes(text);
    }

    /** The tokens of a text; empty when the text is for PostgreSQL's own scanner to read. */
    static Optional<List<Token>> scan(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        TokenScanner scanner = new TokenScanner(text);
        while (scanner.at < text.length()) {
            if (!scanner.next()) {
                return Optional.empty();
            }
        }
        return Optional.of(List.copyOf(scanner.tokens));
    }

    /** Reads a token or blanks; false when what stands here is not usual. */
    private boolean next() {
        char c = text.charAt(at);
        if (StatementLexer.isBlank(c)) {
            at++;
            return true;
        }
        if (StatementLexer.isNameStart(c)) {
            return word();
        }
        if (isDigit(c)) {
            return number();
        }
        if (PUNCTUATION.indexOf(c) >= 0) {
            return punctuation(c);
        }
        return switch (c) {
            case '\'' -> string(quotes.end(at, c, false));
            case '"' -> quotedName();
            case '$' -> dollar();
            default -> OPERATOR_CHARACTERS.indexOf(c) >= 0 && commentOrOperator();
        };
    }

    private boolean add(int end, Token.Kind kind) {
        tokens.add(new Token(new Span(at, end), kind));
        at = end;
        return true;
    }

    private boolean word() {
        int end = at;
        while (end < text.length() && StatementLexer.isNamePart(text.charAt(end))) {
            // halves of pairs are another character to the scanner when they stand alone
            if (Character.isSurrogate(text.charAt(end))) {
                return false;
            }
            end++;
        }
        char behind = charAt(end);
        boolean prefix = end == at + 1 && (behind == '\'' || behind == '&');
        if (prefix) {
            return false;
        }
        Token.Kind keyword = Keywords.kind(text, at, end);
        return add(end, keyword == null ? Token.Kind.IDENTIFIER : keyword);
    }

    private boolean number() {
        int end = digitsEnd(at);
        if (charAt(end) == '.' && isDigit(charAt(end + 1))) {
            end = digitsEnd(end + 1);
        }
        char behind = charAt(end);
        return behind != '.' && !StatementLexer.isNamePart(behind) && add(end, Token.Kind.NUMBER);
    }

    private boolean punctuation(char c) {
        char behind = charAt(at + 1);
        if (c == '.' && (behind == '.' || isDigit(behind))) {
            return false;
        }
        if (c == ':' && (behind == ':' || behind == '=')) {
            return add(at + 2, Token.Kind.OPERATOR);
        }
        return add(at + 1, Token.Kind.PUNCTUATION);
    }

    /** A string, unless it may go on behind a line end. */
    private boolean string(int end) {
        if (end < 0) {
            return false;
        }
        int behind = end;
        while (behind < text.length()) {
            if (StatementLexer.isBlank(text.charAt(behind))) {
                behind++;
            } else if (text.startsWith("--", behind)) {
                behind = lineEnd(behind);
            } else {
                break;
            }
        }
        return charAt(behind) != '\'' && add(end, Token.Kind.STRING);
    }

    private boolean quotedName() {
        int end = quotes.end(at, '"', false);
        return end > at + 2 && add(end, Token.Kind.IDENTIFIER);
    }

    private boolean dollar() {
        if (isDigit(charAt(at + 1))) {
            int end = digitsEnd(at + 1);
            return !StatementLexer.isNamePart(charAt(end)) && add(end, Token.Kind.PARAMETER);
        }
        int tagEnd = quotes.dollarTagEnd(at);
        int end = tagEnd < 0 ? -1 : quotes.dollarEnd(at, tagEnd);
        return end >= 0 && add(end, Token.Kind.STRING);
    }

    private boolean commentOrOperator() {
        if (text.startsWith("--", at)) {
            return add(lineEnd(at), Token.Kind.LINE_COMMENT);
        }
        if (text.startsWith("/*", at)) {
            int end = text.indexOf("*/", at + 2);
            boolean nested = end >= 0 && text.substring(at + 2, end + 1).contains("/*");
            return end >= 0 && !nested && add(end + 2, Token.Kind.BLOCK_COMMENT);
        }
        return add(operatorEnd(), Token.Kind.OPERATOR);
    }

    /** An operator ends before a comment, and before a + or - that it does not need. */
    private int operatorEnd() {
        int end = at;
        boolean free = false;
        while (end < text.length() && OPERATOR_CHARACTERS.indexOf(text.charAt(end)) >= 0) {
            if (text.startsWith("--", end) || text.startsWith("/*", end)) {
                break;
            }
            free |= FREE_ENDING.indexOf(text.charAt(end)) >= 0;
            end++;
        }
        while (!free && end > at + 1 && (text.charAt(end - 1) == '+' || text.charAt(end - 1) == '-')) {
            end--;
        }
        return end;
    }

    private int digitsEnd(int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** A blank behind the end of the text. */
    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : ' ';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
