package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Token;
import dev.pgwright.sql.tree.RangeVar;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The queries of views as they would have to be written now, whatever was renamed and whatever the search path is. */
final class ViewQueries {
    private final Store store;

    ViewQueries(Store store) {
        this.store = store;
    }

    /** The query with today's names of its relations, each with its schema; columns are called as when it was made. */
    String qualified(RelationEntry view) {
        String text = Sources.query(view.source);
        Expression query = view.query;
        if (query == null) {
            return text;
        }
        List<RangeVar> bound = Nodes.all(query.tree(), RangeVar.class);
        List<RangeVar> written = Nodes.all(Sql.parseStatement(text).tree(), RangeVar.class);
        if (bound.size() != written.size()) {
            throw new IllegalStateException("the query of " + view.name + " is not where it was expected: " + text);
        }
        List<Token> tokens = Sql.tokens(text);
        StringBuilder qualified = new StringBuilder(text);
        // from the end, so that places before stay what they are; the tree need not be in the order of the text
        Stream.iterate(0, i -> i < bound.size(), i -> i + 1)
                .sorted((one, other) -> Integer.compare(
                        written.get(other).location(), written.get(one).location()))
                .forEach(i -> {
                    Expression.Target target = query.bound().get(bound.get(i));
                    Entry entry = target == null ? null : store.get(target.object());
                    if (entry != null) {
                        replace(qualified, tokens, written.get(i), entry.name);
                    }
                });
        return qualified.toString();
    }

    private static void replace(StringBuilder text, List<Token> tokens, RangeVar written, QualifiedName name) {
        int parts = (int) Stream.of(written.catalogname(), written.schemaname(), written.relname())
                .filter(Objects::nonNull)
                .count();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).span().start() == written.location()) {
                int end = tokens.get(i + 2 * parts - 2).span().end();
                text.replace(written.location(), end, Identifiers.quoteIdentifier(name.schema(), name.name()));
                return;
            }
        }
    }
}
