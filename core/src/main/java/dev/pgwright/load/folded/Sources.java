package dev.pgwright.load.folded;

import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import java.util.List;
import java.util.Locale;

/** Parts of statements as they were written. */
final class Sources {
    private static final List<List<String>> ENDS = List.of(
            List.of("with", "no", "data"),
            List.of("with", "data"),
            List.of("with", "check", "option"),
            List.of("with", "local", "check", "option"),
            List.of("with", "cascaded", "check", "option"));

    private Sources() {}

    /**
     * The query of CREATE VIEW and its likes: what stands behind the first AS outside of parentheses, without WITH NO
     * DATA or WITH CHECK OPTION.
     */
    static String query(String statement) {
        int depth = 0;
        List<Token> tokens = Sql.tokens(statement);
        for (Token token : tokens) {
            String text = token.span().of(statement);
            if (text.equals("(")) {
                depth++;
            } else if (text.equals(")")) {
                depth--;
            } else if (depth == 0 && text.equalsIgnoreCase("as") && token.kind() == Token.Kind.RESERVED_KEYWORD) {
                return statement
                        .substring(token.span().end(), end(statement, tokens))
                        .strip();
            }
        }
        return statement;
    }

    /** Where a clause at the end begins that is none of the query's: no query ends with one of these words. */
    private static int end(String statement, List<Token> tokens) {
        List<String> last = tokens.stream()
                .skip(Math.max(0, tokens.size() - 4))
                .map(token -> token.span().of(statement).toLowerCase(Locale.ROOT))
                .toList();
        for (List<String> clause : ENDS) {
            int at = last.size() - clause.size();
            if (at > 0 && last.subList(at, last.size()).equals(clause)) {
                return tokens.get(tokens.size() - clause.size()).span().start();
            }
        }
        return statement.length();
    }
}
