package dev.pgwright.review.fix;

import dev.pgwright.review.Origin;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.SqlTokens.Token;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.Constraint;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.Node;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a constraint stands in the text of its statement.
 *
 * @param column what it is written behind; null for one of the table
 * @param span with what belongs to it, such as DEFERRABLE
 */
record ConstraintText(Constraint constraint, @Nullable ColumnText column, Span span, String text) {
    /** The constraint at the place of an origin; empty where it is written out nowhere. */
    static Optional<ConstraintText> of(Origin origin) {
        String text = origin.migration().source().text();
        Node tree = origin.step().tree();
        if (origin.location() < 0) {
            return Optional.empty();
        }
        for (ColumnDef column : Nodes.all(tree, ColumnDef.class)) {
            for (Node node : column.constraints()) {
                if (node instanceof Constraint constraint && constraint.location() == origin.location()) {
                    return ColumnText.of(origin, String.valueOf(column.colname()))
                            .flatMap(definition -> definition
                                    .span(constraint)
                                    .map(span -> new ConstraintText(constraint, definition, span, text)));
                }
            }
        }
        return Nodes.all(tree, Constraint.class).stream()
                .filter(constraint -> constraint.location() == origin.location())
                .findFirst()
                .map(constraint -> new ConstraintText(constraint, null, element(origin, text), text));
    }

    /** Up to a comma or the parenthesis around it. */
    private static Span element(Origin origin, String text) {
        int start = origin.location();
        int end = start;
        int depth = 0;
        for (Token token :
                SqlTokens.of(text.substring(start, origin.step().span().end()))) {
            if (depth == 0 && (token.isSymbol(',') || token.isSymbol(')') || token.isSymbol(';'))) {
                break;
            }
            depth += token.isSymbol('(') ? 1 : token.isSymbol(')') ? -1 : 0;
            end = start + token.end();
        }
        return new Span(start, end);
    }

    /** What to leave out so that the constraint goes; empty where nothing would be left of the statement. */
    Optional<Span> removed(Origin origin) {
        if (column != null) {
            return Optional.of(column.withBlanks(span));
        }
        if (!(origin.step().tree() instanceof CreateStmt)) {
            boolean alone = origin.step().tree() instanceof AlterTableStmt alter
                    && alter.cmds().size() == 1
                    && alter.cmds().get(0) instanceof AlterTableCmd;
            return alone ? Optional.of(origin.step().span()) : Optional.empty();
        }
        // the comma before it goes as well, or the one behind it
        int before = span.start() - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        return before >= 0 && text.charAt(before) == ',' ? Optional.of(new Span(before, span.end())) : Optional.empty();
    }

    /** Whether it is all that its statement does. */
    boolean isStatement(Origin origin) {
        return column == null && !(origin.step().tree() instanceof CreateStmt);
    }

    /** The tokens of it; offsets are those of {@link #span}. */
    List<Token> tokens() {
        return SqlTokens.of(span.of(text));
    }

    /** Where its words begin and end that say what it is, without its name. */
    Optional<Span> words(String first, int count) {
        List<Token> tokens = tokens();
        for (int i = 0; i + count <= tokens.size(); i++) {
            if (tokens.get(i).isWord(first)) {
                return Optional.of(new Span(
                        span.start() + tokens.get(i).start(),
                        span.start() + tokens.get(i + count - 1).end()));
            }
        }
        return Optional.empty();
    }

    /** Behind the table and the columns that a foreign key refers to, and its MATCH. */
    Optional<Integer> behindReference() {
        List<Token> tokens = tokens();
        int at = 0;
        while (at < tokens.size() && !tokens.get(at).isWord("references")) {
            at++;
        }
        at++;
        while (at + 2 < tokens.size() && tokens.get(at + 1).isSymbol('.')) {
            at += 2;
        }
        if (at >= tokens.size()) {
            return Optional.empty();
        }
        if (at + 1 < tokens.size() && tokens.get(at + 1).isSymbol('(')) {
            at = SqlTokens.closing(tokens, at + 1);
        }
        if (at + 2 < tokens.size() && tokens.get(at + 1).isWord("match")) {
            at += 2;
        }
        return Optional.of(span.start() + tokens.get(at).end());
    }
}
