package dev.pgwright.dbml;

import dev.pgwright.source.Span;

/**
 * A token.
 *
 * @param value what it stands for: escapes resolved, quotes removed
 * @param startsLine the first token of its line
 * @param spaced there is white space or a comment before it
 */
record DbmlToken(Kind kind, Span span, String value, boolean startsLine, boolean spaced) {
    /** The kinds of tokens. */
    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        QUOTED_NAME,
        EXPRESSION,
        COLOR,
        OPERATOR,
        COMMA,
        COLON,
        LEFT_PARENTHESIS,
        RIGHT_PARENTHESIS,
        LEFT_BRACKET,
        RIGHT_BRACKET,
        LEFT_BRACE,
        RIGHT_BRACE,
        END
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    boolean isOperator(String wanted) {
        return kind == Kind.OPERATOR && value.equals(wanted);
    }

    boolean isWord(String lowerCase) {
        return kind == Kind.WORD && value.equalsIgnoreCase(lowerCase);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** How a message speaks of it. */
    String shown() {
        return switch (kind) {
            case END -> "the end of the file";
            case TEXT -> "a text";
            case EXPRESSION -> "an expression";
            case QUOTED_NAME -> "\"" + value + "\"";
            default -> "'" + value + "'";
        };
    }
}
