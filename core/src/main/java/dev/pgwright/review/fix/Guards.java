package dev.pgwright.review.fix;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.plan.LetterCase;
import dev.pgwright.review.Fix;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Step;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import dev.pgwright.sql.tree.Node;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** IF EXISTS and IF NOT EXISTS put in. Where they go, and whether they may stand there at all, PostgreSQL's parser says. */
public final class Guards {
    /** The longest beginning is that of DROP FOREIGN DATA WRAPPER. */
    private static final int LONGEST_BEGINNING = 5;

    private Guards() {}

    /**
     * Puts a guard in behind the first words of a statement, or of a part of it.
     *
     * @param part where to look, in the migration's text: the whole statement, or an action of ALTER TABLE
     * @param words {@code IF EXISTS} or {@code IF NOT EXISTS}
     * @param guarded whether the tree of the changed statement is as it should be
     */
    public static Fix put(MigrationContext migration, Step step, Span part, String words, Predicate<Node> guarded) {
        String sql = step.span().of(migration.source().text());
        String written = LetterCase.isSmall(sql) ? words.toLowerCase(Locale.ROOT) : words;
        int start = step.span().start();
        List<Token> beginning = SqlTokens.of(sql).stream()
                .filter(token -> start + token.start() >= part.start() && start + token.end() <= part.end())
                .limit(LONGEST_BEGINNING)
                .toList();
        for (Token token : beginning) {
            String changed = sql.substring(0, token.end()) + " " + written + sql.substring(token.end());
            if (isAccepted(changed, guarded)) {
                return new Fix.Edits(
                        "add " + words, List.of(new TextEdit(Span.at(start + token.end()), " " + written)));
            }
        }
        return new Fix.ByHand("PostgreSQL has no " + words + " for this form");
    }

    private static boolean isAccepted(String sql, Predicate<Node> guarded) {
        try {
            return guarded.test(Sql.parseStatement(sql).tree());
        } catch (PgwrightException notThere) {
            return false;
        }
    }
}
