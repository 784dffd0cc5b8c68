package dev.pgwright.migrate.plan;

import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.List;
import java.util.Locale;

/** Writes keywords as the user does. */
public final class LetterCase {
    private LetterCase() {}

    /** Whether a statement begins with a word in small letters. */
    public static boolean isSmall(String sql) {
        List<Token> tokens = SqlTokens.of(sql);
        return !tokens.isEmpty()
                && Character.isLowerCase(sql.charAt(tokens.get(0).start()));
    }

    /** With all words in small letters that are not in quotes and have no small letter; their meaning is the same. */
    public static String small(String sql) {
        StringBuilder small = new StringBuilder(sql.length());
        int done = 0;
        for (Token token : SqlTokens.of(sql)) {
            String word = sql.substring(token.start(), token.end());
            small.append(sql, done, token.start()).append(written(token, word));
            done = token.end();
        }
        return small.append(sql, done, sql.length()).toString();
    }

    private static String written(Token token, String word) {
        if (token.kind() == SqlTokens.Kind.WORD && word.equals(word.toUpperCase(Locale.ROOT))) {
            return word.toLowerCase(Locale.ROOT);
        }
        if (token.kind() == SqlTokens.Kind.DOLLAR_STRING) {
            int quote = word.indexOf('$', 1) + 1;
            return word.substring(0, quote)
                    + small(word.substring(quote, word.length() - quote))
                    + word.substring(word.length() - quote);
        }
        return word;
    }
}
