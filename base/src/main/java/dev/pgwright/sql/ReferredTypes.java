package dev.pgwright.sql;

import dev.pgwright.finding.PgwrightException;
import java.util.List;

/**
 * Types that are those of a row or column, in front of the parser of PL/pgSQL: libpg_query 17 and 18 know no catalog, take
 * {@code %TYPE} of no parameter, and refuse an assignment to a field of a {@code %ROWTYPE} variable. Without the mark both are
 * the name of a type, which it takes for any.
 */
final class ReferredTypes {
    private ReferredTypes() {}

    /** The statement with blanks for the marks, so that everything stays in its place. */
    static String withoutMarks(String createFunction) {
        if (createFunction.indexOf('%') < 0) {
            return createFunction;
        }
        StringBuilder text = new StringBuilder(createFunction);
        try {
            List<Token> tokens = Sql.tokens(createFunction);
            blank(tokens, createFunction, 0, true, text);
            for (Token token : tokens) {
                int start = token.span().start();
                int quote = createFunction.indexOf('$', start + 1);
                if (token.kind() == Token.Kind.STRING && createFunction.charAt(start) == '$' && quote > 0) {
                    int tag = quote + 1 - start;
                    String body =
                            createFunction.substring(quote + 1, token.span().end() - tag);
                    blank(Sql.tokens(body), body, quote + 1, false, text);
                }
            }
        } catch (PgwrightException notClosed) {
            return createFunction;
        }
        return text.toString();
    }

    private static void blank(List<Token> tokens, String of, int base, boolean columns, StringBuilder text) {
        for (int i = 1; i + 1 < tokens.size(); i++) {
            String word = tokens.get(i + 1).span().of(of);
            if (tokens.get(i).span().of(of).equals("%")
                    && isName(tokens.get(i - 1))
                    && (word.equalsIgnoreCase("rowtype") || (columns && word.equalsIgnoreCase("type")))) {
                for (int at = tokens.get(i).span().start();
                        at < tokens.get(i + 1).span().end();
                        at++) {
                    text.setCharAt(base + at, ' ');
                }
            }
        }
    }

    private static boolean isName(Token token) {
        return token.kind() == Token.Kind.IDENTIFIER
                || token.kind() == Token.Kind.UNRESERVED_KEYWORD
                || token.kind() == Token.Kind.COLUMN_NAME_KEYWORD
                || token.kind() == Token.Kind.TYPE_FUNCTION_NAME_KEYWORD;
    }
}
