package dev.pgwright.design.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words of an expression as PostgreSQL deparses it: enough to see which columns it may speak of and which constants
 * it compares with. What is taken for a column too many costs time, never truth, since the server judges every row.
 */
final class Tokens {
    /** What a token is. */
    enum Kind {
        NAME,
        STRING,
        NUMBER,
        OTHER
    }

    /** A token; {@code value} is without quotes. */
    record Token(Kind kind, String value) {}

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokens(String sql) {
        this.sql = sql;
    }

    static List<Token> of(String sql) {
        Tokens lexer = new Tokens(sql);
        while (lexer.at < sql.length()) {
            lexer.next();
        }
        return List.copyOf(lexer.tokens);
    }

    /** Those of the given names that the expression may refer to. */
    static Set<String> mentioned(String sql, Set<String> names) {
        Set<String> found = new TreeSet<>();
        for (Token token : of(sql)) {
            if (token.kind() == Kind.NAME && names.contains(token.value())) {
                found.add(token.value());
            }
        }
        return found;
    }

    private void next() {
        char c = sql.charAt(at);
        if (c == '\'') {
            quoted('\'', Kind.STRING, false);
        } else if ((c == 'E' || c == 'e') && at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
            at++;
            quoted('\'', Kind.STRING, true);
        } else if (c == '"') {
            quoted('"', Kind.NAME, false);
        } else if (Character.isDigit(c)) {
            int start = at;
            while (at < sql.length() && (Character.isDigit(sql.charAt(at)) || sql.charAt(at) == '.')) {
                at++;
            }
            tokens.add(new Token(Kind.NUMBER, sql.substring(start, at)));
        } else if (Character.isLetter(c) || c == '_') {
            int start = at;
            while (at < sql.length() && isNamePart(sql.charAt(at))) {
                at++;
            }
            tokens.add(new Token(Kind.NAME, sql.substring(start, at).toLowerCase(Locale.ROOT)));
        } else {
            if (!Character.isWhitespace(c)) {
                tokens.add(new Token(Kind.OTHER, String.valueOf(c)));
            }
            at++;
        }
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private void quoted(char quote, Kind kind, boolean escapes) {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == quote) {
                if (at >= sql.length() || sql.charAt(at) != quote) {
                    break;
                }
                at++;
            } else if (escapes && c == '\\' && at < sql.length()) {
                c = sql.charAt(at++);
            }
            value.append(c);
        }
        tokens.add(new Token(kind, value.toString()));
    }
}
