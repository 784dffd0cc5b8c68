package dev.pgwright.review.fix;

import dev.pgwright.migrate.plan.LetterCase;
import dev.pgwright.review.Fix;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.Step;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ViewStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fixes of queries. A view or routine that a database has is replaced by one with the changed query. */
public final class QueryFixes {
    /** Of a query whose text does not stand in the file as it was parsed. */
    private static final Fix NOT_WRITTEN_OUT = new Fix.ByHand("the query is not written out as it is run");

    private QueryFixes() {}

    /** The same rows by a query that is written otherwise; by hand where the edits are empty. */
    public static Fix same(
            QueryContext query, String title, String otherwise, Function<QueryText, Optional<List<TextEdit>>> edits) {
        return different(query, title, null, otherwise, edits);
    }

    /**
     * A query that is written otherwise.
     *
     * @param difference what is not as before in its rows, a sentence without a full stop; null for nothing
     * @param otherwise why there is no fix where the edits are empty
     */
    public static Fix different(
            QueryContext query,
            String title,
            @Nullable String difference,
            String otherwise,
            Function<QueryText, Optional<List<TextEdit>>> edits) {
        Optional<QueryText> text = QueryText.of(query);
        if (text.isEmpty()) {
            return NOT_WRITTEN_OUT;
        }
        Optional<List<TextEdit>> made = edits.apply(text.get());
        if (made.isEmpty()) {
            return new Fix.ByHand(otherwise);
        }
        List<TextEdit> written = made.get().stream()
                .map(edit -> new TextEdit(edit.span(), inCase(query, edit.replacement())))
                .toList();
        Optional<String> replaced = query.step().flatMap(step -> replaced(step, query.text(), written));
        return new Fix.Change(
                title,
                written,
                replaced.map(List::of).orElse(List.of()),
                difference,
                replaced.isPresent() ? null : "it has been run, or is no view or function that can be replaced");
    }

    private static String inCase(QueryContext query, String sql) {
        return LetterCase.isSmall(query.span().of(query.text())) ? LetterCase.small(sql) : sql;
    }

    /** The statement that puts the changed view or routine in the place of the one that is there. */
    private static Optional<String> replaced(Step step, String text, List<TextEdit> edits) {
        Node tree = step.tree();
        boolean view = tree instanceof ViewStmt;
        if (!view && !(tree instanceof CreateFunctionStmt)) {
            return Optional.empty();
        }
        boolean replaces = tree instanceof ViewStmt made ? made.replace() : ((CreateFunctionStmt) tree).replace();
        Span statement = step.span();
        List<TextEdit> all = new ArrayList<>();
        edits.forEach(edit -> all.add(new TextEdit(edit.span().plus(-statement.start()), edit.replacement())));
        String sql = statement.of(text);
        List<Token> tokens = SqlTokens.of(sql);
        if (!replaces && !tokens.isEmpty() && tokens.get(0).isWord("create")) {
            all.add(new TextEdit(
                    Span.at(tokens.get(0).end()), LetterCase.isSmall(sql) ? " or replace" : " OR REPLACE"));
        }
        return Optional.of(TextEdit.apply(sql, all));
    }
}
