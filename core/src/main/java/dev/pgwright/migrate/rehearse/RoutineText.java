package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.CatalogComparison.Difference;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The text of a routine, which PostgreSQL keeps letter by letter. */
final class RoutineText {
    private RoutineText() {}

    /** Whether a difference is one of white space or comments in a routine of SQL or PL/pgSQL, and so of nothing that it does. */
    static boolean isWhiteSpaceOnly(Difference difference) {
        String before = difference.expected();
        String after = difference.actual();
        if (!difference.object().startsWith("routine ")
                || !"definition".equals(difference.property())
                || before == null
                || after == null) {
            return false;
        }
        Optional<List<String>> words = words(before);
        return words.isPresent() && words.equals(words(after));
    }

    /** Tokens, those within the body included; empty when the language has others than PostgreSQL. */
    private static Optional<List<String>> words(String definition) {
        try {
            List<String> words = tokens(definition);
            int language = words.indexOf("LANGUAGE");
            boolean known = language >= 0
                    && language + 1 < words.size()
                    && List.of("sql", "plpgsql").contains(words.get(language + 1));
            if (!known) {
                return Optional.empty();
            }
            List<String> all = new ArrayList<>();
            for (String word : words) {
                int quote = word.startsWith("$") ? word.indexOf('$', 1) + 1 : 0;
                if (quote > 0) {
                    all.addAll(tokens(word.substring(quote, word.length() - quote)));
                } else {
                    all.add(word);
                }
            }
            return Optional.of(all);
        } catch (PgwrightException e) {
            // a quote that does not end: nothing is known of its words
            return Optional.empty();
        }
    }

    private static List<String> tokens(String text) {
        return Sql.tokens(text).stream()
                .filter(token -> token.kind() != Token.Kind.LINE_COMMENT && token.kind() != Token.Kind.BLOCK_COMMENT)
                .map(token -> token.span().of(text))
                .toList();
    }
}
