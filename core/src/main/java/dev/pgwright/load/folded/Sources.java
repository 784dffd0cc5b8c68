package dev.pgwright.load.folded;

import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;

/** Parts of statements as they were written. */
final class Sources {
    private Sources() {}

    /** The query of CREATE VIEW and its likes: what stands behind the first AS outside of parentheses. */
    static String query(String statement) {
        int depth = 0;
        for (Token token : Sql.tokens(statement)) {
            String text = token.span().of(statement);
            if (text.equals("(")) {
                depth++;
            } else if (text.equals(")")) {
                depth--;
            } else if (depth == 0 && text.equalsIgnoreCase("as") && token.kind() == Token.Kind.RESERVED_KEYWORD) {
                return statement.substring(token.span().end()).strip();
            }
        }
        return statement;
    }
}
