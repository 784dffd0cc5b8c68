package dev.pgwright.review.fix;

import dev.pgwright.review.Fix;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Step;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.List;
import java.util.Locale;

/** Fixes that put whole statements in, leave them out, or put words into one. */
public final class StatementFixes {
    private StatementFixes() {}

    /** Puts statements in behind a step: ANALYZE, setval, RESET. */
    public static Fix behind(MigrationContext migration, Step step, String title, String sql) {
        return new Fix.Edits(title, List.of(of(migration).behind(step, sql)));
    }

    /** Puts a statement in before a step. */
    public static Fix before(MigrationContext migration, Step step, String title, String sql) {
        return new Fix.Edits(title, List.of(of(migration).before(step, sql)));
    }

    /** Puts a statement in at the end of the migration: COMMIT, RESET. */
    public static Fix atEnd(MigrationContext migration, String title, String sql) {
        List<Step> steps = migration.steps();
        return behind(migration, steps.get(steps.size() - 1), title, sql);
    }

    /** Leaves steps out: BEGIN and COMMIT in a file whose tool opens the transaction. */
    public static Fix without(MigrationContext migration, String title, List<Step> steps) {
        Insertions insertions = of(migration);
        return new Fix.Edits(title, steps.stream().map(insertions::without).toList());
    }

    /** Puts words in behind words that a step begins with: {@code IF NOT EXISTS} behind {@code CREATE TABLE}. */
    public static Fix words(MigrationContext migration, Step step, String title, String behind, String words) {
        String sql = step.span().of(migration.source().text());
        List<Token> tokens = SqlTokens.of(sql);
        int at = 0;
        for (String word : behind.toLowerCase(Locale.ROOT).split(" ")) {
            while (at < tokens.size() && !tokens.get(at).isWord(word)) {
                at++;
            }
            at++;
        }
        if (at == 0 || at > tokens.size()) {
            throw new IllegalArgumentException("\"" + behind + "\" is not in " + sql);
        }
        boolean small = Character.isLowerCase(sql.charAt(0));
        int end = step.span().start() + tokens.get(at - 1).end();
        String written = small ? words.toLowerCase(Locale.ROOT) : words;
        return new Fix.Edits(title, List.of(new TextEdit(Span.at(end), " " + written)));
    }

    private static Insertions of(MigrationContext migration) {
        return new Insertions(migration.source().text(), migration.steps());
    }
}
