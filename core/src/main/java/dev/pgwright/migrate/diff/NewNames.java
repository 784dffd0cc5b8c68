package dev.pgwright.migrate.diff;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says a text with the names that its objects have by now, since PostgreSQL keeps expressions, queries and keys by
 * object and deparses them with the present names.
 */
final class NewNames {
    private final Map<String, String> names = new HashMap<>();

    /** A table, sequence, type, ...; names are qualified. */
    void add(String before, String after) {
        String bareBefore = before.substring(before.lastIndexOf('.') + 1);
        String bareAfter = after.substring(after.lastIndexOf('.') + 1);
        if (!bareBefore.equals(bareAfter)) {
            names.put(bareBefore, bareAfter);
        }
        names.put(before, after);
    }

    /** The same with a table's renamed columns. */
    NewNames with(Map<String, String> columns) {
        NewNames all = new NewNames();
        all.names.putAll(names);
        all.names.putAll(columns);
        return all;
    }

    /** Whether the texts differ by nothing but names. */
    boolean explain(String before, String after) {
        return !names.isEmpty() && said(before).equals(said(after));
    }

    /** Old names become new ones, qualified ones first; what the scanner refuses stays as it is. */
    private String said(String text) {
        String direct = names.get(text);
        if (direct != null) {
            return direct;
        }
        StringBuilder said = new StringBuilder();
        try {
            int end = 0;
            List<Token> tokens = Sql.tokens(text);
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                int start = token.span().start();
                String word = text.substring(start, token.span().end());
                int last = i;
                String replacement = word(token, word);
                if (i + 2 < tokens.size() && isDot(tokens.get(i + 1), text)) {
                    String both = unquoted(word) + "."
                            + unquoted(text.substring(
                                    tokens.get(i + 2).span().start(),
                                    tokens.get(i + 2).span().end()));
                    String renamed = names.get(both);
                    if (renamed != null) {
                        replacement = renamed;
                        last = i + 2;
                    }
                }
                said.append(text, end, start).append(replacement);
                end = tokens.get(last).span().end();
                i = last;
            }
            return said.append(text.substring(end)).toString();
        } catch (PgwrightException e) {
            // a text that is no SQL has no names in it
            return text;
        }
    }

    private String word(Token token, String word) {
        if (token.kind() == Token.Kind.STRING && word.length() > 2 && word.startsWith("'")) {
            return "'" + said(word.substring(1, word.length() - 1)) + "'";
        }
        String plain = unquoted(word);
        return names.getOrDefault(plain, plain);
    }

    private static boolean isDot(Token token, String text) {
        return text.substring(token.span().start(), token.span().end()).equals(".");
    }

    private static String unquoted(String word) {
        return word.length() > 1 && word.startsWith("\"") ? word.substring(1, word.length() - 1) : word;
    }
}
