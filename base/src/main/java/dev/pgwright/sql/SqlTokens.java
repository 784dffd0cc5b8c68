package dev.pgwright.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a piece of SQL that PostgreSQL has already accepted: fast, without a tree, tolerant of anything. For
 * looking at fragments (an expression, an index element), which the parser does not take. White space and comments are
 * left out. The lexical rules are those of PostgreSQL 18, "Lexical Structure".
 */
public final class SqlTokens {
    /** What a token is. */
    public enum Kind {
        /** An unquoted word; its {@link Token#value} is in lower case. */
        WORD,
        /** A name in double quotes. */
        QUOTED_NAME,
        /** A literal in single quotes, of any form. */
        STRING,
        /** A dollar-quoted literal. */
        DOLLAR_STRING,
        NUMBER,
        /** One character of punctuation or of an operator. */
        SYMBOL
    }

    /**
     * A token.
     *
     * @param value what it means: a name without its quotes, the content of a literal, else the text
     * @param start offset of its first character in the text
     * @param end offset behind its last character
     */
    public record Token(Kind kind, String value, int start, int end) {
        public boolean isName() {
            return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
        }

        public boolean isWord(String lowerCase) {
            return kind == Kind.WORD && value.equals(lowerCase);
        }

        public boolean isSymbol(char c) {
            return kind == Kind.SYMBOL && value.charAt(0) == c;
        }
    }

    private final String text;
    private final Quotes quotes;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private SqlTokens(String text) {
        this.text = text;
        this.quotes = new Quotes(text);
    }

    /** The tokens of a text; what is not closed ends with the text. */
    public static List<Token> of(String text) {
        SqlTokens scanner = new SqlTokens(text);
        scanner.scan();
        return List.copyOf(scanner.tokens);
    }

    /** The index of the token that closes the parenthesis or bracket opened at {@code open}, or the last index. */
    public static int closing(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSymbol('(') || token.isSymbol('[')) {
                depth++;
            } else if (token.isSymbol(')') || token.isSymbol(']')) {
                depth--;
                if (depth == 0) {
                    return i;
                }
            }
        }
        return tokens.size() - 1;
    }

    private void scan() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end + 1;
            } else if (text.startsWith("/*", at)) {
                skipBlockComment();
            } else if (c == '\'') {
                quoted(at, at, '\'', false);
            } else if (c == '"') {
                quoted(at, at, '"', false);
            } else if (c == '$' && quotes.dollarTagEnd(at) > 0) {
                dollarQuoted();
            } else if (isWordStart(c)) {
                wordOrPrefixedString();
            } else if (c >= '0' && c <= '9') {
                number();
            } else {
                add(Kind.SYMBOL, String.valueOf(c), at, at + 1);
            }
        }
    }

    private void skipBlockComment() {
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
        at = Math.min(at, text.length());
    }

    private void quoted(int start, int quoteAt, char quote, boolean backslashes) {
        int found = quotes.end(quoteAt, quote, backslashes);
        int end = found < 0 ? text.length() : found;
        String content = text.substring(quoteAt + 1, found < 0 ? end : end - 1);
        add(quote == '"' ? Kind.QUOTED_NAME : Kind.STRING, unescaped(content, quote, backslashes), start, end);
    }

    /** The text that a literal stands for; of the escapes by letter or number only the backslash is taken away. */
    private static String unescaped(String content, char quote, boolean backslashes) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            boolean skipped = c == quote || (backslashes && c == '\\');
            if (skipped && i + 1 < content.length()) {
                i++;
            }
            value.append(content.charAt(i));
        }
        return value.toString();
    }

    private void dollarQuoted() {
        int bodyStart = quotes.dollarTagEnd(at);
        int found = quotes.dollarEnd(at, bodyStart);
        int end = found < 0 ? text.length() : found;
        int bodyEnd = found < 0 ? end : end - (bodyStart - at);
        add(Kind.DOLLAR_STRING, text.substring(bodyStart, bodyEnd), at, end);
    }

    private void wordOrPrefixedString() {
        int start = at;
        int end = at + 1;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        String word = text.substring(start, end).toLowerCase(Locale.ROOT);
        char next = end < text.length() ? text.charAt(end) : ' ';
        if (next == '\'' && (word.equals("e") || word.equals("b") || word.equals("x") || word.equals("n"))) {
            quoted(start, end, '\'', word.equals("e"));
        } else if (word.equals("u") && next == '&' && end + 1 < text.length() && isQuote(text.charAt(end + 1))) {
            quoted(start, end + 1, text.charAt(end + 1), false);
        } else {
            add(Kind.WORD, word, start, end);
        }
    }

    private void number() {
        int end = at + 1;
        while (end < text.length() && (isWordPart(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        add(Kind.NUMBER, text.substring(at, end), at, end);
    }

    private void add(Kind kind, String value, int start, int end) {
        tokens.add(new Token(kind, value, start, end));
        at = end;
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"';
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || (c >= '0' && c <= '9') || c == '$';
    }
}
